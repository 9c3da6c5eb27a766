/** The rows that a batch writes about a report. What is read of it: store.ts. */
import * as z from 'zod/mini'
import type { Part } from '#contract/staff-report.ts'
import type { HistoryEntry } from '#contract/event.ts'
import type { AnyFiling, FiledAs, Route } from '#contract/report.ts'
import { clearOf } from '#contract/rules/filing.ts'
import type { BodyKind, NewBody } from '#contract/sealed.ts'
import type { Compartments } from './change.ts'
import type { ReportStanding } from './record.ts'

export interface NewReport {
  readonly filing: AnyFiling
  readonly reference: string
  readonly digest: string
  readonly route: Route
  readonly head: string
  readonly day: string
  readonly filed: FiledAs
  /** The member who filed it for somebody. */
  readonly filedBy: string | null
  /** What adds the files it brings. */
  readonly attached: readonly D1PreparedStatement[]
}

/**
 * Days never go back along the positions, or the chain of filings would not verify: of two filings that cross midnight the later
 * one carries the later day. D1 runs one batch at a time, so the last position is really the last.
 */
export function insertReport(db: D1Database, report: NewReport): D1PreparedStatement {
  const { filing } = report
  const clear = clearOf(filing)
  return db
    .prepare(
      `INSERT INTO report (id, reference, lookup_hash, digest, keyring, category, township, violations, flags, avoid, wants_reward, named, language,
         recipient, verify_key, dialogue, route, state, lead, seq, head, day, kind, filed, filed_by)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 'received', ?18, 1, ?19,
         max(?20, coalesce((SELECT day FROM position ORDER BY n DESC LIMIT 1), '')), ?21, ?22, ?23)`,
    )
    .bind(
      filing.report, report.reference, filing.lookupHash, report.digest, filing.keyring, clear.category, clear.township,
      JSON.stringify(clear.violations), JSON.stringify(clear.flags), JSON.stringify(clear.avoid),
      clear.wantsReward ? 1 : 0, clear.named ? 1 : 0, filing.language, filing.reporter.recipient, filing.reporter.verify,
      filing.dialogue.compartment, JSON.stringify(report.route), report.route.lead, report.head, report.day, clear.kind, report.filed, report.filedBy,
    )
}

/** Takes the next position inside the batch: D1 runs one batch at a time, so there is neither gap nor twin. */
export function insertPosition(db: D1Database, report: string): D1PreparedStatement {
  return db
    .prepare('INSERT INTO position (n, report_id, day, digest) SELECT (SELECT coalesce(max(n), 0) + 1 FROM position), id, day, digest FROM report WHERE id = ?1')
    .bind(report)
}

export function selectPosition(db: D1Database, report: string): D1PreparedStatement {
  return db.prepare('SELECT n, day FROM position WHERE report_id = ?1').bind(report)
}
export const PositionRow = z.object({ n: z.int(), day: z.string() })

/** Its primary key is (report_id, seq): of two writers at one seq the second fails, and its batch with it. */
export function insertEvent(db: D1Database, report: string, event: HistoryEntry): D1PreparedStatement {
  return db
    .prepare('INSERT INTO event (report_id, seq, kind, unit, member, day, detail, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)')
    .bind(report, event.seq, event.kind, event.unit, event.member, event.day, JSON.stringify(event.detail), event.digest)
}

export interface BodyRow extends NewBody {
  readonly kind: BodyKind
  readonly author: string
  readonly day: string
  readonly digest: string
}

export function insertBody(db: D1Database, report: string, body: BodyRow): D1PreparedStatement {
  return db
    .prepare('INSERT INTO body (report_id, compartment, n, kind, author, day, digest, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)')
    .bind(report, body.compartment, body.n, body.kind, body.author, body.day, body.digest, body.sealed)
}

export function insertGrant(db: D1Database, report: string, grant: { holder: string; sealed: string }, seq: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO report_grant (report_id, holder, n, seq, sealed)
       SELECT ?1, ?2, coalesce(max(n), 0) + 1, CAST(?3 AS INTEGER), ?4 FROM report_grant WHERE report_id = ?1 AND holder = ?2`,
    )
    .bind(report, grant.holder, seq, grant.sealed)
}

/** `day` is since when, unless nothing but the part's name changes. */
export function upsertPart(db: D1Database, report: string, part: Part, day: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO part (report_id, unit, part, standing, copy, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (report_id, unit) DO UPDATE SET part = ?3, standing = ?4, copy = ?5, since = iif(standing = ?4 AND copy = ?5, since, ?6)`,
    )
    .bind(report, part.unit, part.part, part.standing, part.copy ?? 'original', day)
}

export function updateCompartments(db: D1Database, report: string, { dialogue, redacted, renewalDue }: Compartments): D1PreparedStatement {
  return db.prepare('UPDATE report SET dialogue = ?2, redacted = ?3, renewal_due = CAST(?4 AS INTEGER) WHERE id = ?1').bind(report, dialogue, redacted, renewalDue ? 1 : 0)
}

export function updateMerge(db: D1Database, report: string, { into, seq, told }: { into: string | null; seq: number | null; told: number | null }): D1PreparedStatement {
  return db.prepare('UPDATE report SET merged_into = ?2, merged_seq = CAST(?3 AS INTEGER), told_seq = CAST(?4 AS INTEGER) WHERE id = ?1').bind(report, into, seq, told)
}

export function updateAlsoAvoid(db: D1Database, report: string, avoid: readonly string[]): D1PreparedStatement {
  return db.prepare('UPDATE report SET also_avoid = ?2 WHERE id = ?1').bind(report, JSON.stringify(avoid))
}

export function updateStanding(db: D1Database, report: string, standing: ReportStanding, notes: string | null): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE report SET state = ?2, lead = ?3, seq = ?4, head = ?5, accepted_day = ?6, assigned_day = ?7, found_day = ?8, ended_day = ?9,
         extension = ?10, extension_by = ?11, notes = ?12, review_day = ?13, review_by = ?14, reviewed_day = ?15, escalation = ?16 WHERE id = ?1`,
    )
    .bind(
      report, standing.state, standing.lead, standing.seq, standing.head, standing.acceptedDay, standing.assignedDay, standing.foundDay,
      standing.endedDay, standing.extension, standing.extensionBy, notes,
      standing.reviewDay, standing.reviewBy, standing.reviewedDay, standing.escalation,
    )
}
