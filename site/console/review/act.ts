/** Second opinions, sealed and sent. No DOM: the buttons and the commands call the same functions. */
import { readReport } from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import * as contract from '#contract/review.ts'
import { barredToo, partsEscalated, type Escalation } from '#contract/rules/escalation.ts'
import { GOVERNMENT, losesReader } from '#contract/rules/holding.ts'
import type { DeclineReason, EscalateReason, Result, ReviewDecision } from '#contract/states.ts'
import type * as z from 'zod/mini'
import { takeOut } from '../holding/act.ts'
import { renewal } from '../holding/renewal.ts'
import { attempt, refusal, type Outcome } from '../outcome.ts'
import { barOf, newcomers, regrant } from '../report/holders.ts'
import { unsealReport, type UnsealedReport } from '../report/unseal.ts'
import { writeToDialogue } from '../report/write.ts'
import type { StaffSession } from '../session.ts'

type Moved = Promise<Outcome<StaffReport>>

const whereTo = ({ report }: UnsealedReport) => ({ reference: report.reference })

/** Gives the lead to the county government; whoever the reason keeps out has no key to what is written from now on. */
export function escalate(session: StaffSession, unsealed: UnsealedReport, reason: EscalateReason): Moved {
  if (session.unitKeys === null) return Promise.resolve(refusal('no-unit-key'))
  return attempt(async () => {
    if (barOf(unsealed, GOVERNMENT) !== null) return refusal('avoided')
    const { seq, parts, lead, category, merge } = unsealed.report
    const escalation = { reason, category, lead, alsoConcerned: merge.concerned }
    const cleared = await clearMerged(session, unsealed, escalation)
    if (!cleared.ok) return cleared
    const changed = partsEscalated(parts, escalation)
    const given = losesReader(parts, changed) ? await renewal(session, unsealed, changed) : await regrant(session, unsealed, escalatedAnew(unsealed))
    return await session.tools.call(contract.escalateReport, whereTo(unsealed), { seq, reason, ...given })
  })
}

/** Who comes to hold the original by that. */
export const escalatedAnew = (unsealed: UnsealedReport): string[] => newcomers(unsealed, [GOVERNMENT])

/** What keeps a unit out of this report keeps it out of those merged with it: it is taken out of each of them first. */
async function clearMerged(session: StaffSession, { report: { merge } }: UnsealedReport, escalation: Escalation): Promise<Outcome<null>> {
  for (const { reference } of merge.with) {
    if (reference === null) continue
    const read = await session.tools.call(readReport, { reference }, {})
    if (!read.ok) return read
    for (const unit of barredToo(holdersOf(read.value), escalation)) {
      const again = await session.tools.call(readReport, { reference }, {})
      if (!again.ok) return again
      const out = await takeOut(session, await unsealReport(session, again.value), unit, 'conflict-of-interest')
      if (!out.ok) return out
    }
  }
  return { ok: true, value: null }
}

const holdersOf = ({ parts }: StaffReport): string[] => parts.filter(({ standing }) => standing === 'holding').map(({ unit }) => unit)

/** Names who looks at a contested result again, and grants it the report if it does not hold it. */
export function nameReview(session: StaffSession, unsealed: UnsealedReport, unit: string): Moved {
  if (session.unitKeys === null) return Promise.resolve(refusal('no-unit-key'))
  return attempt(async () => {
    const given = await regrant(session, unsealed, reviewingAnew(unsealed, unit))
    return await session.tools.call(contract.nameReview, whereTo(unsealed), { seq: unsealed.report.seq, unit, ...given })
  })
}

/** Who comes to hold the original by that; of no unit yet, nobody. */
export const reviewingAnew = (unsealed: UnsealedReport, unit: string): string[] => (unit === '' ? [] : newcomers(unsealed, [unit]))

export interface Reviewed {
  readonly decision: ReviewDecision
  /** The new one, where it is changed. */
  readonly result?: z.infer<typeof Result> | null
  /** For the reporter. */
  readonly text: string
}

export function decideReview(session: StaffSession, unsealed: UnsealedReport, { decision, result, text }: Reviewed): Moved {
  const keys = session.unitKeys
  if (keys === null) return Promise.resolve(refusal('no-unit-key'))
  return attempt(async () => {
    const body = await writeToDialogue(keys, unsealed, 'finding', text)
    const input = { seq: unsealed.report.seq, decision, ...(decision === 'changed' && result != null && { result }), body }
    return await session.tools.call(contract.decideReview, whereTo(unsealed), input)
  })
}

export const decline = (session: StaffSession, unsealed: UnsealedReport, reason: z.infer<typeof DeclineReason>): Moved =>
  session.tools.call(contract.declineExtension, whereTo(unsealed), { seq: unsealed.report.seq, reason })
