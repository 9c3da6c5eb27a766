/** Whoever filed keeps the receipt and a copy of the public chain, and checks both in the page with the network gone. */
import type { Page } from '@playwright/test'
import { resolve } from 'node:path'
import { readFileSync } from 'node:fs'
import { formEnd } from '#contract/county/form-end.ts'
import { Receipt } from '#contract/report.ts'
import { runCron } from '../../site/cli/local/server.ts'
import { comeBack } from './steps/citizen.ts'
import { filed, tipOf } from './steps/filed.ts'
import { inspect } from './steps/inspect.ts'
import { HOME, portal } from './steps/place.ts'
import { expect, test } from './steps/test.ts'

/** A file that the page saves, where a test can choose it again. */
async function saved(page: Page, name: string, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  const file = resolve(HOME, 'saved', `${test.info().project.name}-${name}`)
  await download.saveAs(file)
  return file
}
const MACHINE_WORDS = { besides: /“[{}]”|公开链-\d{4}-\d{2}-\d{2}\.json|[\w-]+\.json/g }

test('a receipt saved at /track is read at /keys, against a kept copy of the chain, with the network gone', async ({ page, context, eyes }) => {
  const { code } = await filed(tipOf('09'))
  await runCron(Number(new URL(portal()).port))
  await comeBack(page, code)
  const file = await saved(page, 'receipt.json', () => page.getByRole('link', { name: formEnd.code['receipt-save'] }).click())
  expect(Receipt.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success).toBe(true)

  await page.goto('/keys')
  const kept = page.getByText('断了网也能核对：自己存一份公开链')
  await kept.click()
  const chain = await saved(page, 'chain.json', () => page.getByRole('button', { name: '存一份公开链' }).click())
  await context.setOffline(true)
  await page.getByLabel('选存下的公开链').setInputFiles(chain)
  await expect(page.getByText(/用选的这1份核对，不联网/)).toBeVisible()
  await page.getByLabel('选回执文件').setInputFiles(file)
  await expect(page.getByText('回执没有问题')).toBeVisible()
  await expect(page.getByText('已经编进当天的公开链')).toBeVisible()
  await inspect(page, 'receipt-offline', MACHINE_WORDS)

  const changed = JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as Receipt), reference: '9999-9999' })
  await page.getByLabel('或者把回执贴在这里').fill(changed)
  await page.getByRole('button', { name: '核对', exact: true }).click()
  await expect(page.getByText('公开链里有这一件，签名却不是这把钥匙签的。')).toBeVisible()
  await inspect(page, 'receipt-other-key', MACHINE_WORDS)

  await page.getByLabel('选存下的公开链').setInputFiles(file)
  await expect(page.getByText(/不是存下的公开链，没有用上/)).toBeVisible()
  await page.getByRole('button', { name: '不用存下的' }).click()
  // Not before: with a kept copy nothing is asked for.
  eyes.forgive(/ERR_INTERNET_DISCONNECTED/)
  await page.getByRole('button', { name: '核对', exact: true }).click()
  await expect(page.getByText(/网/).last()).toBeVisible()
  await inspect(page, 'receipt-no-network', MACHINE_WORDS)
})

test('keys alone choose the file and check it', async ({ page }) => {
  await page.goto('/keys')
  await expect(page.getByLabel('选回执文件')).toBeEnabled()
  await page.getByLabel('选回执文件').focus()
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('或者把回执贴在这里')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '存一份公开链' })).toBeVisible()
})
