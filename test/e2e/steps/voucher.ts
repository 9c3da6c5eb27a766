/** The voucher on the reporter's page. */
import type { Page } from '@playwright/test'
import { expect } from './test.ts'
import { wrote } from './typed.ts'

/** 1234-5678-9012-3456 from the card. */
export async function numberOn(page: Page): Promise<string> {
  const card = page.locator('.voucher')
  await expect(card).toBeVisible()
  const number = (await card.getByRole('listitem').allInnerTexts()).map((group) => group.trim()).join('-')
  expect(number).toMatch(/^(\d{4}-){3}\d{4}$/)
  wrote('word', number, number.replaceAll('-', ''))
  return number
}
