/** Rewards from a terminal: proposing and deciding, the window, the ledger. The same functions as the console's. */
import { listAwards } from '#contract/awarding.ts'
import { AwardStanding } from '#contract/award.ts'
import { readReport } from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { RewardQuery } from '#contract/reward.ts'
import { formatVoucher } from '#contract/rules/voucher.ts'
import { AwardDeclineChoice, AwardExtendReason } from '#contract/states.ts'
import { ReversalReason } from '#contract/way.ts'
import { listLedger, reconcileLedger } from '#contract/voucher.ts'
import * as award from '../console/award/act.ts'
import { openAwards } from '../console/award/open.ts'
import type { Outcome } from '../console/outcome.ts'
import { unsealReport, type UnsealedReport } from '../console/report/unseal.ts'
import type { StaffSession } from '../console/session.ts'
import { answerPayment, askReversal, lookAt, pay, startPaying } from '../console/window/act.ts'
import { readJson, type Words } from './arguments.ts'
import { writeLedger } from './award-paper-verbs.ts'
import { need } from './need.ts'
import { allPages, everyPage } from './pages.ts'
import { fail } from './print.ts'

type Verb = (session: StaffSession, words: Words) => Promise<unknown>

function choice<T extends string>({ options }: { options: readonly T[] }, value: string, option: string): T {
  return options.find((one) => one === value) ?? fail('invalid', `--${option} 要是其中之一：${options.join(' ')}`)
}

const referenceOf = (words: Words) => words.rest[2] ?? fail('invalid', '要写明公开编号，例如 0123-4567。')

async function read(session: StaffSession, words: Words): Promise<UnsealedReport> {
  return unsealReport(session, need(await session.tools.call(readReport, { reference: referenceOf(words) }, {})))
}

/** A verb about the reward of a report; prints how its awards stand then. */
function deciding(move: (session: StaffSession, report: UnsealedReport, words: Words) => Promise<Outcome<StaffReport>>): Verb {
  return async (session, words) => {
    const { reference, state, seq, awards } = need(await move(session, await read(session, words), words))
    return { reference, state, seq, award: awards.at(-1) ?? null }
  }
}

const USAGE = `用法：propose-award 公开编号 '{"kind":"violation","fineFen":10000000}' --text 结论摘要 [--document 处罚决定文号] [--line 资金] [--unwished yes]`

function propose(session: StaffSession, report: UnsealedReport, words: Words): Promise<Outcome<StaffReport>> {
  const query = RewardQuery.safeParse(readJson(words.rest[3], USAGE))
  if (!query.success) return fail('invalid', `奖励的条件不对。${USAGE}`)
  const [document, line] = [words.one('document'), words.one('line')]
  return award.propose(session, report, {
    query: query.data, finding: words.one('text') ?? '', unwished: words.one('unwished') !== undefined, ...(document !== undefined && { document }), ...(line !== undefined && { line }),
  })
}

/** All awards, or those of one report with what they rest on. */
const awards: Verb = async (session, words) => {
  if (words.rest[2] !== undefined) return openAwards(await read(session, words)).map(({ award: one, words: grounds, doubt }) => ({ ...one, grounds, doubt }))
  const standing = words.one('standing')
  return await allPages((from) => session.tools.call(listAwards, {}, { ...(standing !== undefined && { standing: choice(AwardStanding, standing, 'standing') }), ...from }), (page) => page.awards)
}

const numberOf = (words: Words) => words.rest[2] ?? fail('invalid', '要写明凭证号，16位数字。')
const paymentOf = (words: Words) => words.rest[2] ?? fail('invalid', '要写明付款单号，例如 2026-000001。')

const redeem: Verb = async (session, words) => {
  const paying = startPaying(numberOf(words)) ?? fail('invalid', '凭证号是16位数字，这个对不上，看看是不是输错了一位。')
  const first = await pay(session, paying)
  // Asked again after a lost answer, the same act pays nothing a second time.
  const answer = first.ok || !['network', 'garbled', 'fault'].includes(first.code) ? first : await pay(session, paying)
  return { voucher: formatVoucher(paying.voucher), ...need(answer) }
}

/** Rows and balances; with `--xlsx FILE` the year as a workbook. */
const ledger: Verb = async (session, words) => {
  if (words.one('xlsx') !== undefined) return await writeLedger(session, words)
  const query = Object.fromEntries(['year', 'day'].flatMap((name) => (words.one(name) === undefined ? [] : [[name, words.one(name)]])))
  const pages = await everyPage((from) => session.tools.call(listLedger, {}, { ...query, ...from }))
  const [{ balances, asked }] = pages
  return { balances, asked, rows: pages.flatMap(({ rows }) => rows) }
}

const reconciliation: Verb = async (session, words) => {
  const year = words.one('year')
  return need(await session.tools.call(reconcileLedger, {}, year === undefined ? {} : { year }))
}

export const AWARD_VERBS: readonly (readonly [string, Verb])[] = [
  ['propose-award', deciding(propose)],
  ['withdraw-award', deciding((session, report) => award.withdraw(session, report))],
  ['approve-award', deciding((session, report) => award.approve(session, report))],
  ['decline-award', deciding((session, report, words) => award.decline(session, report, choice(AwardDeclineChoice, words.need('reason'), 'reason')))],
  ['extend-award', deciding((session, report, words) => award.extend(session, report, choice(AwardExtendReason, words.one('reason') ?? 'asked', 'reason')))],
  ['awards', awards],
  ['voucher', async (session, words) => need(await lookAt(session, numberOf(words)))],
  ['redeem', redeem],
  ['reverse', async (session, words) => need(await askReversal(session, paymentOf(words), choice(ReversalReason, words.need('reason'), 'reason')))],
  ['approve-reversal', async (session, words) => need(await answerPayment(session, paymentOf(words), true))],
  ['refuse-reversal', async (session, words) => need(await answerPayment(session, paymentOf(words), false))],
  ['ledger', ledger],
  ['reconcile', reconciliation],
]
