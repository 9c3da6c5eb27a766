import type { Hono } from 'hono'
import * as clearance from '#contract/clearance.ts'
import * as desk from '#contract/console.ts'
import { listReports } from '#contract/inbox.ts'
import * as letter from '#contract/letter.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { fileForSomebody } from '#contract/proxy.ts'
import { submitReport } from '#contract/report.ts'
import { addDays } from '#contract/rules/day.ts'
import { hasCopyOnly } from '#contract/rules/holding.ts'
import type { App } from '../http/context.ts'
import { memberOf, PLAIN_FULL, serve, type Answers } from '../http/serve.ts'
import { ok, refuse } from '../platform/result.ts'
import { ATTACH, MOVE } from './answers.ts'
import { receive, receiveFor, type ReceiveRefusal } from './commands.ts'
import * as holding from '#contract/holding.ts'
import * as merge from '#contract/merge.ts'
import * as review from '#contract/review.ts'
import type { MoveInput } from './decide.ts'
import { listInbox, SOON_DAYS } from './inbox.ts'
import { numberLetter, type LetterRefusal } from './letter.ts'
import { act, findHeld } from './move.ts'
import { open } from './open.ts'
import { findWhole } from './store.ts'
import { viewFor } from './view.ts'

const RECEIVE: Answers<ReceiveRefusal> = {
  'revoked-keyring': ['invalid', '这一页用的密钥已经作废。请重新打开举报页再送；写好的内容先别关。'],
  'unknown-keyring': ['invalid', '这一页用的密钥太旧。请重新打开举报页再送；写好的内容先别关。'],
  'unknown-category': ['invalid', '没有这个行业类别。'],
  'unknown-township': ['invalid', '没有这个乡镇街道。'],
  'unknown-violations': ['invalid', '没有这个违法行为类型。'],
  'unknown-avoid': ['invalid', '要回避的单位里有本县没有的，或不能回避的。'],
  'unknown-language': ['invalid', '没有这种语言。'],
  repeated: ['invalid', '同一项选了两次。'],
  'named-without-identity': ['invalid', '实名与身份信息对不上：实名要有，匿名不能有。'],
  'missing-grant': ['invalid', '少了该收到这件举报的单位的授权。'],
  'unknown-holder': ['invalid', '授权给了本县没有的单位。'],
  'unwanted-grant': ['invalid', '授权给了不该收到这件举报的单位，或给了两次。'],
  'avoided-holder': ['invalid', '授权给了举报人要求回避的单位。'],
  'one-compartment': ['invalid', '内容、身份、往来必须分开封存。'],
  ...ATTACH,
  challenge: ['challenge', '安全验证没有通过，请再试一次。你写的都还在。'],
  'challenge-unreachable': ['unavailable', '安全验证的服务这会儿连不上，没有收下。你写的都还在，过几分钟再试。'],
  'challenge-used': ['challenge', '这次安全验证已经用过，请再试一次。你写的都还在。'],
  'plain-full': PLAIN_FULL,
  'other-filing': ['conflict', '这个查询码下已有另一件举报。请重新打开举报页，换一个查询码。'],
  'already-here': ['conflict', '这份封存内容已经在别的举报里，没有再收。'],
}

const LETTER: Answers<LetterRefusal> = {
  'not-found': MOVE['not-found'],
  stale: ['conflict', '刚刚有人动过这件，没有开。再按一次。'],
  'wrong-state': ['conflict', '转办函在转出以后开，告知书在不予受理以后开。'],
  'not-issued': ['conflict', '本县不开这种文书。'],
}

export function mountReports(app: Hono<App>): void {
  serve(app, submitReport, RECEIVE, async ({ c, input }) => receive(c.env.DB, c.env, input.filing, input.challenge, c.get('now'), c.get('staged')))
  serve(app, fileForSomebody, { ...RECEIVE, 'wrong-channel': ['forbidden', '电话和来访由受理台代录，代办由乡镇街道的承办人代录。'] }, async ({ c, input }) =>
    receiveFor(c.env.DB, c.env, input.filing, { channel: input.channel, member: memberOf(c) }, c.get('now'), c.get('staged')))
  mountReading(app)
  mountDeskMoves(app)
  mountUnitMoves(app)
  mountClearance(app)
  mountHolding(app)
  mountReview(app)
  mountMerge(app)
  serve(app, letter.numberLetter, LETTER, ({ c, input, params, today }) => numberLetter(c.env.DB, memberOf(c), params.reference, input.kind, today))
}

function mountReading(app: Hono<App>): void {
  serve(app, listReports, {}, async ({ c, input, today }) => {
    const soonest = addDays(today, SOON_DAYS)
    return ok({ ...(await listInbox(c.env.DB, memberOf(c).unit ?? '', input, today, soonest, PAGE_SIZE)), today })
  })
  serve(app, desk.readReport, { 'not-found': MOVE['not-found'] }, async ({ c, params, today }) => {
    const whole = await findHeld(c.env.DB, params.reference, memberOf(c).unit)
    return whole === null ? refuse('not-found') : ok(viewFor(whole, today))
  })
  serve(app, desk.openReport, { 'not-found': MOVE['not-found'], stale: MOVE.stale }, async ({ c, params, today }) =>
    open(c.env.DB, memberOf(c), params.reference, today))
  serve(app, desk.readHistory, { 'not-found': MOVE['not-found'], 'copy-only': ['forbidden', '本单位拿的是脱敏件，完整的流转记录不给看。'] }, async ({ c, params }) => {
    const member = memberOf(c)
    const whole = member.roles.includes('auditor')
      ? await findWhole(c.env.DB, { reference: params.reference }, '')
      : await findHeld(c.env.DB, params.reference, member.unit)
    if (whole === null) return refuse('not-found')
    if (hasCopyOnly(whole.parts, whole.holder)) return refuse('copy-only')
    return ok({ report: whole.report.id, reference: whole.report.reference, filingDigest: whole.report.digest, seq: whole.report.standing.seq, head: whole.report.standing.head, events: whole.events, people: whole.people })
  })
}

/** Each move's contract differs in its input alone. */
function mountDeskMoves(app: Hono<App>): void {
  serve(app, desk.acceptReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'accept', ...input }, today))
  serve(app, desk.refuseReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'refuse', ...input }, today))
  serve(app, desk.referReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'refer', ...input }, today))
  serve(app, desk.assignReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'assign', ...input }, today))
  serve(app, desk.publishAnswer, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'publish', ...input }, today))
  serve(app, desk.closeReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'close', ...input }, today))
}

function mountUnitMoves(app: Hono<App>): void {
  serve(app, desk.handOnReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'hand-on', ...input }, today))
  serve(app, desk.returnReport, MOVE, ({ c, input: { grants = [], ...input }, params, today }) =>
    run(c, params.reference, { move: 'return', ...input, grants }, today))
  serve(app, desk.beginReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'begin', ...input }, today))
  serve(app, desk.replyToReporter, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'reply', ...input }, today))
  serve(app, desk.noteReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'note', ...input }, today))
  serve(app, desk.findReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'find', ...input }, today))
  serve(app, desk.extendReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'extend', ...input }, today))
}

function mountClearance(app: Hono<App>): void {
  serve(app, clearance.orderRectification, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'rectify', ...input }, today))
  serve(app, clearance.recordInspection, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'inspect', ...input }, today))
  serve(app, clearance.clearHazard, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'clear', ...input }, today))
}

function mountHolding(app: Hono<App>): void {
  serve(app, holding.redactReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'redact', ...input }, today))
  serve(app, holding.redactEvidence, { ...MOVE, 'unknown-file': ['not_found', '没有这个附件，或者没有给本单位。'] }, ({ c, input: { evidence, ...input }, params: { reference, k }, today }) =>
    run(c, reference, { move: 'redact', ...input, evidence: [evidence], file: Number(k) }, today))
  serve(app, holding.takeOutUnit, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'take-out', ...input }, today))
  serve(app, holding.renewDialogue, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'renew', ...input }, today))
}

function mountReview(app: Hono<App>): void {
  serve(app, review.declineExtension, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'decline', ...input }, today))
  serve(app, review.escalateReport, MOVE, ({ c, input: { reason, ...input }, params, today }) => run(c, params.reference, { move: 'escalate', escalation: reason, ...input }, today))
  serve(app, review.nameReview, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'name-review', ...input }, today))
  serve(app, review.decideReview, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'decide-review', ...input }, today))
}

function mountMerge(app: Hono<App>): void {
  serve(app, merge.mergeReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'merge', ...input }, today))
  serve(app, merge.unmergeReport, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'unmerge', ...input }, today))
  serve(app, merge.relayFinding, MOVE, ({ c, input, params, today }) => run(c, params.reference, { move: 'relay', ...input }, today))
}

const run = (c: Parameters<typeof memberOf>[0], reference: string, input: MoveInput, today: string) =>
  act(c.env.DB, memberOf(c), reference, input, today, c.get('staged'))
