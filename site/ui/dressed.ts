import { addSheet } from './sheet.ts'

/**
 * Settles when a stylesheet is in the page, or did not come (then it is asked for again the next time): what is shown before it moves what
 * stands below under a finger.
 */
export function dressed(href: string): Promise<void> {
  addSheet(href)
  const link = document.querySelector<HTMLLinkElement>(`link[href="${href}"]`)
  if (link === null || link.sheet !== null) return Promise.resolve()
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve(), { once: true })
    link.addEventListener('error', () => {
      link.remove()
      resolve()
    }, { once: true })
  })
}
