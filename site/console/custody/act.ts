/** What the custodian and the second member do, sealed and sent. No DOM: the buttons and the commands call the same functions. */
import * as contract from '#contract/custody.ts'
import type { CustodyRequest, CustodyView } from '#contract/custody.ts'
import { profile } from '#contract/county/profile.ts'
import { newCodeStatement } from '#contract/rules/custody.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import type { LookReason } from '#contract/states.ts'
import { sealBody } from '../../crypto/body.ts'
import { formatCode, makeCode } from '../../crypto/code.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import { openGrants, type Opens } from '../../crypto/grant.ts'
import { recipientOf } from '../../crypto/age.ts'
import type { UnitKeys } from '../../crypto/member.ts'
import { identitiesFor } from '../../crypto/past.ts'
import { sign } from '../../crypto/sign.ts'
import { keysFromCode } from '../../crypto/stretch.ts'
import type { IdentityWords } from '../../crypto/words.ts'
import { attempt, refusal, type Outcome } from '../outcome.ts'
import { openStored, type Entry } from '../report/unseal.ts'
import type { StaffSession } from '../session.ts'
import { openPayee, type SeenPayee } from './payee-act.ts'

/** A named report as the custodian's browser has it open: the errands' words, never the report's. */
export interface OpenedCustody {
  readonly view: CustodyView
  readonly errands: readonly Entry<'errand'>[]
  readonly opens: Opens
}

/** What a look shows. Kept nowhere: it is gone with the screen that shows it. */
export interface SeenIdentity {
  readonly words: IdentityWords
  readonly signature: 'good' | 'missing' | 'wrong'
  /** Of a look that is to confirm the payee of a transfer. */
  readonly payee: SeenPayee | null
  readonly after: OpenedCustody
}

/** Work that needs the unit's keys; refused without them. */
function withKeys<T>({ unitKeys }: StaffSession, work: (keys: UnitKeys) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  return unitKeys === null ? Promise.resolve(refusal('no-unit-key')) : attempt(() => work(unitKeys))
}

/** The custodian's grants are all the asking units': the filing's, which open the identity, come with a look alone. */
async function openView({ tools }: StaffSession, keys: UnitKeys, view: CustodyView): Promise<OpenedCustody> {
  const { report, keyring, grants, bodies } = view
  const { opens } = await openGrants(grants, identitiesFor(keys, keyring), { report, holder: keys.unit }, (by) => verifyKeysOf(tools.keyring, by))
  const errands = await Promise.all(bodies.map((body) => openStored(report, opens, verifyKeysOf(tools.keyring, body.author), { ...body, kind: 'errand' })))
  return { view, errands, opens }
}

async function opened(session: StaffSession, keys: UnitKeys, answer: Outcome<CustodyView>): Promise<Outcome<OpenedCustody>> {
  return answer.ok ? { ok: true, value: await openView(session, keys, answer.value) } : answer
}

export const read = (session: StaffSession, reference: string): Promise<Outcome<OpenedCustody>> =>
  withKeys(session, async (keys) => opened(session, keys, await session.tools.call(contract.readCustody, { reference }, {})))

export const askLook = (session: StaffSession, reference: string, reason: LookReason): Promise<Outcome<OpenedCustody>> =>
  withKeys(session, async (keys) => opened(session, keys, await session.tools.call(contract.askLook, { reference }, { reason })))

type Answered = Promise<Outcome<{ reference: string; request: CustodyRequest }>>

export const consent = (session: StaffSession, reference: string, n: number): Answered => session.tools.call(contract.consentToLook, { reference }, { n })

export const decline = (session: StaffSession, reference: string, n: number): Answered => session.tools.call(contract.declineCustody, { reference }, { n })

/** The one look that was agreed to. What cannot be opened is used up all the same: the server does not know what came of it. */
export function look(session: StaffSession, reference: string, n: number): Promise<Outcome<SeenIdentity>> {
  return withKeys(session, async (keys) => {
    const answer = await session.tools.call(contract.openIdentity, { reference }, { n })
    if (!answer.ok) return answer
    const { view, identity: { body, grants, verify }, payee } = answer.value
    const place = { report: view.report, holder: keys.unit }
    const { opens } = await openGrants(grants, identitiesFor(keys, view.keyring), place, (by) => (by === 'reporter' ? [verify] : []))
    const entry = await openStored(view.report, opens, [verify], { ...body, kind: 'identity' })
    if (entry.words === null || entry.signature === null) throw new SealingFailure(entry.problem === 'misplaced' ? 'misplaced' : 'unopenable')
    const compared = payee === null ? null : await openPayee({ unitKeys: keys, tools: session.tools }, payee, { report: view.report, verify, name: entry.words.name })
    return { ok: true, value: { words: entry.words, signature: entry.signature, payee: compared, after: await openView(session, keys, view) } }
  })
}

/** What the reporter said, back to who asked, in the compartment of the asking. */
export function answerContact(session: StaffSession, { view, errands, opens }: OpenedCustody, n: number, text: string): Promise<Outcome<OpenedCustody>> {
  return withKeys(session, async (keys) => {
    const compartment = view.requests.find((request) => request.n === n)?.compartment ?? ''
    const identity = opens[compartment]
    const said = errands.filter((entry) => entry.compartment === compartment)
    // Whoever asked signed for this compartment; what is not signed could be the server's own.
    if (identity === undefined || said[0]?.signature !== 'good') throw new SealingFailure('unvouched')
    const next = 1 + Math.max(...said.map((entry) => entry.n))
    const statement = { report: view.report, compartment, n: next, author: keys.unit, kind: 'errand' as const, day: view.today, body: { text } }
    const body = { compartment, n: next, sealed: await sealBody(await recipientOf(identity), statement, keys.signSeed) }
    return opened(session, keys, await session.tools.call(contract.answerContact, { reference: view.reference }, { n, body }))
  })
}

export interface MadeCode {
  /** To be read to the person, or printed for them, once. It opens nothing until the desk has agreed. */
  readonly code: string
  readonly after: OpenedCustody
}

/** A new code, made here; the server is told its public halves, signed by this unit. */
export function askReset(session: StaffSession, { view }: OpenedCustody): Promise<Outcome<MadeCode>> {
  return withKeys(session, async (keys) => {
    const digits = makeCode()
    const { lookupHash, recipient, verify } = await keysFromCode(digits, profile.id)
    const asking = { n: (view.requests.at(-1)?.n ?? 0) + 1, day: view.today }
    const signature = sign(keys.signSeed, newCodeStatement(profile.id, { report: view.report, ...asking }, { lookupHash, recipient, verify }))
    const answer = await opened(session, keys, await session.tools.call(contract.askReset, { reference: view.reference }, { ...asking, lookupHash, recipient, verify, signature }))
    return answer.ok ? { ok: true, value: { code: formatCode(digits), after: answer.value } } : answer
  })
}
