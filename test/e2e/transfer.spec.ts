/** A named reporter is paid into an account: claimed with the code, confirmed by two, paid by a window that learns no report. Separate persons, no mouse. */
import type { Locator } from '@playwright/test'
import { claimWords } from '#contract/county/claim.ts'
import { reasons } from '#contract/county/reasons.ts'
import { reasons as englishReasons } from '#contract/county/reasons.en.ts'
import { track as english } from '#contract/county/track.en.ts'
import { approve, propose } from '../../site/console/award/act.ts'
import { accept, find } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack, next, onScreen, openForm, readCodePage, send, shortOf, writeUntil } from './steps/citizen.ts'
import { consent, toCustody } from './steps/custody.ts'
import { moved, tipOf } from './steps/filed.ts'
import { keepsFocus, press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { enter, section, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own tip, people and account, so that they do not meet. */
const CASTS = {
  phone: { tip: tipOf('06'), desk: 'desk01', lead: 'commerce', first: 'custodian01', second: 'custodian02', name: '曲小满', phone: '13900001181', bank: '邮储银行示范县东关支行', wrong: '6217991234567890123', account: '6217991234567890124', slip: '6217991234567890125' },
  desktop: { tip: tipOf('12'), desk: 'desk02', lead: 'fire', first: 'custodian02', second: 'supervisor01', name: '訾长河', phone: '13900001182', bank: '农村商业银行示范县河桥支行', wrong: '6228480012345678901', account: '6228480012345678903', slip: '6228480012345678904' },
} as const
const NAMES = { besides: /[a-z]+0\d/g }
const words = claimWords.transfer
const FOUND = '查到了，已经处罚'

async function fillIn(part: Locator, { name, bank, account }: { name: string; bank: string; account: string }): Promise<void> {
  await type(part.getByLabel(words.fields.name, { exact: true }), name)
  await type(part.getByLabel(words.fields.bank, { exact: true }), bank)
  await type(part.getByLabel(words.fields.account, { exact: true }), account)
}

test('who gave a name is paid by transfer, once the account is theirs', async ({ page: wen, another }, { project }) => {
  test.setTimeout(300_000)
  const { tip, desk, lead, first, second, name, phone, bank, wrong, account, slip } = CASTS[project.name as keyof typeof CASTS]
  wrote('text', FOUND, bank)
  wrote('word', wrong, account, slip, name, phone)

  await openForm(wen)
  await writeUntil(wen, { ...tip, identity: { name, phone }, wantsReward: true }, 'check')
  await next(wen)
  await onScreen(wen, 'send')
  await send(wen)
  const { code, reference } = await readCodePage(wen)
  await moved(desk, reference, accept)
  await moved(`${lead}01`, reference, (by, seen) => find(by, seen, 'substantiated', FOUND))
  await moved(`${lead}01`, reference, (by, seen) => propose(by, seen, { query: { kind: 'violation', fineFen: 8_000_000 }, finding: FOUND }))
  await moved('approver01', reference, approve)

  const part = wen.getByRole('region', { name: '奖励', exact: true })
  await test.step('wen reads what becomes of what is asked, is told what is missing, and sends', async () => {
    await comeBack(wen, code)
    await expect(part).toContainText(words.both)
    await expect(part.getByRole('button', { name: claimWords.buttons.take })).toBeVisible()
    await press(part.getByRole('button', { name: words.open }))
    await expect(part.getByRole('heading', { name: words.title })).toBeFocused()
    await expect(part).toContainText('付了以后第30天')
    await press(part.getByRole('button', { name: words.send }))
    await expect(part.getByText(words.errors.agree)).toBeVisible()
    await expect(part.getByText(words.errors.account)).toBeVisible()
    await inspect(wen, 'transfer-missing')
    await tick(part.getByLabel(words.consent.agree))
    await fillIn(part, { name, bank, account: slip })
    await expect(part.getByText(words['check-digit'])).toBeVisible()
    await fillIn(part, { name, bank, account: wrong })
    // The bar on top covers what one has scrolled away.
    await wen.evaluate(() => scrollTo(0, 0))
    await inspect(wen, 'transfer-form')
    await press(part.getByRole('button', { name: words.send }))
    await expect(part).toContainText(claimWords.confirming.sentence)
    await keepsFocus(wen)
    await expect(wen.getByText(wrong)).toHaveCount(0)
    await inspect(wen, 'transfer-confirming')
  })

  const mu = await another()
  await test.step('mu keeps identities: finds it waiting, and asks to look', async () => {
    await enter(mu, first)
    await toCustody(mu)
    const row = mu.getByRole('listitem').filter({ hasText: reference }).filter({ hasText: '核对收款人' })
    await inspect(mu, 'transfer-waits', NAMES)
    await press(row.getByRole('button', { name: /^打开/ }))
    await expect(mu.getByText('等核对收款人是不是本人')).toBeVisible()
    await inspect(mu, 'transfer-custody', NAMES)
    for (const secret of [name, bank, wrong]) await expect(mu.getByText(secret)).toHaveCount(0)
    await tick(mu.getByRole('radio', { name: new RegExp(`^${reasons.look['transfer-payee'].name}`) }))
    await press(mu.getByRole('button', { name: '申请看一次', exact: true }))
    await told(mu, '等第二个人同意')
  })
  const xin = await another()
  await test.step('xin agrees', async () => {
    await enter(xin, second)
    await consent(xin, reference)
  })
  await test.step('mu sees both names, and nothing of the account, and confirms', async () => {
    await toCustody(mu)
    await press(mu.getByRole('listitem').filter({ hasText: reference }).filter({ hasText: '核对收款人' }).getByRole('button', { name: /^打开/ }).first())
    await press(mu.getByRole('button', { name: '现在看，只有这一次' }))
    await expect(mu.getByText('两个名字一样')).toBeVisible()
    await inspect(mu, 'transfer-payee', NAMES)
    for (const secret of [bank, wrong]) await expect(mu.getByText(secret)).toHaveCount(0)
    await press(mu.getByRole('button', { name: '是本人，确认收款人' }))
    await told(mu, '确认了，窗口可以转账了。')
    await keepsFocus(mu)
    await expect(mu.getByText(name)).toHaveCount(0)
  })

  const qian = await another()
  const waiting = (digits: string) => qian.getByRole('region', { name: '待转账' }).getByRole('listitem').filter({ hasText: digits.replace(/(.{4})(?=.)/g, '$1 ') })
  await test.step('qian at the window sees to whom, where and how much, and not for what; the bank does not take it', async () => {
    await enter(qian, 'cashier01')
    const row = waiting(wrong)
    await expect(row).toContainText('壹万贰仟元整')
    await expect(row).toContainText(name)
    await inspect(qian, 'transfer-window', NAMES)
    for (const secret of [reference, tip.body.slice(0, 12), FOUND, shortOf(lead), phone]) await expect(qian.getByText(secret)).toHaveCount(0)
    await press(row.getByRole('button', { name: '转不成，退回去改' }))
    await tick(row.getByRole('radio', { name: new RegExp(`^${reasons['transfer-return']['wrong-account'].name}`) }))
    await inspect(qian, 'transfer-return', NAMES)
    await press(row.getByRole('button', { name: '退回去', exact: true }))
    await told(qian, '退回去了，举报人会看到理由。')
    await keepsFocus(qian)
    await expect(waiting(wrong)).toHaveCount(0)
  })
  await test.step('wen reads why, and corrects it; nobody has to look again', async () => {
    await comeBack(wen, code)
    await expect(part).toContainText(reasons['transfer-return']['wrong-account'].sentence)
    await inspect(wen, 'transfer-returned')
    await press(part.getByRole('button', { name: words.again }))
    await tick(part.getByLabel(words.consent.agree))
    await fillIn(part, { name, bank, account })
    await expect(part.getByText(words.fits)).toBeVisible()
    await press(part.getByRole('button', { name: words.send }))
    await expect(part).toContainText(claimWords.transferring.sentence)
    await inspect(wen, 'transfer-transferring')
  })
  await test.step('qian transfers it, books it once, and has a slip that names nobody', async () => {
    await press(section(qian, '我的登录'))
    await press(section(qian, '兑付'))
    const row = waiting(account)
    await press(row.getByRole('button', { name: '记成付了' }))
    await inspect(qian, 'transfer-sure', NAMES)
    await press(row.getByRole('button', { name: '转好了，12,000元', exact: true }))
    await told(qian, /记好了，付款单 \d{4}-\d{6}。/)
    await expect(waiting(account)).toHaveCount(0)
    await keepsFocus(qian)
    const paper = qian.locator('.payment-slip')
    await expect(paper).toContainText('银行回单附后')
    for (const secret of [name, bank, account, reference]) await expect(paper).not.toContainText(secret)
    await expect(qian.getByText(/账对得上/)).toBeVisible()
    await inspect(qian, 'transfer-paid', NAMES)
  })
  await test.step('wen reads that it was paid, and every step of it', async () => {
    await comeBack(wen, code)
    await expect(part).toContainText('奖励付了，12,000元')
    await expect(wen.getByRole('region', { name: '办理记录' })).toContainText('收款人是你本人')
    await inspect(wen, 'transfer-done')
  })
  await test.step('the bank sends it back: qian says why, bai agrees, and wen reads the reason and gives another account', async () => {
    const payment = /\d{4}-\d{6}/.exec(await qian.locator('.payment-slip').innerText())?.[0] ?? ''
    await press(qian.getByRole('button', { name: `申请冲正 ${payment}` }))
    const form = qian.locator('form').filter({ has: qian.getByRole('heading', { name: `申请冲正 ${payment}` }) })
    await expect(form.getByRole('radio', { name: /没有交到手/ })).toHaveCount(0)
    await tick(form.getByRole('radio', { name: new RegExp(`^${reasons.reversal['account-shut'].name}`) }))
    await inspect(qian, 'transfer-ask-back', NAMES)
    await press(form.getByRole('button', { name: '申请冲正' }))
    await told(qian, '申请提了，等审批人或者督办员同意。')
    const bai = await another()
    await enter(bai, 'approver02')
    await press(section(bai, '奖励'))
    await press(bai.getByRole('button', { name: `同意冲正 ${payment}` }))
    await told(bai, '冲回了')
    await comeBack(wen, code)
    await expect(part).toContainText(reasons.reversal['account-shut'].sentence)
    await expect(part.getByRole('button', { name: words.open })).toBeVisible()
    await inspect(wen, 'transfer-taken-back')
    await wen.goto('/en/track')
    await type(wen.getByLabel(english.code.label), code)
    await press(wen.getByRole('button', { name: english.code.open }))
    await expect(wen.getByRole('region', { name: english.sections.reward, exact: true })).toContainText(englishReasons.reversal['account-shut'].sentence)
    await inspect(wen, 'transfer-taken-back-english', { language: 'en', written: [FOUND] })
  })
})
