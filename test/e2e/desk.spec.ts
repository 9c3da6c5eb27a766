/** What happens at the desk when things go wrong: nothing typed is lost, nothing is done twice, and it is said in words what to do. */
import type { Page } from '@playwright/test'
import { accept } from '../../site/console/report/act.ts'
import { shortOf } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { begin, bringCookie, enter, open, signIn, told, unlock } from './steps/staff.ts'
import { expect, test } from './steps/test.ts'
import { wrote } from './steps/typed.ts'

test('of two who move a report at once, the second is told, and keeps what was typed', async ({ page: he, another }) => {
  const words = '这件和上个月那件是同一个地方，已经在办'
  wrote('text', words)
  const { reference } = await filed(tipOf('09'))
  const bai = await another()
  await Promise.all([enter(he, 'desk01'), enter(bai, 'desk02')])
  await Promise.all([open(he, reference), open(bai, reference)])
  const refuse = await begin(bai, 'refuse')
  await refuse.getByRole('radio', { name: /同一事项/ }).check()
  await refuse.getByLabel('再说几句（可以不写）').fill(words)
  const accepting = await begin(he, 'accept')
  await accepting.getByRole('button', { name: /受理/ }).click()
  await told(he, '受理了')
  await refuse.getByRole('button', { name: '不予受理' }).click()
  await expect(bai.getByText('别人刚刚改过这件')).toBeVisible()
  await expect(refuse.getByLabel('再说几句（可以不写）')).toHaveValue(words)
  await expect(bai.getByText(/现在这一步做不了/)).toBeVisible()
  await expect(bai.getByRole('article').getByText('已交办')).toBeVisible()
})

test('two who accept at once: one does, the other is told', async ({ page: he, another }) => {
  const { reference } = await filed(tipOf('12'))
  const bai = await another()
  await Promise.all([enter(he, 'desk01'), enter(bai, 'desk02')])
  await Promise.all([open(he, reference), open(bai, reference)])
  const buttons = await Promise.all([he, bai].map(async (page) => (await begin(page, 'accept')).getByRole('button', { name: `受理，交给${shortOf('fire')}` })))
  await Promise.all(buttons.map((button) => button.click()))
  const accepted = (page: Page) => page.getByRole('status').filter({ hasText: '受理了' })
  const late = (page: Page) => page.getByText('别人刚刚改过这件')
  // Each page is read as soon as it answers: what it says of a success goes away again.
  const answers = await Promise.all([he, bai].map(async (page) => {
    await expect(accepted(page).or(late(page)).first()).toBeVisible({ timeout: 20_000 })
    return { accepted: await accepted(page).count(), late: await late(page).count() }
  }))
  expect(answers.toSorted((a, b) => a.late - b.late)).toEqual([{ accepted: 1, late: 0 }, { accepted: 0, late: 1 }])
})

test('a session that has ended asks to sign in again, and what was typed is still there', async ({ page }) => {
  const words = '请问三楼的门是哪一天装上的'
  wrote('text', words)
  const { reference } = await filed(tipOf('23'))
  await moved('desk02', reference, accept)
  await enter(page, 'health01')
  await open(page, reference)
  const reply = await begin(page, 'reply')
  await reply.getByLabel('写给举报人').fill(words)
  await page.context().clearCookies()
  await reply.getByRole('button', { name: '加密送出' }).click()
  await expect(page.getByRole('status').filter({ hasText: '没发出的字还在' })).toBeVisible()
  await signIn(page, 'health01')
  await open(page, reference)
  const again = await begin(page, 'reply')
  await expect(again.getByLabel('写给举报人')).toHaveValue(words)
  await again.getByRole('button', { name: '加密送出' }).click()
  await told(page, '写好了')
})

test('without a network a move is not made, says so, and can be made afterwards', async ({ page, eyes, context }) => {
  eyes.forgive(/ERR_INTERNET_DISCONNECTED/)
  const { reference } = await filed(tipOf('14'))
  await enter(page, 'desk01')
  await open(page, reference)
  const accepting = await begin(page, 'accept')
  await context.setOffline(true)
  await accepting.getByRole('button', { name: /受理/ }).click()
  await expect(accepting.getByRole('alert')).toContainText('没有送出去')
  await context.setOffline(false)
  await accepting.getByRole('button', { name: /受理/ }).click()
  await told(page, '受理了')
})

test('a wrong passphrase opens nothing, and the right one does', async ({ page }) => {
  await bringCookie(page, 'supervisor01')
  await page.goto('/staff')
  await page.getByLabel('口令').fill('abcd-efgh-jkmn-pqrs')
  await page.getByRole('button', { name: '解锁', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: '口令不对' })).toBeVisible()
  await unlock(page, 'supervisor01')
})
