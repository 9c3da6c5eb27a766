/** An award rests on a result: the batch that takes the result away ends it, so that no voucher outlives it and the books agree. */
import type { HistoryEntry } from '#contract/event.ts'
import { resultOf } from '#contract/rules/award.ts'
import type { WholeReport } from '../report/store.ts'
import { decideFallen } from './decide.ts'
import { writeChange } from './write.ts'

const NOBODY = { name: null, unit: null }

/** What the batch of a move writes besides, after the move's own statements. `moved`: the report as the move leaves it; `event`: the move's. */
export async function fallenStatements(db: D1Database, whole: WholeReport, moved: WholeReport['report'], event: HistoryEntry, member: { name: string; unit: string | null }): Promise<D1PreparedStatement[]> {
  const { result } = resultOf([...whole.events, event])
  const fallen = decideFallen(whole.awards, whole.transfers, { state: moved.standing.state, result }, event.day, member.name)
  return fallen === null ? [] : (await writeChange(db, { ...whole, report: moved }, fallen, member, event.day)).statements
}

/** Of a payment that was taken back, the same: the award would wait again, and rests on nothing. Nobody's deed but a consequence. */
export async function fallenNow(db: D1Database, whole: WholeReport, today: string): Promise<D1PreparedStatement[]> {
  const { result } = resultOf(whole.events)
  const fallen = decideFallen(whole.awards, whole.transfers, { state: whole.report.standing.state, result }, today, NOBODY.name)
  return fallen === null ? [] : (await writeChange(db, whole, fallen, NOBODY, today)).statements
}
