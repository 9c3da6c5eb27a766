import { addSheet } from './sheet.ts'

/**
 * Settles when a stylesheet is in the page (true), or did not come: then whoever needs it next asks for it again. What is shown before it moves
 * what stands below under a finger.
 */
export function dressed(href: string): Promise<boolean> {
  addSheet(href)
  const link = document.querySelector<HTMLLinkElement>(`link[href="${href}"]`)
  if (link === null || link.sheet !== null) return Promise.resolve(link !== null)
  return new Promise((resolve) => {
    for (const event of ['load', 'error'] as const) link.addEventListener(event, () => resolve(event === 'load'), { once: true })
  })
}
