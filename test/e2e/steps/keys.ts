/** Hands on the keyboard alone: Tab from stop to stop, and at each one sees where one is. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './test.ts'

const MOST_STOPS = 80

/** What has the focus, and whether one sees it: an outline or a shadow of its own, or around the label or box that holds it. */
function readFocus(): { name: string; seen: boolean } {
  const focused = document.activeElement
  const name = `${focused?.tagName ?? ''} ${(focused?.textContent ?? '').trim().slice(0, 24)}`
  for (let element = focused, up = 0; element !== null && up < 3; element = element.parentElement, up += 1) {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element)
    const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor !== 'rgba(0, 0, 0, 0)'
    if (outlined || boxShadow !== 'none') return { name, seen: focused?.checkVisibility() === true }
  }
  return { name, seen: false }
}

/** Presses Tab until it stands there; every stop on the way must be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab')
    const { name, seen } = await page.evaluate(readFocus)
    expect(seen, `the focus is seen on ${name}`).toBe(true)
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return
  }
  throw new Error(`Tab never came to ${target.toString()}`)
}

export async function press(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

export async function type(page: Page, target: Locator, words: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.insertText(words)
}

/** Opens a report from the list, which has to be there first: Tab would pass where it is to come, and leave the page. */
export async function openByKeys(page: Page, reference: string): Promise<void> {
  const row = page.getByRole('button', { name: reference })
  await expect(row).toBeVisible()
  await press(page, row)
  await expect(page.getByText(`编号 ${reference}`)).toBeVisible()
}
