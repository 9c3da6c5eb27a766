/** Rewards that somebody claimed and nobody goes on with: the supervisor sees who owes what, and opens the report. By keyboard alone. */
import { listLateAwards } from '#contract/board.ts'
import { paying } from '#contract/county/paying.ts'
import { approve, propose } from '../../site/console/award/act.ts'
import * as custody from '../../site/console/custody/act.ts'
import { confirmPayee } from '../../site/console/custody/payee-act.ts'
import { accept, find } from '../../site/console/report/act.ts'
import { pay, startPaying } from '../../site/console/window/act.ts'
import { callerFor } from '../../site/cli/staff-session.ts'
import { claim } from '../../site/track/claim.ts'
import { transferClaimer } from '../../site/track/transfer.ts'
import { must } from '../support/must.ts'
import { expect, test } from './steps/by-keys.ts'
import { changeDatabase, changeEvents, readDatabase } from './steps/database.ts'
import { filed, moved, opened, tipOf } from './steps/filed.ts'
import { onPaper, press } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { portal } from './steps/place.ts'
import { enter, section, session } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own people and account. */
const CASTS = {
  phone: { desk: 'desk02', name: '桂小禾', phone: '13900001191', account: '6217991234567890223' },
  desktop: { desk: 'desk01', name: '晏青山', phone: '13900001192', account: '6228480012345679909' },
} as const
type Cast = (typeof CASTS)[keyof typeof CASTS]
const FOUND = '查到了，已经处罚'
const BANK = '邮储银行示范县西关支行'
/** Longer than any `payDays` with a holiday in it. */
const LONG_AGO = '-40 days'

/** A report whose reward waits: with a name and small, or without one and so large that it takes two to approve and to pay. */
async function waiting({ desk, name, phone }: Cast, named: boolean) {
  const done = await filed({ ...tipOf('06'), wantsReward: true, ...(named && { identity: { name, phone } }) })
  await moved(desk, done.reference, accept)
  await moved('commerce01', done.reference, (by, seen) => find(by, seen, 'substantiated', FOUND))
  await moved('commerce01', done.reference, (by, seen) => propose(by, seen, { query: { kind: 'violation', fineFen: named ? 8_000_000 : 80_000_000 }, finding: FOUND }))
  for (const approver of named ? ['approver01'] : ['approver01', 'approver02']) await moved(approver, done.reference, approve)
  return done
}

/** Claimed by transfer; the payee is still to be confirmed. */
async function asked(cast: Cast): Promise<string> {
  const { code, reference } = await waiting(cast, true)
  must(await transferClaimer(callerFor(portal()))(await opened(code), { name: cast.name, bank: BANK, account: cast.account }))
  return reference
}

/** The same, and the payee confirmed; the window has still to pay. */
async function confirmed(cast: Cast): Promise<string> {
  const reference = await asked(cast)
  const [first, second] = [await session('custodian01'), await session('custodian02')]
  const n = must(await custody.askLook(first, reference, 'transfer-payee')).view.requests.at(-1)?.n ?? 0
  must(await custody.consent(second, reference, n))
  const { payee } = must(await custody.look(first, reference, n))
  if (payee === null) throw new Error('no payee')
  must(await confirmPayee(first, reference, payee))
  return reference
}

/** A voucher that one cashier has confirmed, of two. */
async function halfPaid(cast: Cast): Promise<string> {
  const { code, reference } = await waiting(cast, false)
  const { voucher } = must(await claim(await opened(code), { call: callerFor(portal()), renew: false }))
  wrote('word', voucher)
  must(await pay(await session('cashier01'), startPaying(voucher) ?? { voucher, deed: '' }))
  return reference
}

const REPORT = '(SELECT id FROM report WHERE reference = ?)'

/** Time goes on for these three; gives back what time has no other way to change. */
function letTimePass(payee: string, transfer: string, second: string): () => void {
  const day = readDatabase(`SELECT day FROM event WHERE kind = 'award-confirmed' AND report_id = ${REPORT}`, second) ?? ''
  const confirmedOn = (sql: string, ...values: string[]) => changeEvents([`UPDATE event SET day = ${sql} WHERE kind = 'award-confirmed' AND report_id = ${REPORT}`, ...values, second])
  changeDatabase([`UPDATE transfer SET day = date(day, ?) WHERE report_id = ${REPORT}`, LONG_AGO, payee], [`UPDATE transfer SET confirmed_day = date(confirmed_day, ?) WHERE report_id = ${REPORT}`, LONG_AGO, transfer])
  confirmedOn('date(day, ?)', LONG_AGO)
  return () => confirmedOn('?', day)
}

test('the supervisor sees which rewards were claimed and wait too long, who owes the step, and opens one', async ({ page }, { project }) => {
  test.setTimeout(240_000)
  const cast = CASTS[project.name as keyof typeof CASTS]
  wrote('text', FOUND, BANK)
  wrote('word', cast.account)
  const [payee, transfer, second] = [await asked(cast), await confirmed(cast), await halfPaid(cast)]
  const late = page.getByRole('region', { name: '超期没有付的奖励' })
  const row = (reference: string) => late.getByRole('row').filter({ hasText: reference })
  await test.step('nothing of it while each is in time', async () => {
    const listed = page.waitForResponse((answer) => new URL(answer.url()).pathname === listLateAwards.path && answer.ok(), { timeout: 90_000 })
    await enter(page, 'supervisor01')
    const { awards } = listLateAwards.ok.parse(await (await listed).json())
    expect(awards.filter(({ reference }) => [payee, transfer, second].includes(reference))).toEqual([])
    await expect(page.getByRole('heading', { name: '全县已经超期的' })).toBeVisible()
    for (const reference of [payee, transfer, second]) await expect(row(reference)).toHaveCount(0)
  })
  const giveBack = letTimePass(payee, transfer, second)
  try {
    await test.step('after the days of the county all three stand there, each with who owes what', async () => {
      await press(section(page, '我的登录'))
      await press(section(page, '督办'))
      await expect(late).toContainText(`${paying.payDays}个工作日`)
      await expect(row(payee)).toContainText(/身份保管员.*核对转账的收款人.*已过\d+天/)
      await expect(row(transfer)).toContainText(/兑付窗口.*转账、记账.*已过\d+天/)
      await expect(row(second)).toContainText(/兑付窗口.*另一位兑付员来付.*已过\d+天/)
      for (const secret of [cast.name, BANK, cast.account]) await expect(page.getByText(secret)).toHaveCount(0)
      await inspect(page, 'board-late-awards')
      await onPaper(page, async () => {
        for (const reference of [payee, transfer, second]) await expect(row(reference)).toBeVisible()
      })
    })
  } finally {
    giveBack()
  }
  await test.step('and opens the report', async () => {
    await press(row(transfer).getByRole('button', { name: `打开 ${transfer}` }))
    await expect(page.getByText(`编号 ${transfer}`)).toBeVisible()
  })
})
