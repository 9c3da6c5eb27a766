import * as z from 'zod/mini'
import { Letter, Part } from '#contract/console.ts'
import type { HistoryEntry } from '#contract/event.ts'
import type { AnyFiling, FiledAs, Route } from '#contract/report.ts'
import { clearOf } from '#contract/rules/filing.ts'
import { readDetail } from '#contract/rules/history.ts'
import { StoredBody, type BodyKind, type NewBody } from '#contract/sealed.ts'
import { EventKind } from '#contract/states.ts'
import type { Compartments } from './change.ts'
import { AwardRecord } from '../award/record.ts'
import { selectAwards } from '../award/store.ts'
import { one, readTogether } from '../platform/d1.ts'
import { REPORT_COLUMNS, REPORT_FROM, ReportRecord, type ReportStanding } from './record.ts'

export const EventRow = z.pipe(
  z.object({
    seq: z.int(), kind: EventKind, unit: z.nullable(z.string()), member: z.nullable(z.string()), day: z.string(), detail: z.string(), digest: z.string(),
  }),
  z.transform((row): HistoryEntry => ({ ...row, detail: readDetail(row.detail) })),
)
const GrantRow = z.object({ sealed: z.string() })
const BodyFound = z.object({ ...StoredBody.shape, digest: z.string() })
const FormerRow = z.object({ recipient: z.string(), verify: z.string() })
const HeldRow = z.object({ report_id: z.string(), unit: z.string() })
const PersonRow = z.object({ name: z.string(), display_name: z.string() })

export interface WholeReport {
  /** Whose grants are in it: a unit, or the reporter. */
  readonly holder: string
  readonly report: ReportRecord
  readonly parts: Part[]
  readonly events: HistoryEntry[]
  /** What the members in the events are called, by name. */
  readonly people: Record<string, string>
  readonly grants: string[]
  readonly bodies: StoredBody[]
  readonly letters: Letter[]
  /** Public keys of codes that were lost and replaced, oldest first. */
  readonly former: { recipient: string; verify: string }[]
  /** Oldest first. */
  readonly awards: AwardRecord[]
  /** The other reports that this one is worked on with. */
  readonly group: Group
}

export interface Group {
  /** The earlier one, with its history, where this one goes with it. */
  readonly main: ReportRecord | null
  readonly mainEvents: HistoryEntry[]
  /** Later ones that go with this one. */
  readonly merged: ReportRecord[]
  /** All the others of the group: the earlier one, and whatever goes with it or with this one. */
  readonly all: ReportRecord[]
  /** Which of them the holder holds too, by id. */
  readonly held: string[]
  /** The units that hold any of them. */
  readonly heldBy: string[]
}

/** Which report: by the SHA-256 of its lookup key, or by its reference. */
export type Which = { lookupHash: string } | { reference: string }
const where = (which: Which): [sql: string, value: string] =>
  'lookupHash' in which ? ['lookup_hash = ?1', which.lookupHash] : ['reference = ?1', which.reference]

/** A report with its history, its bodies (never an identity) and one holder's grants, in one round trip. */
export async function findWhole(db: D1Database, which: Which, holder: string): Promise<WholeReport | null> {
  const [condition, value] = where(which)
  const id = `(SELECT id FROM report WHERE ${condition})`
  const main = `(SELECT merged_into FROM report WHERE ${condition})`
  const inGroup = `(r.id = ${main} OR r.merged_into = ${id} OR (r.merged_into = ${main} AND r.id <> ${id}))`
  const [reports, parts, eventRows, grants, bodies, people, former, others, mainEvents, held, letters, awards] = await readTogether(db, [
    db.prepare(`SELECT ${REPORT_COLUMNS} ${REPORT_FROM} WHERE r.${condition}`).bind(value),
    db.prepare(`SELECT unit, part, standing, copy, since FROM part WHERE report_id = ${id} ORDER BY unit`).bind(value),
    db.prepare(`SELECT seq, kind, unit, member, day, detail, digest FROM event WHERE report_id = ${id} ORDER BY seq`).bind(value),
    db.prepare(`SELECT sealed FROM report_grant WHERE report_id = ${id} AND holder = ?2 ORDER BY n`).bind(value, holder),
    db.prepare(`SELECT compartment, n, kind, author, day, sealed, digest FROM body WHERE report_id = ${id} AND kind <> 'identity' ORDER BY compartment, n`).bind(value),
    db.prepare(`SELECT name, display_name FROM member WHERE name IN (SELECT member FROM event WHERE report_id = ${id})`).bind(value),
    db.prepare(`SELECT recipient, verify_key AS verify FROM reporter_key WHERE report_id = ${id} ORDER BY seq`).bind(value),
    db.prepare(`SELECT ${REPORT_COLUMNS} ${REPORT_FROM} WHERE ${inGroup} ORDER BY p.n`).bind(value),
    db.prepare(`SELECT seq, kind, unit, member, day, detail, digest FROM event WHERE report_id = ${main} ORDER BY seq`).bind(value),
    db.prepare(`SELECT report_id, unit FROM part WHERE standing = 'holding' AND report_id IN (SELECT r.id FROM report r WHERE ${inGroup})`).bind(value),
    db.prepare(`SELECT kind, year, n, day FROM letter WHERE report_id = ${id} ORDER BY kind`).bind(value),
    selectAwards(db, id, value),
  ])
  if (reports?.[0] === undefined) return null
  const events = z.array(EventRow).parse(eventRows)
  const report = ReportRecord.parse(reports[0])
  return {
    holder,
    report,
    group: groupOf(report, z.array(ReportRecord).parse(others), z.array(EventRow).parse(mainEvents), z.array(HeldRow).parse(held), holder),
    parts: z.array(Part).parse(parts),
    events,
    grants: z.array(GrantRow).parse(grants).map((grant) => grant.sealed),
    bodies: inOrder(z.array(BodyFound).parse(bodies), events),
    letters: z.array(Letter).parse(letters),
    people: Object.fromEntries(z.array(PersonRow).parse(people).map((person) => [person.name, person.display_name])),
    former: z.array(FormerRow).parse(former),
    awards: z.array(AwardRecord).parse(awards),
  }
}

function groupOf({ id, mergedInto }: ReportRecord, all: ReportRecord[], mainEvents: HistoryEntry[], held: readonly z.infer<typeof HeldRow>[], holder: string): Group {
  return {
    all, mainEvents,
    main: all.find((one) => one.id === mergedInto) ?? null,
    merged: all.filter((one) => one.mergedInto === id),
    held: held.filter(({ unit }) => unit === holder).map((row) => row.report_id),
    heldBy: [...new Set(held.map(({ unit }) => unit))],
  }
}

/** Compartments have no order of their own: what was written comes in the order of the events that brought it, the filing before all. */
function inOrder(bodies: readonly z.infer<typeof BodyFound>[], events: readonly HistoryEntry[]): StoredBody[] {
  const turn = new Map(events.flatMap(({ seq, detail }) => (detail.bodies ?? []).map((digest) => [digest, seq] as const)))
  const at = ({ digest }: { digest: string }) => turn.get(digest) ?? 0
  return bodies.toSorted((a, b) => at(a) - at(b)).map(({ compartment, n, kind, author, day, sealed }) => ({ compartment, n, kind, author, day, sealed }))
}

/** What a filing's receipt is made of, if there is one under this lookup hash. */
export function findFiled(db: D1Database, lookupHash: string): Promise<ReportRecord | null> {
  return one(ReportRecord, db.prepare(`SELECT ${REPORT_COLUMNS} ${REPORT_FROM} WHERE r.lookup_hash = ?1`).bind(lookupHash))
}

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
