/** 实名保管: what more than one story does there. */
import type { Locator, Page } from '@playwright/test'
import { press } from './hands.ts'
import { section, told } from './staff.ts'
import { expect } from './test.ts'

/** The request to look at this report's identity, in the list of what waits. */
export const looks = (page: Page, reference: string): Locator => page.getByRole('listitem').filter({ hasText: reference }).filter({ hasText: '看一次身份' })

/** The section from its beginning, fetched anew. */
export async function toCustody(page: Page): Promise<void> {
  await press(section(page, '我的登录'))
  await press(section(page, '实名保管'))
}

/** The second member, wherever their list shows it. */
export async function consent(page: Page, reference: string): Promise<void> {
  await toCustody(page)
  const row = looks(page, reference)
  await expect(row.getByRole('button').first()).toBeVisible()
  const opens = row.getByRole('button', { name: /^打开/ })
  if (await opens.isVisible()) {
    await press(opens)
    await press(page.getByRole('button', { name: '同意看一次', exact: true }))
  } else await press(row.getByRole('button', { name: /^同意看一次/ }))
  await told(page, '到明天为止可以看一次')
}
