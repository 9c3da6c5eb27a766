/** A large reward: two approve it, two pay it, and a wrong payment is taken back by somebody else. By keyboard alone. */
import type { Page } from '@playwright/test'
import { claimWords as englishClaim } from '#contract/county/claim.en.ts'
import { moveWords } from '#contract/county/moves.ts'
import { track as english } from '#contract/county/track.en.ts'
import { propose } from '../../site/console/award/act.ts'
import { accept, find } from '../../site/console/report/act.ts'
import type { FiledReport } from '../../site/report/submit.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { enter, section, told } from './steps/staff.ts'
import { numberOn } from './steps/voucher.ts'

const { award: { moves: deeds } } = moveWords
/** Numbers of members beside their names. */
const NAMES = { besides: /[a-z]+0\d/g }
const FOUND = '查到了，已经处罚'
/** A report with a large reward proposed, by the browser's own modules. */
async function proposed(number: string, desk: string, lead: string): Promise<FiledReport> {
  const done = await filed({ ...tipOf(number), wantsReward: true })
  await moved(desk, done.reference, accept)
  await moved(lead, done.reference, (by, seen) => find(by, seen, 'substantiated', FOUND))
  await moved(lead, done.reference, (by, seen) => propose(by, seen, { query: { kind: 'violation', fineFen: 80_000_000 }, finding: '无证经营多年，处罚八十万元' }))
  return done
}

/** Goes to a report by the list of awards that wait for an approver, which comes first. */
async function toReport(page: Page, reference: string): Promise<void> {
  await press(section(page, '奖励'))
  await press(page.getByRole('row').filter({ hasText: reference }).first().getByRole('button', { name: `打开 ${reference}` }))
  await expect(page.getByText(`编号 ${reference}`)).toBeVisible()
}

test('a large reward takes two, and a wrong payment is taken back by somebody else', async ({ page: wen, another }, { project }) => {
  test.setTimeout(200_000)
  const phone = project.name === 'phone'
  const { code, reference } = phone ? await proposed('06', 'desk01', 'commerce01') : await proposed('12', 'desk02', 'fire01')
  const [he, bai, qian, zhou] = [await another(), await another(), await another(), await another()]
  const approveForm = (page: Page) => page.locator('form').filter({ has: page.getByRole('heading', { name: deeds.approve.label, exact: true }) })

  await test.step('he agrees, is told that one is still to come, and cannot be the second', async () => {
    await enter(he, 'approver01')
    await toReport(he, reference)
    await press(he.getByRole('button', { name: deeds.approve.label, exact: true }))
    await expect(approveForm(he)).toContainText('你批了还差一位')
    await press(approveForm(he).getByRole('button', { name: '同意，再等一位' }))
    await told(he, '记下了，还差一位。')
    await expect(he.getByRole('region', { name: /^奖励 ?批了一位，还差一位/ })).toBeVisible()
    await expect(he.getByRole('button', { name: deeds.approve.label, exact: true })).toHaveCount(0)
    await press(he.getByText(/奖励不能做的，为什么/))
    await expect(he.getByText('你已经定过一次，要由另一位来定。').first()).toBeVisible()
    await inspect(he, 'award-one-of-two', NAMES)
  })
  await test.step('bai agrees too, and it is decided', async () => {
    await enter(bai, 'approver02')
    await toReport(bai, reference)
    await press(bai.getByRole('button', { name: deeds.approve.label, exact: true }))
    await press(approveForm(bai).getByRole('button', { name: '批准', exact: true }))
    await told(bai, '批了，举报人凭查询码能看到。')
  })

  const look = async (page: Page, voucher: string) => {
    await type(page.getByLabel('凭证号'), voucher)
    await press(page.getByLabel('凭证号'))
  }
  let [payment, number] = ['', '']
  await test.step('wen claims it in English', async () => {
    await wen.goto('/en/track')
    await type(wen.getByLabel(english.code.label), code)
    await press(wen.getByRole('button', { name: english.code.open }))
    const part = wen.getByRole('region', { name: english.sections.reward, exact: true })
    await press(part.getByRole('button', { name: englishClaim.buttons.take }))
    const voucher = await numberOn(wen)
    await press(part.getByText(englishClaim.safe.title))
    await inspect(wen, 'award-english', { language: 'en', written: [FOUND] })
    number = voucher
  })
  await test.step('qian finds that so much takes two, confirms it, and cannot be the other', async () => {
    await enter(qian, 'cashier01')
    await look(qian, number)
    await expect(qian.getByText('要两位兑付员：你先确认')).toBeVisible()
    await expect(qian.getByRole('button', { name: /^付/ })).toHaveCount(0)
    await inspect(qian, 'window-first-of-two', NAMES)
    await press(qian.getByRole('button', { name: '确认120,000元，等另一位付', exact: true }))
    await told(qian, '确认了，请另一位兑付员来付。')
    await expect(qian.getByRole('heading', { name: '你确认过了，请另一位兑付员来付' })).toBeFocused()
    await expect(qian.getByRole('button', { name: /^(付|确认)/ })).toHaveCount(0)
    await look(qian, number)
    await expect(qian.getByRole('heading', { name: '你确认过了，请另一位兑付员来付' })).toBeVisible()
    await inspect(qian, 'window-confirmed', NAMES)
  })
  await test.step('zhou looks again, counts it out, and pays; both stand on the slip', async () => {
    await enter(zhou, 'cashier02')
    await look(zhou, number)
    await expect(zhou.getByRole('heading', { name: '一位确认过了，等你付' })).toBeFocused()
    await press(zhou.getByRole('button', { name: '付120,000元', exact: true }))
    await inspect(zhou, 'window-second', NAMES)
    await press(zhou.getByRole('button', { name: '付了，120,000元', exact: true }))
    await told(zhou, /付了，付款单 \d{4}-\d{6}。/)
    payment = /\d{4}-\d{6}/.exec(await zhou.locator('.payment-slip').innerText())?.[0] ?? ''
    expect(payment).toMatch(/^\d{4}-\d{6}$/)
    await inspect(zhou, 'window-second-paid', NAMES)
    await expect(zhou.getByRole('row').filter({ hasText: payment })).toContainText('、')
  })
  await test.step('qian asks to have the payment taken back, and bai consents', async () => {
    await press(section(qian, '我的登录'))
    await press(section(qian, '兑付'))
    await press(qian.getByRole('button', { name: `申请冲正 ${payment}` }))
    const form = qian.locator('form').filter({ has: qian.getByRole('heading', { name: `申请冲正 ${payment}` }) })
    await tick(form.getByRole('radio', { name: /钱没有交到手/ }))
    await press(form.getByRole('button', { name: '申请冲正' }))
    await told(qian, '申请提了，等审批人或者督办员同意。')
    await expect(qian.getByRole('row').filter({ hasText: payment })).toContainText('有人申请冲正，等批准')
    await inspect(qian, 'window-ledger', NAMES)
    await press(section(bai, '奖励'))
    await expect(bai.getByRole('region', { name: '等你同意冲正的付款' })).toContainText(payment)
    await inspect(bai, 'award-reversals', NAMES)
    await press(bai.getByRole('button', { name: `同意冲正 ${payment}` }))
    await told(bai, '冲回了')
  })
  await test.step('wen reads that it waits again', async () => {
    await comeBack(wen, code)
    await expect(wen.getByRole('region', { name: '奖励', exact: true })).toContainText('有120,000元等你领')
  })
})
