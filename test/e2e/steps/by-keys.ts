/** `test` for stories that go by keyboard alone: whatever would point, or put the focus somewhere from outside, throws. */
import type { Page } from '@playwright/test'
import { useKeysAlone } from './hands.ts'
import { expect, test as base } from './test.ts'

/** What Playwright can do to a control that no key does. `press` of a locator focuses it first. */
const POINTING = ['click', 'dblclick', 'tap', 'hover', 'check', 'uncheck', 'setChecked', 'fill', 'clear', 'type', 'pressSequentially', 'press', 'focus', 'selectOption', 'setInputFiles', 'dragTo', 'dragAndDrop', 'dispatchEvent', 'move', 'down', 'wheel']

/** Takes these from everything of this process that has them; gives them back when called again. */
function forbidPointing(page: Page): () => void {
  const undo = [page, page.mainFrame(), page.locator('body'), page.mouse, page.touchscreen].map((one) => shut(Object.getPrototypeOf(one)))
  return () => undo.forEach((give) => give())
}

function shut(kind: object): () => void {
  const own = POINTING.filter((name) => Object.hasOwn(kind, name)).map((name) => [name, Object.getOwnPropertyDescriptor(kind, name) ?? {}] as const)
  for (const [name] of own) {
    Object.defineProperty(kind, name, { configurable: true, writable: true, value: () => { throw new Error(`${name}(): this story goes by keyboard alone`) } })
  }
  return () => own.forEach(([name, was]) => Object.defineProperty(kind, name, was))
}

export const test = base.extend<{ readonly keysAlone: undefined }>({
  keysAlone: [
    async ({ page }, use) => {
      const give = forbidPointing(page)
      useKeysAlone(true)
      await use(undefined)
      useKeysAlone(false)
      give()
    },
    { auto: true },
  ],
})

export { expect }
