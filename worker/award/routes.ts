import type { Hono } from 'hono'
import * as awarding from '#contract/awarding.ts'
import { moveWords } from '#contract/county/moves.ts'
import { PAGE_SIZE, ANNOUNCED_A_PAGE } from '#contract/limits.ts'
import { listAnnounced } from '#contract/announced.ts'
import type { AwardWhyNot } from '#contract/rules/award.ts'
import { reconcile } from '#contract/rules/reconcile.ts'
import { claimAward } from '#contract/track.ts'
import * as voucher from '#contract/voucher.ts'
import type { App, Call } from '../http/context.ts'
import { memberOf, serve, UNKNOWN_CODE, type Answers } from '../http/serve.ts'
import { ok } from '../platform/result.ts'
import { answersOf, BROUGHT } from '../report/answers.ts'
import { listReferences } from './announced.ts'
import { claim } from './claim.ts'
import { decide, type DecideRefusal } from './commands.ts'
import type { AwardInput } from './decide.ts'
import { readLedger, readSums } from './ledger-store.ts'
import { read, redeem, type VoucherRefusal } from './pay.ts'
import { answerReversal, askReversal, type ReversalRefusal } from './reverse.ts'
import { listAwards, peopleOf } from './store.ts'
import { mountTransfers } from './transfer-routes.ts'

const PERSONAL: readonly AwardWhyNot[] = ['holders-only', 'desk-or-lead', 'approver-only', 'desk-or-approver', 'own-proposal-only', 'own-proposal', 'own-finding', 'own-decision', 'filed-it', 'kept-out']

const DECIDE: Answers<DecideRefusal> = {
  ...answersOf(moveWords.award.whyNot, PERSONAL),
  ...BROUGHT,
  'unknown-scheme': ['invalid', '不是本县用的奖励办法。'],
  'unknown-line': ['invalid', '没有这条资金。'],
  'beyond-most': ['invalid', '超过了本县奖励的最高数。'],
  nothing: ['invalid', '算出来没有钱，不用提出奖励；该告诉举报人的，用“不予奖励”。'],
  'wrong-signature': ['forbidden', '这一步的签名对不上，没有办。刷新后再办一次。'],
  'other-amount': ['conflict', '算出来的数和提出的数不一样，没有批。'],
}

const VOUCHER: Answers<VoucherRefusal> = {
  mistyped: ['invalid', '凭证号对不上，看看是不是输错了一位。'],
  unknown: ['not_found', '没有这张凭证，或者已经换了新的。请领奖人凭查询码看看最新的号。'],
  locked: ['too_many', '这个钟头输错的凭证太多，窗口先停一停，过了整点再办。'],
}

const REVERSAL: Answers<ReversalRefusal> = {
  unknown: ['not_found', '没有这个付款单号。'],
  reversed: ['conflict', '这笔付款已经冲正。'],
  asked: ['conflict', '这笔付款已经有人申请冲正，等批准。'],
  'not-asked': ['conflict', '没有人申请冲正这笔付款。'],
  'other-way': ['invalid', '这个理由和当时付款的办法对不上，没有申请。'],
  'wrong-signature': ['forbidden', '这一步的签名对不上，没有办。刷新后再办一次。'],
  'own-request': ['forbidden', '申请和付款的人不能自己批准，要由另一位来定。'],
  stale: ['conflict', '刚刚有人动过这一笔。再按一次。'],
}

/** Rewards from the proposal to the payment. */
export function mountAwards(app: Hono<App>): void {
  mountDeciding(app)
  mountClaiming(app)
  mountTransfers(app)
  mountWindow(app)
  mountLedger(app)
}

const run = (c: Call, reference: string, input: AwardInput, today: string) => decide(c.env.DB, memberOf(c), reference, input, today, c.get('staged'))

function mountDeciding(app: Hono<App>): void {
  serve(app, awarding.proposeAward, DECIDE, ({ c, input: { unwished = false, ...input }, params, today }) => run(c, params.reference, { move: 'propose', unwished, ...input }, today))
  serve(app, awarding.withdrawAward, DECIDE, ({ c, input, params, today }) => run(c, params.reference, { move: 'withdraw', ...input }, today))
  serve(app, awarding.approveAward, DECIDE, ({ c, input, params, today }) => run(c, params.reference, { move: 'approve', ...input }, today))
  serve(app, awarding.declineAward, DECIDE, ({ c, input, params, today }) => run(c, params.reference, { move: 'decline', ...input }, today))
  serve(app, awarding.extendAward, DECIDE, ({ c, input, params, today }) => run(c, params.reference, { move: 'extend', ...input }, today))
  serve(app, awarding.listAwards, {}, async ({ c, input, today }) => ok({ ...(await listAwards(c.env.DB, input.standing, Number(input.after ?? NEVER), PAGE_SIZE)), today }))
}

const NEVER = 999_999_999_999

function mountClaiming(app: Hono<App>): void {
  serve(app, claimAward, {
    'not-found': UNKNOWN_CODE,
    'wrong-signature': ['forbidden', '这次领奖的签名对不上，没有发凭证。请重新打开查询页再领。'],
    'not-waiting': ['conflict', '现在没有等着领的奖励。请重新打开看看。'],
    'too-late': ['conflict', '领奖的日子过了，不能再领凭证。'],
    'anonymous-off': ['forbidden', '本县的奖励只发给实名举报的人，没有发凭证。'],
    'no-voucher': ['forbidden', '本县实名举报的奖励转账发，没有发凭证。'],
    'too-many': ['too_many', '这笔奖励换过的凭证太多，不能再换。请给承办单位写话说明。'],
    stale: ['conflict', '凭证刚刚换过。请重新打开看看最新的。'],
  }, ({ c, input, today }) => claim(c.env.DB, c.env, input, today))
  serve(app, listAnnounced, {}, async ({ c, input }) => ok(await listReferences(c.env.DB, input.after ?? '', ANNOUNCED_A_PAGE)))
}

function mountWindow(app: Hono<App>): void {
  serve(app, voucher.readVoucher, VOUCHER, ({ c, input }) => read(c.env.DB, c.env, memberOf(c), input.voucher, c.get('now')))
  serve(app, voucher.redeemVoucher, {
    ...VOUCHER,
    expired: ['conflict', '这张凭证过期了，不能付。请领奖人凭查询码再领一张。'],
    held: ['conflict', '这笔奖励现在不能付，等受理台处理。请领奖人凭查询码看后续。'],
    paid: ['conflict', '这张凭证已经付过，不能再付。'],
    poor: ['conflict', '这条资金今年剩下的不够付这一笔，没有付。请先补足资金。'],
    'filed-it': ['forbidden', '这张凭证不能由你来付，请换一位。'],
    stale: ['conflict', '这会儿同时办的人太多，没有付。再按一次。'],
  }, ({ c, input }) => redeem(c.env.DB, c.env, memberOf(c), input, c.get('now')))
  serve(app, voucher.askReversal, REVERSAL, ({ c, input, params, today }) => askReversal(c.env.DB, memberOf(c), params.payment, input.reason, today, c.get('staged')))
  serve(app, voucher.answerReversal, REVERSAL, ({ c, input, params, today }) => answerReversal(c.env.DB, memberOf(c), params.payment, input, today, c.get('staged')))
}

function mountLedger(app: Hono<App>): void {
  serve(app, voucher.listLedger, {}, async ({ c, input, today }) => {
    const { roles } = memberOf(c)
    const decisions = roles.some((role) => role !== 'cashier')
    const ledger = await readLedger(c.env.DB, { year: input.year ?? today.slice(0, 4), day: input.day, after: Number(input.after ?? NEVER), decisions, size: PAGE_SIZE }, today)
    const names = [...ledger.rows, ...ledger.asked].flatMap(({ by, secondBy, reversal }) => [by, secondBy, reversal?.by ?? null].filter((one) => one !== null))
    return ok({ ...ledger, people: await peopleOf(c.env.DB, [...new Set(names)]), today })
  })
  serve(app, voucher.reconcileLedger, {}, async ({ c, input, today }) => {
    const { ledger, awards } = await readSums(c.env.DB, input.year)
    return ok({ ...reconcile(ledger, awards), today })
  })
}
