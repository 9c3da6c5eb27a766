import { describe, expect, it } from 'vitest'
import type { Part } from '#contract/staff-report.ts'
import { isAskedFor, whyNotLook, whyNotReset, whyNotSecond, type Keeper } from '#contract/rules/custody.ts'
import type { LookReason } from '#contract/states.ts'
import {
  decideAnswer, decideAskContact, decideAskLook, decideAskReset, decideConsent, decideDecline, decideLapse, decideLook, decideReset,
  type CustodyDecision, type CustodySituation, type KeptRequest,
} from '../../worker/custody/decide.ts'

const TODAY = '2026-11-05'
/** 两位保管员、督办、受理员、牵头的住建、配合的消防。 */
const PEOPLE = {
  first: { name: 'custodian01', unit: 'custodian', roles: ['custodian'] },
  second: { name: 'custodian02', unit: 'custodian', roles: ['custodian'] },
  supervisor: { name: 'supervisor01', unit: 'desk', roles: ['supervisor'] },
  desk: { name: 'desk01', unit: 'desk', roles: ['desk'] },
  lead: { name: 'housing01', unit: 'housing', roles: ['handler'] },
  assist: { name: 'fire01', unit: 'fire', roles: ['handler'] },
} as const satisfies Record<string, Keeper & { unit: string }>
type Who = keyof typeof PEOPLE

const PARTS: readonly Part[] = [
  { unit: 'desk', part: 'desk', standing: 'holding' },
  { unit: 'housing', part: 'lead', standing: 'holding' },
  { unit: 'fire', part: 'assist', standing: 'holding', copy: 'redacted' },
  { unit: 'market', part: 'assist', standing: 'ended' },
]

const request = (changes: Partial<KeptRequest> = {}): KeptRequest => ({
  n: 1, kind: 'look', reason: 'contact-wanted', askedBy: 'custodian01', askedUnit: 'custodian', askedDay: TODAY, consentBy: null, consentDay: null, until: TODAY,
  standing: 'asked', compartment: null, pending: null, ...changes,
})
const used = (reason: LookReason, changes: Partial<KeptRequest> = {}) => request({ reason, standing: 'used', consentBy: 'custodian02', ...changes })
const ASKED = { kind: 'reset-asked', day: TODAY, detail: { keys: 'keys' } } as const
const PENDING = { lookupHash: 'l', recipient: 'r', verify: 'v', signature: 's' }

interface Given { readonly lead?: string | null; readonly group?: string | null; readonly named?: boolean; readonly today?: string; readonly last?: readonly (readonly [string, number])[] }
const now = (who: Who, requests: readonly KeptRequest[] = [], { lead = 'housing', group = lead, named = true, today = TODAY, last = [['content', 1], ['dialogue', 2]] }: Given = {}): CustodySituation => ({
  report: { named, dialogue: 'dialogue', notes: 'notes', redacted: 'copy', standing: { lead, seq: 4 } } as unknown as CustodySituation['report'], payee: null, lead: group,
  parts: PARTS, requests, lastNumber: new Map(last), member: PEOPLE[who], today,
})
const grants = (...holders: string[]) => holders.map((holder) => ({ holder, sealed: 'sealed' }))
const body = (compartment: string, n = 1) => ({ compartment, n, sealed: 'sealed' })
const said = (decision: CustodyDecision) => (decision.ok ? decision.value.kind : decision.refusal)

describe('asking to look', () => {
  it('waits seven days for the second member, and is one at a time for each custodian', () => {
    const asked = decideAskLook(now('first'), 'contact-wanted')
    expect(asked).toMatchObject({ ok: true, value: { kind: 'identity-asked', reason: 'contact-wanted', request: { n: 1, standing: 'asked', askedBy: 'custodian01', until: '2026-11-12' } } })
    expect(said(decideAskLook(now('first', [request()]), 'court-order'))).toBe('already-asked')
    expect(said(decideAskLook(now('first', [request({ standing: 'consented' })]), 'court-order'))).toBe('already-asked')
    expect(said(decideAskLook(now('second', [request()]), 'court-order'))).toBe('identity-asked')
    expect(said(decideAskLook(now('first', [request({ until: '2026-11-04' })]), 'court-order'))).toBe('identity-asked')
  })

  it('is the custodian’s, and there must be an identity', () => {
    expect(said(decideAskLook(now('supervisor'), 'court-order'))).toBe('custodian-only')
    expect(said(decideAskLook(now('first', [], { named: false }), 'court-order'))).toBe('anonymous')
  })
})

describe('the second member', () => {
  it.for([
    ['second', 'housing', null], ['supervisor', 'housing', null], ['supervisor', null, null], ['first', 'housing', 'own-request'],
    ['desk', 'housing', 'second-only'], ['lead', 'housing', 'second-only'], ['supervisor', 'desk', 'leads'], ['second', 'desk', null],
  ] as const)('%s of a report that %s leads: %s', ([who, lead, why]) => {
    expect(whyNotSecond(request(), lead, PEOPLE[who], TODAY)).toBe(why)
    expect(said(decideConsent(now(who, [request()], { lead }), 1))).toBe(why ?? 'identity-consented')
    expect(said(decideDecline(now(who, [request()], { lead }), 1))).toBe(why ?? 'identity-declined')
  })

  it('is not of the unit that leads the earlier report that this one goes with', () => {
    expect(said(decideConsent(now('supervisor', [request()], { lead: null, group: 'desk' }), 1))).toBe('leads')
    expect(said(decideConsent(now('supervisor', [request()], { lead: 'desk', group: 'housing' }), 1))).toBe('identity-consented')
  })

  it('agrees to one look by who asked, until the end of the next day', () => {
    const agreed = decideConsent(now('second', [request()]), 1)
    expect(agreed).toMatchObject({ ok: true, value: { request: { standing: 'consented', consentBy: 'custodian02', consentDay: TODAY, until: '2026-11-06' } } })
    const kept = agreed.ok ? agreed.value.request : request()
    expect(said(decideLook(now('first', [kept], { today: '2026-11-06' }), 1))).toBe('identity-opened')
    expect(said(decideLook(now('first', [kept], { today: '2026-11-07' }), 1))).toBe('too-late')
    expect(said(decideLook(now('second', [kept]), 1))).toBe('not-yours')
    expect(whyNotLook(kept, PEOPLE.supervisor, TODAY)).toBe('custodian-only')
  })

  it.for(['consented', 'declined', 'used', 'lapsed'] as const)('says nothing to what is %s already', (standing) => {
    expect(said(decideConsent(now('second', [request({ standing })]), 1))).toBe('not-open')
    expect(said(decideDecline(now('second', [request({ standing })]), 1))).toBe('not-open')
  })

  it('says nothing after its day, nor to what is not there', () => {
    expect(said(decideConsent(now('second', [request({ until: '2026-11-04' })]), 1))).toBe('too-late')
    expect(said(decideConsent(now('second', [request()]), 2))).toBe('not-open')
    expect(said(decideConsent(now('second', [request({ kind: 'contact' })]), 1))).toBe('not-open')
  })
})

describe('a look', () => {
  it.for(['asked', 'declined', 'used', 'lapsed'] as const)('is refused while its request is %s', (standing) => {
    expect(said(decideLook(now('first', [request({ standing })]), 1))).toBe('not-open')
  })

  it('uses the consent up', () => {
    expect(decideLook(now('first', [request({ standing: 'consented' })]), 1)).toMatchObject({ ok: true, value: { request: { standing: 'used' } } })
  })
})

describe('reaching the reporter', () => {
  const asks = (who: Who, given: Given = {}, to = grants('custodian', PEOPLE[who].unit), words = body('errand')) => said(decideAskContact(now(who, [], given), words, to))

  it('is asked by the desk or the lead, of a named report, for the custodian and themselves alone', () => {
    expect(asks('desk')).toBe('contact-asked')
    expect(asks('lead')).toBe('contact-asked')
    expect(asks('assist')).toBe('copy-only')
    expect(asks('supervisor')).toBe('lead-only')
    expect(asks('lead', { lead: 'desk' })).toBe('lead-only')
    expect(asks('desk', { named: false })).toBe('anonymous')
    expect(asks('assist', { named: false })).toBe('copy-only')
    expect(asks('desk', {}, grants('custodian'))).toBe('missing-grant')
    expect(asks('desk', {}, grants('custodian', 'desk', 'housing'))).toBe('unwanted-grant')
    expect(asks('desk', {}, grants('custodian', 'desk', 'reporter'))).toBe('unwanted-grant')
  })

  it.for(['dialogue', 'notes', 'copy', 'content'])('goes into a compartment of its own, not into %s', (compartment) => {
    expect(asks('desk', {}, grants('custodian', 'desk'), body(compartment))).toBe('wrong-compartment')
    expect(asks('desk', {}, grants('custodian', 'desk'), body('errand', 2))).toBe('wrong-compartment')
  })

  const contact = request({ kind: 'contact', reason: null, askedBy: 'desk01', askedUnit: 'desk', compartment: 'errand', until: '2026-12-05' })
  const answers = (requests: readonly KeptRequest[], words = body('errand', 2), who: Who = 'first') => decideAnswer(now(who, requests, { last: [['errand', 1]] }), 1, words)

  it('is answered by a custodian who has looked for it since, and tells who asked', () => {
    expect(said(answers([contact]))).toBe('not-looked')
    expect(said(answers([contact, used('court-order', { n: 2 })]))).toBe('not-looked')
    expect(said(answers([contact, used('contact-wanted', { n: 2 })], undefined, 'second'))).toBe('not-looked')
    expect(answers([contact, used('contact-wanted', { n: 2 })])).toMatchObject({ ok: true, value: { kind: 'contact-made', tells: ['desk'], request: { standing: 'used' } } })
    expect(said(answers([contact, used('contact-wanted', { n: 2 })], body('dialogue', 2)))).toBe('wrong-compartment')
    expect(said(answers([contact, used('contact-wanted', { n: 2 })], body('errand', 3)))).toBe('stale')
  })

  it('may be declined by a custodian, by nobody else', () => {
    expect(said(decideDecline(now('second', [contact]), 1))).toBe('contact-declined')
    expect(said(decideDecline(now('supervisor', [contact]), 1))).toBe('custodian-only')
  })
})

describe('a new code for a lost one', () => {
  const looked = used('reset-code')
  const reset = request({ n: 2, kind: 'reset', reason: null, pending: PENDING })
  const given = { seq: 4, n: 2, dialogue: 'anew', grants: grants('reporter', 'desk', 'housing') }

  it('is asked for by a custodian who has looked for it since the last one', () => {
    const made = { ...PENDING, n: 2, day: TODAY }
    expect(said(decideAskReset(now('first', [looked]), made))).toBe('reset-asked')
    expect(said(decideAskReset(now('second', [looked]), made))).toBe('not-looked')
    expect(said(decideAskReset(now('first', [looked, reset]), made))).toBe('not-open')
    for (const other of [{ n: 3 }, { day: '2026-11-04' }]) expect(said(decideAskReset(now('first', [looked]), { ...made, ...other }))).toBe('stale')
    expect(whyNotReset([looked, { ...reset, standing: 'used' }], PEOPLE.first)).toBe('not-looked')
    expect(said(decideAskReset(now('first', [], { named: false }), { ...PENDING, n: 1, day: TODAY }))).toBe('anonymous')
  })

  it.for<[string, Parameters<typeof isAskedFor>[0], boolean]>([
    ['asked for last', [ASKED], true],
    ['of another day', [{ ...ASKED, day: '2026-11-04' }], false],
    ['of other keys', [{ ...ASKED, detail: { keys: 'others' } }], false],
    ['declined', [ASKED, { ...ASKED, kind: 'reset-declined', detail: {} }], false],
    ['lapsed', [ASKED, { ...ASKED, kind: 'custody-lapsed', detail: { reason: 'reset' } }], false],
    ['given already', [ASKED, { ...ASKED, kind: 'code-reset' }], false],
    ['asked for, and a look lapsed since', [ASKED, { ...ASKED, kind: 'custody-lapsed', detail: { reason: 'look' } }], true],
    ['of which the history knows nothing', [], false],
  ])('is asked for if the history says so: %s', ([, history, is]) => {
    expect(isAskedFor(history, { day: TODAY, keys: 'keys' }, TODAY)).toBe(is)
    expect(isAskedFor(history, { day: TODAY, keys: 'keys' }, '2026-11-13')).toBe(false)
  })

  it('is the desk’s to agree to: never the custodian’s own, nor a supervisor’s', () => {
    expect(decideReset(now('desk', [looked, reset]), given)).toMatchObject({ ok: true, value: { kind: 'code-reset', request: { standing: 'used', pending: PENDING }, reset: { ...PENDING, dialogue: 'anew' } } })
    for (const who of ['second', 'supervisor', 'lead'] as const) expect(said(decideReset(now(who, [looked, reset]), given))).toBe('desk-only')
    expect(said(decideReset(now('first', [looked, reset]), given))).toBe('own-request')
    expect(said(decideDecline(now('desk', [looked, reset]), 2))).toBe('reset-declined')
    expect(said(decideDecline(now('supervisor', [looked, reset]), 2))).toBe('desk-only')
  })

  it.for([
    [{ seq: 3 }, 'stale'], [{ n: 1 }, 'not-open'], [{ dialogue: 'dialogue' }, 'wrong-compartment'], [{ dialogue: 'content' }, 'wrong-compartment'],
    [{ grants: grants('desk', 'housing') }, 'missing-grant'], [{ grants: grants('reporter', 'desk') }, 'missing-grant'],
    [{ grants: grants('reporter', 'desk', 'housing', 'fire') }, 'unwanted-grant'], [{ grants: grants('reporter', 'desk', 'housing', 'custodian') }, 'unwanted-grant'],
  ] as const)('%j is %s', ([change, why]) => {
    expect(said(decideReset(now('desk', [looked, reset]), { ...given, ...change }))).toBe(why)
  })
})

describe('what nobody went on with', () => {
  it.for([['asked', TODAY, false], ['asked', '2026-11-04', true], ['consented', '2026-11-04', true], ['used', '2026-11-04', false], ['declined', '2026-11-04', false]] as const)(
    '%s until %s lapses: %s', ([standing, until, lapses]) => {
      const change = decideLapse(now('first', [request({ standing, until })]), 1)
      expect(change?.request.standing).toBe(lapses ? 'lapsed' : undefined)
      expect(change?.reason).toBe(lapses ? 'look' : undefined)
    },
  )
})
