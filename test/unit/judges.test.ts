/** Whatever is done with two reports, in whatever order, nobody who must be kept out of the matter decides on it. The real decisions, without a database. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '#contract/event.ts'
import { contestable, untoldResult } from '#contract/rules/merge.ts'
import { findingOf, pastOf } from '#contract/rules/past.ts'
import type { Move } from '#contract/rules/moves.ts'
import { whyNoReview } from '#contract/rules/review.ts'
import { withParts } from '#contract/rules/holding.ts'
import { routeReport } from '#contract/rules/routing.ts'
import type { Part } from '#contract/staff-report.ts'
import { lastStepOf, type Change } from '../../worker/report/change.ts'
import { decideMove, type MoveInput, type Situation } from '../../worker/report/decide.ts'
import { kinOf, kinSteps } from '../../worker/report/kin.ts'
import type { ReportRecord } from '../../worker/report/record.ts'
import { someFields } from '../support/fields.ts'

const TODAY = '2026-11-05'
const UNITS = ['housing', 'fire', 'police', 'gov'] as const
const PEOPLE: readonly Situation['member'][] = [
  { name: 'desk01', unit: 'desk', roles: ['desk'] }, { name: 'desk02', unit: 'desk', roles: ['desk'] }, { name: 'approver01', unit: 'desk', roles: ['approver'] },
  ...UNITS.map((unit) => ({ name: `${unit}01`, unit, roles: ['handler' as const] })),
]
const TRIED: readonly Move[] = ['accept', 'assign', 'assign', 'hand-on', 'return', 'find', 'find', 'take-out', 'renew', 'escalate', 'name-review', 'name-review', 'decide-review', 'decide-review', 'merge', 'unmerge', 'relay', 'close']
const LEADS: readonly Move[] = ['accept', 'assign', 'escalate']
/** A result in the earlier one that leaves it open, told on to the later: every other run begins so. */
const TOLD = (['accept', 'merge', 'find', 'relay'] as const).map((move) => [move === 'accept' || move === 'find', TRIED.indexOf(move), 0, 1] as const)
const SUBSETS = Array.from({ length: 64 }, (_, bits) => ['reporter', 'desk', ...UNITS].filter((_holder, at) => ((bits >> at) & 1) === 1))

interface Kept { report: ReportRecord; parts: readonly Part[]; events: HistoryEntry[]; written: number }

function filed(id: string, position: number, avoid: string[]): Kept {
  const plain = someFields({ avoid })
  const route = routeReport(plain)
  const standing = { state: 'received', lead: null, seq: 1, head: '', acceptedDay: null, assignedDay: null, foundDay: null, endedDay: null, extension: null, extensionBy: null, reviewDay: null, reviewBy: null, reviewedDay: null, escalation: null } as const
  const report: ReportRecord = {
    id, reference: id, position, digest: '', keyring: 1, plain: { kind: 'report', ...plain }, wantsReward: false, named: false, language: 'zh', filed: 'page', filedBy: null, filedByName: null,
    recipient: '', verify: '', dialogue: 'dialogue', notes: null, redacted: null, renewalDue: false, mergedInto: null, mergedSeq: null, toldSeq: null, alsoAvoid: [], route, day: TODAY, standing,
  }
  const lead: Part[] = route.lead === null || route.lead === 'desk' ? [] : [{ unit: route.lead, part: 'lead', standing: 'holding' }]
  return { report, parts: [{ unit: 'desk', part: 'desk', standing: 'holding' }, ...lead], events: [event(1, 'received', null, {})], written: 0 }
}

const event = (seq: number, kind: HistoryEntry['kind'], who: Situation['member'] | null, detail: HistoryEntry['detail']): HistoryEntry =>
  ({ seq, kind, unit: who?.unit ?? null, member: who?.name ?? null, day: TODAY, digest: '', detail })

const holding = ({ parts }: Kept) => parts.filter(({ standing }) => standing === 'holding').map(({ unit }) => unit)
const areOne = (one: Kept, other: Kept) => one.report.mergedInto === other.report.id || other.report.mergedInto === one.report.id

/** As worker/report/store.ts and group.ts read it. */
function situationOf(one: Kept, other: Kept, move: Move): Omit<Situation, 'member'> {
  const main = one.report.mergedInto === null ? null : other
  const untold = main === null ? null : untoldResult(main.events, one.report)
  const leads = other.report.mergedInto === one.report.id
  const merge = { merged: main !== null, leads, untold: untold !== null, untoldOthers: leads && untoldResult(one.events, other.report) !== null }
  const lastNumber = new Map(one.written > 0 ? [[one.report.dialogue, one.written]] : [])
  const seen = seenWith(one, other)
  return { ...seen, lastStep: lastStepOf(one.events), merge, untold, mainFinding: findingOf(main?.events ?? []), lastNumber, returnBy: '2099-01-01', hasReward: false, other: move === 'merge' || move === 'unmerge' ? seenWith(other, one) : null, today: TODAY }
}

function seenWith(one: Kept, other: Kept) {
  const met = one.events.some(({ kind }) => kind === 'merged' || kind === 'joined')
  const rows = met ? other.events.map(({ kind, unit, member, detail }) => ({ report_id: other.report.id, category: other.report.plain.category, kind, unit, member, detail: JSON.stringify(detail) })) : []
  const kin = kinOf(one.report.id, one.events, kinSteps(rows))
  const isOne = areOne(one, other)
  return { report: one.report, parts: one.parts, files: [], withheld: [], others: isOne ? [other.report] : [], othersHeldBy: isOne ? holding(other) : [], past: pastOf(one.events, kin), concerned: kin.concerned }
}

/** Every choice that a move leaves, by a random number; grants as the rules want them, found by trying. */
function decided(now: Situation, move: Move, n: number, written: number): Change | null {
  const unit = UNITS[n % 4] ?? 'gov'
  const input: MoveInput = {
    move, seq: now.report.standing.seq, unit: move === 'name-review' && n % 5 === 0 ? 'desk' : unit, lead: n % 5 === 0 ? 'desk' : unit, units: [unit], assists: [], into: 'e'.repeat(22),
    reason: { return: 'conflict-of-interest', 'take-out': 'conflict-of-interest', close: 'unfounded' }[move as string] ?? '', result: move === 'decide-review' && n % 3 !== 0 ? undefined : (['unfounded', 'indeterminate', 'partly'] as const)[n % 3],
    decision: (['changed', 'upheld', 'reinvestigate'] as const)[n % 3] ?? 'upheld', escalation: (['unit-conflict', 'several-units', 'death'] as const)[n % 3] ?? 'death',
    ...(['find', 'decide-review', 'relay'].includes(move) && { body: { compartment: now.report.dialogue, n: written + 1, sealed: '' } }),
  }
  for (const dialogue of [undefined, `dialogue${now.report.standing.seq}`]) {
    for (const holders of SUBSETS) {
      const done = decideMove(now, { ...input, dialogue, grants: holders.map((holder) => ({ holder, sealed: '' })) })
      if (done.ok) return done.value
      if (!['missing-grant', 'unwanted-grant', 'missing-renewal', 'unwanted-renewal'].includes(done.refusal)) break
    }
  }
  return null
}

function commit(one: Kept, other: Kept, change: Change, who: Situation['member']): void {
  const { report } = one
  const seq = report.standing.seq + 1
  one.events = [...one.events, event(seq, change.kind, who, change.detail)]
  one.parts = withParts(one.parts, change.parts)
  one.written = change.compartments?.dialogue !== undefined ? 0 : one.written + change.bodies.length
  const merge = change.merge === undefined ? {} : { mergedInto: change.merge.into, mergedSeq: change.merge.seq, toldSeq: change.merge.told }
  one.report = { ...report, ...change.compartments, ...merge, standing: { ...report.standing, ...change.standing, seq } }
  if (change.otherEvent === undefined) return
  const next = other.report.standing.seq + 1
  other.events = [...other.events, event(next, change.otherEvent, who, { other: report.id })]
  other.report = { ...other.report, standing: { ...other.report.standing, seq: next } }
}

const areOneMatter = (one: Kept, other: Kept) => areOne(one, other) || [one, other].some(({ events }) => events.some(({ kind }) => kind === 'relayed'))

/** Said without the rules: what the histories show of who may not decide, or lead. A death gives the government what it left. */
function mustNot(one: Kept, other: Kept, move: 'find' | 'decide-review' | 'lead', reason: string | null = null): string[] {
  const matter = areOneMatter(one, other) ? [one, other] : [one]
  const avoided = (areOne(one, other) ? matter : [one]).flatMap(({ report }) => report.plain.avoid)
  const left = matter.flatMap(({ events }) => events.flatMap(({ kind, unit, detail }) => (detail.reason === 'conflict-of-interest' ? (kind === 'returned' ? [unit ?? ''] : (detail.units ?? [])) : detail.reason === 'unit-conflict' ? (detail.units ?? []) : [])))
  const byLaw = reason === 'death' || matter.some(({ report }) => report.standing.escalation === 'death')
  const finders = matter.flatMap(({ events }) => {
    const overturned = events.findLastIndex(({ kind, detail }) => kind === 'review-decided' && detail.reason !== 'upheld')
    return events.slice(0, move === 'decide-review' ? undefined : Math.max(overturned, 0)).filter(({ detail }) => detail.result !== undefined).map(({ unit, detail }) => detail.finder?.unit ?? unit ?? '')
  })
  return [...avoided, ...left, ...finders].filter((unit) => unit !== 'desk' && !(unit === 'gov' && byLaw))
}

describe('of two reports, merged and parted, contested and looked into anew', () => {
  it('no unit that a reporter keeps out, that left for a conflict, or whose result did not stand ever decides', () => {
    const seen = { find: 0, 'decide-review': 0, lead: 0 }
    fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(TRIED.length - 1), fc.nat(PEOPLE.length - 1), fc.nat(59)), { minLength: 40, maxLength: 100 }), fc.subarray([...UNITS], { maxLength: 1 }), fc.boolean(), (steps, avoid, isTold) => {
      const reports = [filed('e'.repeat(22), 1, []), filed('l'.repeat(22), 2, avoid)] as const
      for (const [first, at, by, n] of [...(isTold ? TOLD : []), ...steps]) {
        const [one, other] = first ? reports : [reports[1], reports[0]]
        const move = TRIED[at] ?? 'close'
        if (n % 6 === 0) contest(one, other)
        const now = situationOf(one, other, move)
        const [done] = [...PEOPLE.slice(by), ...PEOPLE.slice(0, by)].flatMap((who) => {
          const change = decided({ ...now, member: who }, move, n, one.written)
          return change === null ? [] : [{ who, change }]
        })
        if (done === undefined) continue
        const [deed, unit] = move in seen ? [move as keyof typeof seen, done.who.unit] : ['lead' as const, LEADS.includes(move) ? done.change.standing.lead : null]
        if (unit != null) {
          expect([one.report.id, deed, mustNot(one, other, deed, done.change.detail.reason)]).not.toEqual([one.report.id, deed, expect.arrayContaining([unit])])
          seen[deed] += 1
        }
        commit(one, other, done.change, done.who)
      }
    }), { numRuns: 2000, seed: 4 })
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(500)
  }, 120_000)
})

function contest(one: Kept, other: Kept): void {
  const { standing, mergedInto, plain: { kind } } = one.report
  if (whyNoReview(contestable({ kind, ...standing }, mergedInto === null ? null : other.report.standing), TODAY) !== null) return
  const seq = standing.seq + 1
  one.events = [...one.events, event(seq, 'review-asked', null, {})]
  one.report = { ...one.report, standing: { ...standing, seq, reviewDay: TODAY } }
}
