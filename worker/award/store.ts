import * as z from 'zod/mini'
import { ListedAward, type AwardStanding } from '#contract/award.ts'
import { readTogether } from '../platform/d1.ts'
import { matterOf } from '../report/matter.ts'
import { AWARD_COLUMNS, AwardRecord, shownAward, type NewAward } from './record.ts'

/** Every award of the report whose id the condition gives, oldest first. */
export const selectAwards = (db: D1Database, id: string, value: string): D1PreparedStatement =>
  db.prepare(`SELECT ${AWARD_COLUMNS} FROM award a WHERE a.report_id = ${id} ORDER BY a.n`).bind(value)

/** All that were ever merged with this report, directly or over another, without it; as first.ts reads them. */
export const selectBeside = (db: D1Database, id: string, value: string): D1PreparedStatement =>
  db
    .prepare(
      `${matterOf(id)}
       SELECT r.id, p.n AS position, r.kind, r.state, r.wants_reward, r.found_day, r.ended_day, r.review_day, r.reviewed_day,
         (SELECT json_group_array(json_object('standing', a.standing, 'reason', a.reason)) FROM award a WHERE a.report_id = r.id) AS awards
       FROM matter m CROSS JOIN report r ON r.id = m.id CROSS JOIN position p ON p.report_id = r.id WHERE m.id <> ${id}`,
    )
    .bind(value)

/** Takes the next place of the county's list inside the batch. At most one award of a report is alive: an index refuses the second. */
export function insertAward(db: D1Database, report: string, award: NewAward): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO award (place, id, report_id, n, standing, fen, scheme, line, reason, proposed_by, proposed_unit, needs_two, compartment, day)
       SELECT coalesce(max(place), 0) + 1, ?1, ?2, CAST(?3 AS INTEGER), ?4, CAST(?5 AS INTEGER), ?6, ?7, ?8, ?9, ?10, CAST(?11 AS INTEGER), ?12, ?13 FROM award`,
    )
    .bind(award.id, report, award.n, award.standing, award.fen, award.scheme, award.line, award.reason, award.proposedBy, award.proposedUnit, award.needsTwo ? 1 : 0, award.compartment, award.day)
}

/** What moves of an award as it is decided and paid. The amount never does. */
export function updateAward(db: D1Database, award: AwardRecord): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE award SET standing = ?2, reason = ?3, approved_by = ?4, second_by = ?5, decided_day = ?6, due_day = ?7, extended = CAST(?8 AS INTEGER), reminded = CAST(?9 AS INTEGER),
         issue = CAST(?10 AS INTEGER), voucher_hash = ?11, voucher_until = ?12, first_cashier = ?13, reversal = ?14, reversal_by = ?15 WHERE id = ?1`,
    )
    .bind(
      award.id, award.standing, award.reason, award.approvedBy, award.secondBy, award.decidedDay, award.dueDay, award.extended ? 1 : 0, award.reminded,
      award.issue, award.voucherHash, award.voucherUntil, award.firstCashier, award.reversal, award.reversalBy,
    )
}

const PersonRow = z.object({ name: z.string(), display_name: z.string() })

/** One page of the county's awards, newest first, and what the members in them are called. */
export async function listAwards(db: D1Database, standing: AwardStanding | undefined, after: number, size: number) {
  const page = (columns: string) =>
    db
      .prepare(`SELECT ${columns} FROM award a JOIN report r ON r.id = a.report_id WHERE a.place < CAST(?1 AS INTEGER) ${standing === undefined ? '' : 'AND a.standing = ?3'} ORDER BY a.place DESC LIMIT ?2`)
      .bind(after, size + 1, ...(standing === undefined ? [] : [standing]))
  const [found] = await readTogether(db, [page(`${AWARD_COLUMNS}, r.reference`)])
  const rows = z.array(z.looseObject({ reference: z.string() })).parse(found)
  const records = rows.slice(0, size).map((row) => ({ ...shownAward(AwardRecord.parse(row)), reference: row.reference }))
  const next = rows.length > size ? String(AwardRecord.parse(rows[size - 1]).place) : null
  const names = [...new Set(records.flatMap(({ proposedBy, approvedBy, secondBy }) => [proposedBy, approvedBy, secondBy].filter((one) => one !== null)))]
  return { awards: z.array(ListedAward).parse(records), people: await peopleOf(db, names), next }
}

/** What members are called, by name. */
export async function peopleOf(db: D1Database, names: readonly string[]): Promise<Record<string, string>> {
  if (names.length === 0) return {}
  const { results } = await db.prepare('SELECT name, display_name FROM member WHERE name IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(names)).all()
  return Object.fromEntries(z.array(PersonRow).parse(results).map((person) => [person.name, person.display_name]))
}

const OpenRow = z.object({ reference: z.string(), id: z.string(), short: z.pipe(z.int(), z.transform((value) => value === 1)) })
/** `short`: in the year of its last day its line had less left than it takes. */
export type OpenAward = z.infer<typeof OpenRow>

/** Awards that the day's cron has something to do with: a voucher or the term ran out, or a reminder is due. `soonest`: the farthest day a reminder is for. */
export async function listOpen(db: D1Database, today: string, soonest: string): Promise<OpenAward[]> {
  const { results } = await db
    .prepare(
      `SELECT r.reference, a.id, coalesce(f.allotted - f.paid, 0) < a.fen AS short FROM award a JOIN report r ON r.id = a.report_id
       LEFT JOIN fund f ON f.line = a.line AND f.year = substr(CASE WHEN a.standing = 'claimed' THEN a.voucher_until ELSE a.due_day END, 1, 4)
       WHERE a.standing IN ('waiting','claimed') AND (a.due_day <= ?2 OR (a.standing = 'claimed' AND a.voucher_until < ?1))`,
    )
    .bind(today, soonest)
    .all()
  return z.array(OpenRow).parse(results)
}
