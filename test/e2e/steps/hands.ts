/** Hands: a finger (or a mouse), or, in the stories of `by-keys.ts`, the keyboard alone. The same steps serve both. */
import type { Locator, Page } from '@playwright/test'
import { bringFocus, focusIsKept, forget, remember } from './focus.ts'
import { expect } from './test.ts'

/** How long a finger stays on what it presses: nothing may move away from under it meanwhile. */
const PRESS = 100

let keysAlone = false
/** From now on nothing but keys, or fingers again: `by-keys.ts` says which, for each test. */
export function useKeysAlone(alone: boolean): void {
  keysAlone = alone
}

/** Presses a button, follows a link, opens what is folded. */
export async function press(target: Locator): Promise<void> {
  if (!keysAlone) return await target.click({ delay: PRESS })
  await bringFocus(target)
  // Before the key: a link may bring another document, where the focus has yet to go somewhere.
  await remember(target)
  await target.page().keyboard.press('Enter')
}

/** Writes in a field, over what is in it. */
export async function type(target: Locator, words: string): Promise<void> {
  if (!keysAlone) return await target.fill(words)
  await bringFocus(target)
  const { keyboard } = target.page()
  await keyboard.press('ControlOrMeta+A')
  await (words === '' ? keyboard.press('Delete') : keyboard.insertText(words))
}

/** Ticks a box, or takes one of several. */
export async function tick(target: Locator): Promise<void> {
  if (!keysAlone) return await target.check()
  await bringFocus(target)
  const { keyboard } = target.page()
  for (const key of await target.evaluate(arrowsTo)) await keyboard.press(key)
  if (!(await target.isChecked())) await keyboard.press('Space')
  await expect(target).toBeChecked()
  await remember(target)
}

export async function untick(target: Locator): Promise<void> {
  if (!keysAlone) return await target.uncheck()
  await bringFocus(target)
  await target.page().keyboard.press('Space')
  await expect(target).not.toBeChecked()
}

/** Unticks whatever is ticked in a group. */
export async function untickAll(group: Locator): Promise<void> {
  for (const box of await group.getByRole('checkbox').all()) if (await box.isChecked()) await untick(box)
}

/** Takes one entry of a list: by its value, or by what is read there. */
export async function choose(target: Locator, entry: string | { readonly label: string }): Promise<void> {
  if (!keysAlone) return void (await target.selectOption(entry))
  await bringFocus(target)
  for (const key of await target.evaluate(entriesTo, entry)) await target.page().keyboard.press(key)
  const taken = target.locator('option:checked')
  await (typeof entry === 'string' ? expect(target).toHaveValue(entry) : expect(taken).toHaveText(entry.label))
}

/** Gives the page a file: with Space the system’s own window opens, and what is chosen there is the system’s. */
export async function giveFile(target: Locator, file: string): Promise<void> {
  if (!keysAlone) return await target.setInputFiles(file)
  await bringFocus(target)
  const opening = target.page().waitForEvent('filechooser')
  // Also a round trip: by then the browser hands the window to us, and does not open its own.
  await remember(target)
  await target.page().keyboard.press('Space')
  await (await opening).setFiles(file)
}

/** After a deed the keyboard stands somewhere, not nowhere. Fingers do not care. */
export async function keepsFocus(page: Page): Promise<void> {
  if (keysAlone) await focusIsKept(page)
}

/** Looks at the page as it would be on paper. What is not printed loses the focus here, other than in a real print. */
export async function onPaper(page: Page, look: () => Promise<void>): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await look()
  await page.emulateMedia({ media: null })
  forget(page)
}

/** Runs in the page. Inside a group of radios the arrows lead. */
function arrowsTo(target: Element): string[] {
  const at = document.activeElement
  if (!(target instanceof HTMLInputElement && at instanceof HTMLInputElement) || target.type !== 'radio') return []
  const group = [...(target.closest('.choices, fieldset') ?? document).querySelectorAll<HTMLInputElement>('input[type=radio]')].filter((one) => !one.matches(':disabled') && one.checkVisibility())
  const way = group.indexOf(target) - group.indexOf(at)
  return Array.from({ length: Math.abs(way) }, () => (way > 0 ? 'ArrowDown' : 'ArrowUp'))
}

function entriesTo(target: Element, entry: string | { readonly label: string }): string[] {
  if (!(target instanceof HTMLSelectElement)) throw new Error('no list to choose from')
  const open = [...target.options].filter(({ disabled, hidden }) => !disabled && !hidden)
  const wanted = open.findIndex(({ value, label }) => (typeof entry === 'string' ? value === entry : label === entry.label))
  if (wanted < 0) throw new Error('the list has no such entry')
  const way = wanted - open.findIndex(({ selected }) => selected)
  return Array.from({ length: Math.abs(way) }, () => (way > 0 ? 'ArrowDown' : 'ArrowUp'))
}
