import * as z from 'zod/mini'
import type { Answers } from '#contract/contest.ts'
import type { Tally } from '#contract/rules/contest.ts'
import { many, readTogether } from '../platform/d1.ts'
import type { Drawn } from './draw.ts'

/** What our own columns of JSON hold. */
const json = <T>() => z.pipe(z.string(), z.transform((text): T => JSON.parse(text) as T))

const EntryRow = z.object({
  id: z.string(), contest: z.string(), unit: z.string(), who: z.string(), nickname: z.string(), attempt: z.int(), drawn: json<Drawn[]>(), deadline: z.int(),
})
export type EntryRow = z.infer<typeof EntryRow>

const marks = z.pipe(z.string(), z.transform((text) => [...text].map((mark) => mark === '1')))
const ResultRow = z.object({ answers: json<Answers>(), marks, points: z.int(), day: z.string() })
export type ResultRow = z.infer<typeof ResultRow>

/** Who enters: `who` is the keyed hash of contest, unit and nickname. */
export interface Entrant {
  readonly contest: string
  readonly unit: string
  readonly who: string
}

const selectEntry = (db: D1Database, id: string) =>
  db.prepare('SELECT id, contest, unit, who, nickname, attempt, drawn, deadline FROM contest_entry WHERE id = ?1').bind(id)

/** An entry under this id, and how many tries this entrant has begun. One round trip. */
export async function findBefore(db: D1Database, id: string, { contest, unit, who }: Entrant): Promise<{ entry: EntryRow | null; tries: number }> {
  const tries = db.prepare('SELECT tries FROM contest_entrant WHERE contest = ?1 AND unit = ?2 AND who = ?3').bind(contest, unit, who)
  const [entry, entrant] = await readTogether(db, [selectEntry(db, id), tries])
  return {
    entry: entry?.[0] === undefined ? null : EntryRow.parse(entry[0]),
    tries: entrant?.[0] === undefined ? 0 : z.object({ tries: z.int() }).parse(entrant[0]).tries,
  }
}

/** An entry with what it was judged to be, if it was. One round trip. */
export async function findEntry(db: D1Database, id: string): Promise<{ entry: EntryRow; result: ResultRow | null } | null> {
  const judged = db.prepare('SELECT answers, marks, points, day FROM contest_result WHERE entry_id = ?1').bind(id)
  const [entry, result] = await readTogether(db, [selectEntry(db, id), judged])
  if (entry?.[0] === undefined) return null
  return { entry: EntryRow.parse(entry[0]), result: result?.[0] === undefined ? null : ResultRow.parse(result[0]) }
}

/** Its id and its (contest, unit, who, attempt) are unique: of two writers at one try, the second fails. */
export function insertEntry(db: D1Database, { id, contest, unit, who, nickname, attempt, drawn, deadline }: EntryRow): D1PreparedStatement {
  return db
    .prepare('INSERT INTO contest_entry (id, contest, unit, who, nickname, attempt, drawn, deadline) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)')
    .bind(id, contest, unit, who, nickname, attempt, JSON.stringify(drawn), deadline)
}

/** Counts a try of an entrant, who may be new. */
export function countTry(db: D1Database, { contest, unit, who }: Entrant): D1PreparedStatement {
  return db
    .prepare('INSERT INTO contest_entrant (contest, unit, who, tries) VALUES (?1, ?2, ?3, 1) ON CONFLICT (contest, unit, who) DO UPDATE SET tries = tries + 1')
    .bind(contest, unit, who)
}

/** Its key is the entry's: an entry is judged once. */
export function insertResult(db: D1Database, id: string, { answers, marks, points, day }: ResultRow): D1PreparedStatement {
  return db
    .prepare('INSERT INTO contest_result (entry_id, answers, marks, points, day) VALUES (?1, ?2, ?3, ?4, ?5)')
    .bind(id, JSON.stringify(answers), marks.map((mark) => (mark ? '1' : '0')).join(''), points, day)
}

/** Raises an entrant's best; the tally of the unit follows by trigger. Changes nothing where an earlier try was as good. */
export function raiseBest(db: D1Database, { contest, unit, who }: Entrant, points: number): D1PreparedStatement {
  return db
    .prepare('UPDATE contest_entrant SET best = ?4 WHERE contest = ?1 AND unit = ?2 AND who = ?3 AND (best IS NULL OR best < ?4)')
    .bind(contest, unit, who, points)
}

const TallyRow = z.object({ unit: z.string(), tally: json<Tally>() })

/** The tallies of a contest, by unit: a row each, however many took part. */
export async function readTallies(db: D1Database, contest: string): Promise<Map<string, Tally>> {
  const rows = await many(TallyRow, db.prepare('SELECT unit, tally FROM contest_tally WHERE contest = ?1').bind(contest))
  return new Map(rows.map(({ unit, tally }) => [unit, tally]))
}

/** Entries that can no longer be answered nor asked for again; their results go with them. */
export const deleteEntries = (db: D1Database, before: number): D1PreparedStatement => db.prepare('DELETE FROM contest_entry WHERE deadline < ?1').bind(before)

/** Everything of contests other than this one; and, once it is over, its entrants. The tallies stay for the ranking: they name nobody. */
export function deleteOthers(db: D1Database, contest: string, over: boolean): D1PreparedStatement[] {
  return [
    db.prepare('DELETE FROM contest_entrant WHERE contest <> ?1 OR ?2 = 1').bind(contest, over ? 1 : 0),
    db.prepare('DELETE FROM contest_tally WHERE contest <> ?1').bind(contest),
  ]
}

/** Whether a challenge was already spent on an entry. */
export const isSpentKey = (taken: string): boolean => taken.startsWith('contest_spent.')
