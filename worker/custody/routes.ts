import type { Hono } from 'hono'
import * as custody from '#contract/custody.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import type { CustodyKind } from '#contract/states.ts'
import type { App } from '../http/context.ts'
import { memberOf, serve, type Answers } from '../http/serve.ts'
import { ok } from '../platform/result.ts'
import type { Member } from '../staff/store.ts'
import { CUSTODY_WHY } from './answers.ts'
import { answer, contact, keep, look, pendingCode, read, reset, type CustodyAnswer } from './commands.ts'
import { decideAnswer, decideAskLook, decideAskReset, decideConsent, decideDecline } from './decide.ts'
import { listWaiting } from './store.ts'

type Refusal = Extract<CustodyAnswer<never>, { ok: false }>['refusal']

const CUSTODY: Answers<Refusal> = {
  ...CUSTODY_WHY,
  'not-found': ['not_found', '没有这件实名举报。匿名的没有身份可看，也不能换查询码。'],
  'no-payee': ['conflict', '没有等着核对的收款人，用不着为这个看身份。'],
  anonymous: ['conflict', '这件是匿名的，没有留身份，谁也联系不到他。'],
  'lead-only': ['forbidden', '请保管员联系举报人，由受理台或牵头单位提。'],
  'copy-only': ['forbidden', '本单位拿的是脱敏件，只能看。'],
  'wrong-compartment': ['invalid', '封存的位置不对。'],
  'missing-grant': ['invalid', '少了该看到这段话的单位的授权。'],
  'unwanted-grant': ['invalid', '授权给了不该看到这段话的单位，或给了两次。'],
  stale: ['conflict', '刚刚有人动过这件。请刷新后看清再办，你写的还在。'],
  'moved-body': ['conflict', '这份封存内容已经存过，没有再收。'],
  'code-taken': ['conflict', '这个新查询码已经有人用，请重新做一个。'],
}

/** Whose word a request waits for: a supervisor's on looks, the desk's on new codes. The custodian sees all. */
const waitsFor = ({ roles }: Pick<Member, 'roles'>): { kinds: CustodyKind[]; all: boolean } => ({
  all: roles.includes('custodian'), kinds: [...(roles.includes('supervisor') ? ['look' as const] : []), ...(roles.includes('desk') ? ['reset' as const] : [])],
})

export function mountCustody(app: Hono<App>): void {
  serve(app, custody.listCustody, {}, async ({ c, input, today }) => ok({ ...(await listWaiting(c.env.DB, waitsFor(memberOf(c)), input.after, PAGE_SIZE)), today }))
  serve(app, custody.readCustody, { 'not-found': CUSTODY['not-found'] }, ({ c, params, today }) => read(c.env.DB, params.reference, today))
  mountLooks(app)
  mountContacts(app)
  mountResets(app)
}

function mountLooks(app: Hono<App>): void {
  serve(app, custody.askLook, CUSTODY, ({ c, input, params, today }) =>
    keep(c.env.DB, memberOf(c), params.reference, today, c.get('staged'), { decide: (now) => decideAskLook(now, input.reason) }))
  serve(app, custody.consentToLook, CUSTODY, ({ c, input, params, today }) =>
    answer(c.env.DB, memberOf(c), params.reference, today, c.get('staged'), { decide: (now) => decideConsent(now, input.n) }))
  serve(app, custody.declineCustody, CUSTODY, ({ c, input, params, today }) =>
    answer(c.env.DB, memberOf(c), params.reference, today, c.get('staged'), { decide: (now) => decideDecline(now, input.n) }))
  serve(app, custody.openIdentity, CUSTODY, ({ c, input, params, today }) => look(c.env.DB, memberOf(c), params.reference, input.n, today, c.get('staged')))
}

function mountContacts(app: Hono<App>): void {
  serve(app, custody.askContact, CUSTODY, ({ c, input, params, today }) => contact(c.env.DB, memberOf(c), params.reference, input, today, c.get('staged')))
  serve(app, custody.answerContact, CUSTODY, ({ c, input, params, today }) =>
    keep(c.env.DB, memberOf(c), params.reference, today, c.get('staged'), { decide: (now) => decideAnswer(now, input.n, input.body) }))
}

function mountResets(app: Hono<App>): void {
  serve(app, custody.askReset, CUSTODY, ({ c, input, params, today }) =>
    keep(c.env.DB, memberOf(c), params.reference, today, c.get('staged'), { decide: (now) => decideAskReset(now, input) }))
  serve(app, custody.readReset, { 'not-found': ['not_found', '这件没有等着换的查询码。'] }, ({ c, params, today }) => pendingCode(c.env.DB, params.reference, today))
  serve(app, custody.grantReset, CUSTODY, ({ c, input, params, today }) => reset(c.env.DB, memberOf(c), params.reference, input, today, c.get('staged')))
}
