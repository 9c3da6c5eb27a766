import { addSheet } from './sheet.ts'

/**
 * Settles when a stylesheet is in the page (true), or did not come: then whoever needs it next asks for it again. What is shown before it moves
 * what stands below under a finger.
 */
export async function dressed(href: string): Promise<boolean> {
  const link = addSheet(href)
  return link.sheet !== null || new Promise((resolve) => {
    link.addEventListener('load', () => resolve(true))
    link.addEventListener('error', () => resolve(false))
  })
}
