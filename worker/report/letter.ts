import { letters } from '#contract/county/letters.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { yearOf } from '#contract/rules/day.ts'
import { letterFor } from '#contract/rules/letter.ts'
import type { LetterKind } from '#contract/states.ts'
import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import type { Member } from '../staff/store.ts'
import { findHeld } from './move.ts'
import { lookEvent } from './open.ts'
import { findWhole, type WholeReport } from './store.ts'
import { insertEvent, updateStanding } from './write.ts'
import { viewFor } from './view.ts'

export type LetterRefusal = 'not-found' | 'stale' | 'wrong-state' | 'not-issued'

const TRIES = 3

/** Gives a letter its number: read, decide, commit, read again. A letter that has one keeps it, and nothing is changed. */
export async function numberLetter(db: D1Database, member: Member, reference: string, kind: LetterKind, today: string): Promise<Result<StaffReport, LetterRefusal>> {
  if (member.unit === null) return refuse('not-found')
  for (let tried = 0; tried < TRIES; tried += 1) {
    const whole = await findHeld(db, reference, member.unit)
    if (whole === null) return refuse('not-found')
    const closed = whyNoLetter(whole, kind)
    if (closed !== null) return refuse(closed)
    if (whole.letters.some((letter) => letter.kind === kind)) return ok(viewFor(whole, today))
    if (!(await give(db, whole, member, kind, today))) continue
    const after = await findWhole(db, { reference }, member.unit)
    return after === null ? refuse('not-found') : ok(viewFor(after, today))
  }
  return refuse('stale')
}

function whyNoLetter({ report }: WholeReport, kind: LetterKind): 'wrong-state' | 'not-issued' | null {
  if (letterFor({ kind: report.plain.kind, state: report.standing.state }) !== kind) return 'wrong-state'
  return letters.kinds[kind] === undefined ? 'not-issued' : null
}

/** False when somebody else was quicker with this report. */
async function give(db: D1Database, whole: WholeReport, member: Member, kind: LetterKind, today: string): Promise<boolean> {
  const { report } = whole
  const event = await lookEvent(whole, { kind: 'letter-numbered', detail: { letter: kind } }, member, today)
  const standing = { ...report.standing, seq: event.seq, head: event.digest }
  const committed = await commit(db, [
    insertEvent(db, report.id, event),
    updateStanding(db, report.id, standing, report.notes),
    insertLetter(db, report.id, kind, member, today),
  ])
  return committed.ok
}

/** Takes the next number inside the batch: D1 runs one batch at a time, so that of two letters at once neither gets the other's. */
function insertLetter(db: D1Database, report: string, kind: LetterKind, member: Member, day: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO letter (report_id, kind, year, n, day, by)
       SELECT ?1, ?2, CAST(?3 AS INTEGER), coalesce(max(n), 0) + 1, ?4, ?5 FROM letter WHERE kind = ?2 AND year = CAST(?3 AS INTEGER)`,
    )
    .bind(report, kind, yearOf(day), day, member.name)
}
