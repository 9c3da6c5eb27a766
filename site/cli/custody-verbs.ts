/** 实名保管 from a terminal: the same functions as the console's. */
import { listCustody, type WaitingRequest } from '#contract/custody.ts'
import { readReport } from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { LookReason } from '#contract/states.ts'
import * as custody from '../console/custody/act.ts'
import { askContact, grantReset } from '../console/custody/unit-act.ts'
import { unsealReport, type UnsealedReport } from '../console/report/unseal.ts'
import type { Outcome } from '../console/outcome.ts'
import type { StaffSession } from '../console/session.ts'
import type { Words } from './arguments.ts'
import { need } from './need.ts'
import { allPages } from './pages.ts'
import { fail } from './print.ts'

type Verb = (session: StaffSession, words: Words) => Promise<unknown>

const referenceOf = (words: Words) => words.rest[2] ?? fail('invalid', '要写明公开编号，例如 0123-4567。')
const textOf = (words: Words) => words.one('text') ?? (words.rest.slice(3).join(' ') || fail('invalid', '要写点什么。'))

const waiting = (session: StaffSession): Promise<WaitingRequest[]> => allPages((from) => session.tools.call(listCustody, {}, from), (page) => page.waiting)

/** Without a number: the one request of the report that this fits. */
async function numberOf(session: StaffSession, words: Words, fits: (request: WaitingRequest) => boolean): Promise<number> {
  const given = words.one('n')
  if (given !== undefined) return Number(given)
  const reference = referenceOf(words)
  return (await waiting(session)).find((request) => request.reference === reference && fits(request))?.n ?? fail('not_found', '这件没有等着办的申请。先用 requests 看。')
}

const errandsOf = ({ view, errands }: custody.OpenedCustody) => ({
  reference: view.reference, requests: view.requests, errands: errands.map(({ author, day, words, signature, problem }) => ({ author, day, text: words?.text ?? null, signature, problem })),
})

const show: Verb = async (session, words) => errandsOf(need(await custody.read(session, referenceOf(words))))

const askLook: Verb = async (session, words) => {
  const reason = LookReason.safeParse(words.need('reason'))
  if (!reason.success) return fail('invalid', `--reason 要是其中之一：${LookReason.options.join(' ')}`)
  return errandsOf(need(await custody.askLook(session, referenceOf(words), reason.data)))
}

const consent: Verb = async (session, words) =>
  need(await custody.consent(session, referenceOf(words), await numberOf(session, words, ({ kind, standing, askedBy }) => kind === 'look' && standing === 'asked' && askedBy !== session.me.name)))

const decline: Verb = async (session, words) =>
  need(await custody.decline(session, referenceOf(words), await numberOf(session, words, ({ standing, askedBy }) => standing === 'asked' && askedBy !== session.me.name)))

/** Prints the identity, once. */
const look: Verb = async (session, words) => {
  const n = await numberOf(session, words, ({ kind, standing, askedBy }) => kind === 'look' && standing === 'consented' && askedBy === session.me.name)
  const { words: identity, signature } = need(await custody.look(session, referenceOf(words), n))
  return { reference: referenceOf(words), identity, signature }
}

const contacted: Verb = async (session, words) => {
  const opened = need(await custody.read(session, referenceOf(words)))
  const n = Number(words.one('n') ?? opened.view.requests.find(({ kind, standing }) => kind === 'contact' && standing === 'asked')?.n ?? fail('not_found', '没有人请你联系这件的举报人。'))
  return errandsOf(need(await custody.answerContact(session, opened, n, textOf(words))))
}

/** Prints the new code once; it works when the desk has agreed with grant-reset. */
const resetCode: Verb = async (session, words) => {
  const { code, after } = need(await custody.askReset(session, need(await custody.read(session, referenceOf(words)))))
  return { reference: after.view.reference, code, requests: after.view.requests }
}

/** What a unit that holds the report does. */
const holding = (act: (session: StaffSession, report: UnsealedReport, words: Words) => Promise<Outcome<StaffReport>>): Verb => async (session, words) => {
  const unsealed = await unsealReport(session, need(await session.tools.call(readReport, { reference: referenceOf(words) }, {})))
  const { reference, state, seq } = need(await act(session, unsealed, words))
  return { reference, state, seq }
}

export const CUSTODY_VERBS: readonly (readonly [string, Verb])[] = [
  ['requests', waiting],
  ['custody', show],
  ['ask-look', askLook],
  ['consent', consent],
  ['decline', decline],
  ['look', look],
  ['contacted', contacted],
  ['reset-code', resetCode],
  ['ask-contact', holding((session, report, words) => askContact(session, report, textOf(words)))],
  ['grant-reset', holding((session, report) => grantReset(session, report))],
]
