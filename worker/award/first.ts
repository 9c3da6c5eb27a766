/** One matter is rewarded once, and the reward goes to the first position. */
import { firstOf } from '#contract/rules/merge.ts'
import type { WholeReport } from '../report/store.ts'

/** The reports of one matter, this one among them. */
const groupOf = ({ report, group: { main, merged } }: WholeReport): readonly { readonly position: number }[] => [report, ...(main === null ? [] : [main]), ...merged]

/** Whether nobody in its group came before it. To whom an earlier report's result was told on, their own is not the first, though they were parted since. */
export const isFirst = (whole: WholeReport): boolean =>
  firstOf(groupOf(whole))?.position === whole.report.position && !whole.events.some(({ detail }) => detail.finder !== undefined)

/**
 * Whether another report of the same matter, worked on together now or ever before, has a reward, from its proposal on. Counted by history:
 * a parting takes away whose result it was, not what was rewarded. One round trip's statement, with the report's id as the condition gives it.
 */
export const selectRewarded = (db: D1Database, id: string, value: string): D1PreparedStatement =>
  db
    .prepare(
      `WITH RECURSIVE matter(id) AS (
         SELECT ${id} UNION SELECT iif(json_valid(e.detail), json_extract(e.detail, '$.other'), NULL) FROM matter m JOIN event e ON e.report_id = m.id WHERE e.kind IN ('merged','joined'))
       SELECT count(*) AS rewarded FROM matter m JOIN award a ON a.report_id = m.id WHERE m.id <> ${id} AND a.standing NOT IN ('declined','withdrawn')`,
    )
    .bind(value)
