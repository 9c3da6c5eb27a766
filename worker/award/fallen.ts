/** An award rests on a result: the batch that takes the result away ends it, so that no voucher outlives it and the books agree. */
import { resultOf } from '#contract/rules/award.ts'
import type { WholeReport } from '../report/store.ts'
import { decideFallen } from './decide.ts'
import { writeChange, type Actor } from './write.ts'

/** What a batch writes besides, after its own statements. `whole`: as those leave the report; `by`: nobody where it only follows from what was done. */
export async function fallenStatements(db: D1Database, whole: WholeReport, by: Actor, day: string): Promise<D1PreparedStatement[]> {
  const { result } = resultOf(whole.events)
  const fallen = decideFallen(whole.awards, whole.transfers, { state: whole.report.standing.state, result }, day, by.name)
  return fallen === null ? [] : (await writeChange(db, whole, fallen, by, day)).statements
}
