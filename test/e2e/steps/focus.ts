/** Where the focus is, and how it comes to a control with Tab alone. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './test.ts'

/** Nobody presses Tab longer than this to come to one thing. */
const MOST_PRESSES = 120

/** What was done last on each page, and in which document: there the focus must not get lost. */
const deeds = new WeakMap<Page, { what: string; document: number }>()
const documentOf = (page: Page): Promise<number> => page.evaluate(() => performance.timeOrigin).catch(() => 0)

export async function remember(target: Locator): Promise<void> {
  const document = await documentOf(target.page())
  deeds.set(target.page(), { what: target.toString(), document })
}

/** From here on anything may have the focus, or nothing. */
export const forget = (page: Page): void => void deeds.delete(page)

/** The focus stands on something of the page, unless the page is a new one since. */
export async function focusIsKept(page: Page): Promise<void> {
  const deed = deeds.get(page)
  if (deed === undefined || deed.document !== (await documentOf(page))) return
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'BODY'), { message: `the focus is lost after ${deed.what}` }).not.toBe('BODY')
}

/**
 * Brings the focus to a control (of radios: into their group) with Tab or Shift+Tab, whichever is nearer. How far it should be is reckoned from
 * the page, so that not every stop need be asked about; that it is there is seen. Where the reckoning was wrong it is made again, up to a bound.
 */
export async function bringFocus(target: Locator): Promise<void> {
  const page = target.page()
  await focusIsKept(page)
  await expect(target).toBeEnabled()
  for (let pressed = 0; pressed < MOST_PRESSES;) {
    const { steps, seen } = await target.evaluate(wayTo)
    if (steps === 0) return expect(seen, `the focus is seen on ${target.toString()}`).toBe(true)
    for (let step = 0; step < Math.abs(steps); step += 1) await page.keyboard.press(steps > 0 ? 'Tab' : 'Shift+Tab')
    pressed += Math.abs(steps)
  }
  throw new Error(`${target.toString()} is not reached with ${MOST_PRESSES} presses of Tab`)
}

/** Runs in the page. How many stops on (or back, if negative) it is to there; and once there, whether one sees it. */
function wayTo(target: Element): { steps: number; seen: boolean } {
  const control = target.closest('a[href], button, input, select, textarea, summary, [tabindex]') ?? target
  const at = document.activeElement ?? document.body
  const isOpen = (element: Element) => element instanceof HTMLElement && element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true })
  // Radios without a name are grouped by site/ui/Choice.tsx; those with one, on the pages without scripts, by their fieldset.
  const groupOf = (element: Element) => (element instanceof HTMLInputElement && element.type === 'radio' ? (element.closest('.choices, fieldset') ?? element) : element)
  const open = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(isOpen)
  const stops = [...new Set(open.map(groupOf))]
  if (groupOf(at) === groupOf(control)) {
    const marked = [at, at.parentElement, at.parentElement?.parentElement ?? null].some((element) => {
      const { outlineStyle = 'none', outlineWidth = '0', boxShadow = 'none' } = element === null ? {} : getComputedStyle(element)
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
    })
    return { steps: 0, seen: marked && at.checkVisibility() && !isCovered(at) }
  }
  /** Something lies over all of it, or it is out of sight (WCAG 2.2, 2.4.11). */
  function isCovered(element: Element): boolean {
    const whole = element.closest('label') ?? element
    const { left, top, width, height } = whole.getBoundingClientRect()
    const parts = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]].map(([x = 0, y = 0]) => document.elementFromPoint(left + width * x, top + height * y))
    return !parts.some((part) => part !== null && (whole.contains(part) || part.contains(whole)))
  }
  const [from, to] = [stops.indexOf(groupOf(at)), stops.indexOf(groupOf(control))]
  if (to < 0 || at === document.body) return { steps: Math.max(to + 1, 1), seen: false }
  if (from >= 0) return { steps: to - from, seen: false }
  const before = open.filter((element) => (at.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0)
  const last = new Set(before.map(groupOf)).size
  return { steps: to >= last ? to - last + 1 : to - last, seen: false }
}
