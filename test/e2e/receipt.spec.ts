/** Whoever filed keeps the receipt and a copy of the public chain, and checks both in the page with the network gone. */
import type { Page } from '@playwright/test'
import { resolve } from 'node:path'
import { readFileSync } from 'node:fs'
import { formEnd } from '#contract/county/form-end.ts'
import { Receipt } from '#contract/report.ts'
import { runCron } from '../../site/cli/local/server.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack } from './steps/citizen.ts'
import { filed, tipOf } from './steps/filed.ts'
import { giveFile, press, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { HOME, portal } from './steps/place.ts'

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
  const file = await saved(page, 'receipt.json', () => press(page.getByRole('link', { name: formEnd.code['receipt-save'] })))
  expect(Receipt.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success).toBe(true)

  await page.goto('/keys')
  const kept = page.getByText('断了网也能核对：自己存一份公开链')
  await press(kept)
  const chain = await saved(page, 'chain.json', () => press(page.getByRole('button', { name: '存一份公开链' })))
  await context.setOffline(true)
  await giveFile(page.getByLabel('选存下的公开链'), chain)
  await expect(page.getByText(/用选的这1份核对，不联网/)).toBeVisible()
  await giveFile(page.getByLabel('选回执文件'), file)
  await expect(page.getByText('回执没有问题')).toBeVisible()
  await expect(page.getByText('已经编进当天的公开链')).toBeVisible()
  await inspect(page, 'receipt-offline', MACHINE_WORDS)

  const changed = JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as Receipt), reference: '9999-9999' })
  await type(page.getByLabel('或者把回执贴在这里'), changed)
  await press(page.getByRole('button', { name: '核对', exact: true }))
  await expect(page.getByText('公开链里有这一件，签名却不是这把钥匙签的。')).toBeVisible()
  await inspect(page, 'receipt-other-key', MACHINE_WORDS)

  await giveFile(page.getByLabel('选存下的公开链'), file)
  await expect(page.getByText(/不是存下的公开链，没有用上/)).toBeVisible()
  await press(page.getByRole('button', { name: '不用存下的' }))
  // Not before: with a kept copy nothing is asked for.
  eyes.forgive(/ERR_INTERNET_DISCONNECTED/)
  await press(page.getByRole('button', { name: '核对', exact: true }))
  await expect(page.getByText(/网/).last()).toBeVisible()
  await inspect(page, 'receipt-no-network', MACHINE_WORDS)
})
