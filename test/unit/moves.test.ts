import { describe, expect, it } from 'vitest'
import * as clearance from '#contract/clearance.ts'
import * as contract from '#contract/console.ts'
import * as holding from '#contract/holding.ts'
import * as merging from '#contract/merge.ts'
import * as review from '#contract/review.ts'
import { ROLES, type Role } from '#contract/roles.ts'
import { MOVES, whyNotEscalate, whyNot, type Move } from '#contract/rules/moves.ts'
import type { WhyNot } from '#contract/rules/standing.ts'
import { STATES, type State } from '#contract/states.ts'
import type { MoveInput, Situation } from '../../worker/report/decide.ts'
import type { ReportRecord } from '../../worker/report/record.ts'
import { someFields } from '../support/fields.ts'
import { grants, INPUT, make, of, PARTS, PEOPLE, record, refusalOf, sealed, situation, type Person, type Who } from '../support/situation.ts'

const names = Object.keys(MOVES) as Move[]
/** Who makes each move, in words of this test's own: the table in the contract must say the same. */
const BY: Record<Move, Who[]> = {
  accept: ['desk'], refuse: ['desk'], refer: ['desk'], assign: ['desk'], clear: ['desk'], close: ['desk'], publish: ['desk'], 'take-out': ['desk'], renew: ['desk'],
  merge: ['desk'], unmerge: ['desk'], relay: ['desk'],
  escalate: ['desk'], 'name-review': ['desk'], 'decide-review': ['assist'], decline: ['approver'],
  redact: ['desk', 'lead'],
  'hand-on': ['desk', 'lead'],
  return: ['lead'], begin: ['lead'], find: ['lead'], extend: ['lead'], rectify: ['lead'], inspect: ['lead'],
  reply: ['desk', 'approver', 'lead', 'assist'], note: ['desk', 'approver', 'lead', 'assist'],
}
/** The state each move leads to; null where it stays. */
const TO: Record<Move, State | null> = {
  accept: 'assigned', refuse: 'refused', refer: 'referred', assign: 'assigned', 'hand-on': null, return: 'accepted',
  begin: 'investigating', reply: null, note: null, find: 'partly', extend: null, rectify: 'rectifying', inspect: 'inspected', clear: 'cleared', close: 'closed', publish: null, redact: null, 'take-out': null, renew: null,
  merge: null, unmerge: null, relay: null,
  decline: null, escalate: 'assigned', 'name-review': null, 'decide-review': null,
}

/** Those of the table; for an escalation, those in which its reason holds. */
const startsIn = (move: Move, state: State): boolean =>
  (MOVES[move].from as readonly State[]).includes(state) && (move !== 'escalate' || whyNotEscalate(INPUT.escalate.escalation ?? 'death', { state, lead: 'housing' }) === null)

describe('every move, from every state, by everybody', () => {
  it.for(names.flatMap((move) => (Object.keys(PEOPLE) as Who[]).map((who) => [move, who] as const)))('%s by %s', ([move, who]) => {
    const allowed = STATES.filter((state) => make(move, situation(PEOPLE[who], { state })).ok)
    expect(allowed).toEqual(BY[move].includes(who) ? STATES.filter((state) => startsIn(move, state)) : [])
    for (const state of allowed) expect(of(make(move, situation(PEOPLE[who], { state }))).standing.state ?? null).toBe(TO[move])
  })

  it('starts nowhere that has ended but in words, in a review and for a death, and never ends twice', () => {
    const ended: State[] = ['refused', 'referred', 'closed']
    expect(names.filter((move) => (MOVES[move].from as readonly State[]).some((state) => ended.includes(state)))).toEqual(['reply', 'note', 'take-out', 'renew', 'escalate', 'name-review', 'decide-review'])
  })

  it('has an operation for each, and the operation lets in whom the table may', () => {
    const operations = { accept: contract.acceptReport, refuse: contract.refuseReport, refer: contract.referReport, assign: contract.assignReport,
      'hand-on': contract.handOnReport, return: contract.returnReport, begin: contract.beginReport, reply: contract.replyToReporter, note: contract.noteReport,
      find: contract.findReport, rectify: clearance.orderRectification, inspect: clearance.recordInspection, clear: clearance.clearHazard, extend: contract.extendReport, close: contract.closeReport, publish: contract.publishAnswer,
      redact: holding.redactReport, 'take-out': holding.takeOutUnit, renew: holding.renewDialogue,
      merge: merging.mergeReport, unmerge: merging.unmergeReport, relay: merging.relayFinding,
      escalate: review.escalateReport, 'name-review': review.nameReview, 'decide-review': review.decideReview, decline: review.declineExtension }
    expect(Object.keys(operations).sort()).toEqual([...names].sort())
    // Where the lead moves, that may be the desk itself; it cannot give back to itself. An approver grants what the lead asks for.
    const more: Partial<Record<Move, Role[]>> = { begin: ['desk'], find: ['desk'], rectify: ['desk'], inspect: ['desk'], extend: ['desk', 'approver'], 'decide-review': ['approver'] }
    for (const move of names) {
      const roles = new Set<Role>([...BY[move].flatMap((who) => PEOPLE[who].roles), ...(more[move] ?? [])])
      expect([move, ROLES.filter((role) => (operations[move].access as readonly Role[]).includes(role))]).toEqual([move, ROLES.filter((role) => roles.has(role))])
    }
  })

  it('is refused to whoever has not seen the latest, before anything else is told', () => {
    for (const move of names) for (const seq of [3, 5, 0]) expect(refusalOf(make(move, situation(PEOPLE.stranger), { seq }))).toBe('stale')
  })

  it.for<[Who, Move, State, WhyNot]>([
    ['stranger', 'accept', 'received', 'holders-only'],
    ['former', 'reply', 'assigned', 'holders-only'],
    ['lead', 'accept', 'received', 'desk-only'],
    ['assist', 'find', 'assigned', 'lead-only'],
    ['supervisor', 'note', 'assigned', 'holders-only'],
    ['desk', 'accept', 'assigned', 'wrong-state'],
    ['lead', 'find', 'substantiated', 'wrong-state'],
    ['lead', 'clear', 'inspected', 'desk-only'],
    ['lead', 'rectify', 'unfounded', 'wrong-state'],
    ['desk', 'close', 'inspected', 'wrong-state'],
  ])('tells %s why not to %s when %s: %s', ([who, move, state, why]) => {
    expect(refusalOf(make(move, situation(PEOPLE[who], { state })))).toBe(why)
  })
})

describe('giving a report back', () => {
  it.for<[string, string, WhyNot | null]>([
    ['on the last day', '2026-11-10', null],
    ['the day after', '2026-11-11', 'too-late'],
  ])('is open %s', ([, today, why]) => {
    expect(refusalOf(make('return', situation(PEOPLE.lead, {}, { today })))).toBe(why)
  })

  it('is not for the desk that keeps one itself', () => {
    expect(refusalOf(make('return', situation(PEOPLE.desk, { lead: 'desk' })))).toBe('wrong-state')
  })

  it('leaves the unit nothing and the report without a lead', () => {
    expect(of(make('return', situation(PEOPLE.lead)))).toMatchObject({
      standing: { state: 'accepted', lead: null, assignedDay: null }, parts: [{ unit: 'housing', standing: 'ended' }], detail: { reason: 'not-our-duty' },
    })
  })
})

describe('asking for thirty more days', () => {
  const both: Person = { name: 'desk03', unit: 'desk', roles: ['desk', 'approver'] }
  it.for<[string, Person, Partial<ReportRecord['standing']>, WhyNot | null]>([
    ['is for the lead', PEOPLE.lead, {}, null],
    ['is not for an assist', PEOPLE.assist, {}, 'lead-only'],
    ['is not for an approver who was not asked', PEOPLE.approver, {}, 'lead-only'],
    ['is granted by an approver', PEOPLE.approver, { extension: 'requested', extensionBy: 'housing01' }, null],
    ['is asked once', PEOPLE.lead, { extension: 'requested', extensionBy: 'housing01' }, 'already-requested'],
    ['is granted by no clerk', PEOPLE.desk, { extension: 'requested', extensionBy: 'housing01' }, 'approver-only'],
    ['is granted by nobody to themselves', both, { lead: 'desk', extension: 'requested', extensionBy: 'desk03' }, 'own-request'],
    ['is granted to a colleague', both, { lead: 'desk', extension: 'requested', extensionBy: 'desk01' }, null],
    ['is had once', PEOPLE.lead, { extension: 'granted', extensionBy: 'housing01' }, 'already-extended'],
    ['is granted once', PEOPLE.approver, { extension: 'granted', extensionBy: 'housing01' }, 'already-extended'],
  ])('%s', ([, who, standing, why]) => {
    expect(refusalOf(make('extend', situation(who, standing)))).toBe(why)
  })
})

describe('who may come to hold a report', () => {
  const death = { ...record({ state: 'received', lead: 'gov' }, someFields({ flags: ['death'], avoid: ['police'] })), notes: null }
  const escalated: Partial<Situation> = { report: death, parts: [{ unit: 'desk', part: 'desk', standing: 'holding' }, { unit: 'gov', part: 'lead', standing: 'holding' }], lastNumber: new Map() }
  const assign = (lead: string, assists: string[], rest: Partial<Situation> = {}, granted = [lead, ...assists].filter((unit) => unit !== 'desk')) =>
    // Ordinarily housing leads and is named no more: whoever keeps the original is granted a new dialogue, and so is the reporter.
    make('assign', situation(PEOPLE.desk, { state: 'received' }, rest), rest.parts === undefined
      ? { lead, assists, grants: grants('reporter', 'desk', ...assists.filter((unit) => unit === 'fire'), ...granted) }
      : { lead, assists, dialogue: undefined, grants: grants(...granted) })

  it.for<[string, string, string[], string | null]>([
    ['a department', 'transport', [], null],
    ['the county government', 'gov', [], null],
    ['a township', 't-linhe', [], null],
    ['the cashier', 'cashier', [], 'unknown-unit'],
    ['the custodian', 'custodian', [], 'unknown-unit'],
    ['the reporter', 'reporter', [], 'unknown-unit'],
    ['nobody the county knows', 'toString', [], 'unknown-unit'],
    ['a unit twice', 'transport', ['water', 'water'], 'unknown-unit'],
    ['the lead as its own assist', 'transport', ['transport'], 'unknown-unit'],
    ['the desk as an assist', 'transport', ['desk'], 'unknown-unit'],
  ])('ordinarily: %s', ([, lead, assists, refusal]) => {
    expect(refusalOf(assign(lead, assists))).toBe(refusal)
  })

  it.for<[string, string, string | null]>([
    ['another department', 'transport', null],
    ['the department concerned', 'housing', 'concerned-unit'],
    ['a township', 't-linhe', 'concerned-unit'],
    ['a unit to keep out', 'police', 'avoided-unit'],
  ])('after a death, whether it leads, assists or gets a copy: %s', ([, unit, refusal]) => {
    expect(refusalOf(assign(unit, [], escalated))).toBe(refusal)
    expect(refusalOf(assign('water', [unit], escalated))).toBe(refusal)
    expect(refusalOf(make('hand-on', situation(PEOPLE.desk, {}, escalated), { units: [unit], grants: grants(unit) }))).toBe(refusal)
  })

  it('of a merged group: an escalation waits until who must go holds none of it, and a death of one bars from all', () => {
    expect(make('escalate', situation(PEOPLE.desk, {}, { othersHeldBy: ['housing'] }), { escalation: 'death' })).toMatchObject({ refusal: 'merged-holder' })
    const now = situation(PEOPLE.desk, {}, { others: [record({ escalation: 'death' })] })
    expect(make('hand-on', now, { units: ['t-heping'], grants: grants('t-heping') })).toMatchObject({ refusal: 'concerned-unit' })
  })

  it('after a death: the county government stays on, whoever else is named to lead', () => {
    expect(of(assign('transport', [], escalated)).parts).toEqual([
      { unit: 'gov', part: 'assist', standing: 'holding' }, { unit: 'transport', part: 'lead', standing: 'holding' },
    ])
  })

  it('ordinarily: who led or helped and is named no more holds it no more', () => {
    expect(of(assign('transport', ['fire', 'water'], {}, ['transport', 'water'])).parts).toEqual([
      { unit: 'housing', part: 'lead', standing: 'ended' }, { unit: 'market', part: 'assist', standing: 'ended' }, { unit: 'commerce', part: 'assist', standing: 'ended' },
      { unit: 'fire', part: 'assist', standing: 'holding' }, { unit: 'water', part: 'assist', standing: 'holding' }, { unit: 'transport', part: 'lead', standing: 'holding' },
    ])
  })

  it.for<[string, string[], string | null]>([
    ['exactly the newcomers', ['transport', 'water'], null],
    ['the lead alone, the assist as a proposal', ['transport'], null],
    ['not the lead', ['water'], 'missing-grant'],
    ['somebody else', ['transport', 'police'], 'unwanted-grant'],
    ['somebody who holds it', ['transport', 'fire'], 'unwanted-grant'],
    ['somebody twice', ['transport', 'transport'], 'unwanted-grant'],
    ['the reporter', ['transport', 'reporter'], 'unwanted-grant'],
  ])('granted with the assignment: %s', ([, granted, refusal]) => {
    expect(refusalOf(assign('transport', ['water', 'fire'], {}, granted))).toBe(refusal)
  })

  it('handed on: not to whoever holds it, and with a grant for each', () => {
    const handOn = (units: string[], granted = units) => refusalOf(make('hand-on', situation(PEOPLE.lead), { units, grants: grants(...granted) }))
    expect([handOn(['fire']), handOn(['desk']), handOn(['commerce', 't-heping']), handOn(['commerce', 't-heping'], ['commerce']), handOn(['market'])]).toEqual(
      ['already-holds', 'unknown-unit', null, 'missing-grant', 'ended-unit'])
    expect(of(make('hand-on', situation(PEOPLE.lead), { units: ['t-heping', 'commerce'], grants: grants('t-heping', 'commerce') })).parts).toEqual([
      { unit: 't-heping', part: 'copy', standing: 'holding' }, { unit: 'commerce', part: 'assist', standing: 'holding' },
    ])
  })
})

describe('where words go', () => {
  const fresh: Partial<Situation> = { report: { ...record(), notes: null }, lastNumber: new Map() }
  const note = (compartment: string, n: number, holders: string[], rest: Partial<Situation>) =>
    refusalOf(make('note', situation(PEOPLE.lead, {}, rest), { body: { compartment, n, ...sealed }, grants: grants(...holders) }))

  it.for<[string, string, number, string | null]>([
    ['the dialogue, next number', 'dialogue', 3, null],
    ['the dialogue, a number taken', 'dialogue', 2, 'stale'],
    ['the dialogue, a number ahead', 'dialogue', 4, 'stale'],
    ['the notes', 'notes', 2, 'wrong-compartment'],
    ['somewhere else', 'content', 1, 'wrong-compartment'],
  ])('a reply: %s', ([, compartment, n, refusal]) => {
    expect(refusalOf(make('reply', situation(PEOPLE.lead), { body: { compartment, n, ...sealed } }))).toBe(refusal)
  })

  it('a first note: into a compartment of its own, granted to every unit that holds the report', () => {
    expect(note('new', 1, ['desk', 'housing', 'fire'], fresh)).toBeNull()
    expect(note('new', 1, ['desk', 'housing'], fresh)).toBe('missing-grant')
    expect(note('new', 1, ['desk', 'housing', 'fire', 'reporter'], fresh)).toBe('unwanted-grant')
    expect(note('new', 2, ['desk', 'housing', 'fire'], fresh)).toBe('stale')
  })

  it('a first note: never into the dialogue, though nobody has written there yet', () => {
    expect(note('dialogue', 1, ['desk', 'housing', 'fire'], fresh)).toBe('wrong-compartment')
    expect(note('dialogue', 3, ['desk', 'housing', 'fire'], { ...fresh, lastNumber: new Map([['dialogue', 2]]) })).toBe('wrong-compartment')
  })

  it('a later note: where the first one went, granted to nobody anew', () => {
    expect(note('notes', 2, [], {})).toBeNull()
    expect(note('elsewhere', 1, [], {})).toBe('wrong-compartment')
    expect(note('notes', 2, ['commerce'], {})).toBe('unwanted-grant')
  })

  it('a note with a report that is given back', () => {
    const give = (changes: Partial<MoveInput>, rest: Partial<Situation> = {}) => refusalOf(make('return', situation(PEOPLE.lead, {}, rest), changes))
    expect(give({ note: { compartment: 'notes', n: 2, ...sealed } })).toBeNull()
    expect(give({ note: { compartment: 'dialogue', n: 1, ...sealed }, grants: grants('desk', 'housing', 'fire') }, fresh)).toBe('wrong-compartment')
    expect(give({ note: { compartment: 'new', n: 1, ...sealed }, grants: grants('desk', 'housing', 'fire') }, fresh)).toBeNull()
    expect(give({ grants: grants('desk') }, fresh)).toBe('unwanted-grant')
  })
})

it('an outside matter cannot be accepted, only referred or assigned after all', () => {
  const outside = { ...record({ state: 'received', lead: null }, someFields({ category: 'HY44' })), notes: null }
  const now = (move: Move, changes: Partial<MoveInput> = {}) => refusalOf(make(move, situation(PEOPLE.desk, {}, { report: outside, parts: PARTS.slice(0, 1), lastNumber: new Map() }), changes))
  expect([now('accept'), now('refer'), now('assign', { assists: [], dialogue: undefined, grants: grants('police') })]).toEqual(['outside', null, null])
  expect(whyNot('accept', { ...outside.standing, kind: 'report', proposedLead: null, returnBy: null }, { ...PEOPLE.desk, holds: true }, '2026-11-05')).toBe('outside')
})
