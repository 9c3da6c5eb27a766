import * as z from 'zod/mini'
import { Letter, Part } from '#contract/staff-report.ts'
import { EvidenceFile, Withheld } from '#contract/evidence-file.ts'
import type { HistoryEntry } from '#contract/event.ts'
import { readDetail } from '#contract/rules/history.ts'
import { StoredBody } from '#contract/sealed.ts'
import { EventKind } from '#contract/states.ts'
import { besideOf, type Beside } from '../award/first.ts'
import { AwardRecord } from '../award/record.ts'
import { selectAwards, selectBeside } from '../award/store.ts'
import { TransferRecord } from '../award/transfer-record.ts'
import { selectTransfers } from '../award/transfer-store.ts'
import { selectEvidence } from '../evidence/store.ts'
import { selectWithheld } from '../evidence/withheld.ts'
import { one, readTogether } from '../platform/d1.ts'
import { kinOf, kinSteps, type Kin } from './kin.ts'
import { matterOf } from './matter.ts'
import { REPORT_COLUMNS, REPORT_FROM, ReportRecord } from './record.ts'

export const EventRow = z.pipe(
  z.object({
    seq: z.int(), kind: EventKind, unit: z.nullable(z.string()), member: z.nullable(z.string()), day: z.string(), detail: z.string(), digest: z.string(),
  }),
  z.transform((row): HistoryEntry => ({ ...row, detail: readDetail(row.detail) })),
)
const GrantRow = z.object({ sealed: z.string() })
const BodyFound = z.object({ ...StoredBody.shape, digest: z.string() })
const FormerRow = z.object({ recipient: z.string(), verify: z.string() })
const HeldRow = z.object({ id: z.string(), held_by: z.pipe(z.string(), z.transform((json) => z.array(z.string()).parse(JSON.parse(json)))) })
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
  /** All that were ever worked on as one with it, as far as its reward goes by them. */
  readonly beside: Beside[]
  /** Claims by transfer, oldest first. */
  readonly transfers: TransferRecord[]
  /** Its files, in order. */
  readonly evidence: EvidenceFile[]
  /** Files that units with the original were not given. */
  readonly withheld: Withheld[]
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
  /** What the histories of these, and of any that it was parted from, say. */
  readonly kin: Kin
}

/** Which report: by the SHA-256 of its lookup key, or by its reference. */
export type Which = { lookupHash: string } | { reference: string }
const where = (which: Which): [sql: string, value: string] =>
  'lookupHash' in which ? ['lookup_hash = ?1', which.lookupHash] : ['reference = ?1', which.reference]

/** A report with its history, its bodies (never an identity) and one holder's grants, in one round trip. */
export async function findWhole(db: D1Database, which: Which, holder: string): Promise<WholeReport | null> {
  const [reports, parts, eventRows, grants, bodies, people, former, others, mainEvents, letters, awards, transfers, kin, evidence, beside, withheld] = await readTogether(db, selectWhole(db, which, holder))
  if (reports?.[0] === undefined) return null
  const events = z.array(EventRow).parse(eventRows)
  const report = ReportRecord.parse(reports[0])
  const steps = kinSteps(kin ?? [])
  return {
    holder, report, events,
    group: { ...groupOf(report, z.array(ReportRecord).parse(others), z.array(EventRow).parse(mainEvents), z.array(HeldRow).parse(others), holder), kin: kinOf(report.id, events, steps) },
    parts: z.array(Part).parse(parts),
    grants: z.array(GrantRow).parse(grants).map((grant) => grant.sealed),
    bodies: inOrder(z.array(BodyFound).parse(bodies), events),
    letters: z.array(Letter).parse(letters),
    people: Object.fromEntries(z.array(PersonRow).parse(people).map((person) => [person.name, person.display_name])),
    former: z.array(FormerRow).parse(former),
    awards: z.array(AwardRecord).parse(awards),
    beside: besideOf(beside ?? [], steps),
    transfers: z.array(TransferRecord).parse(transfers),
    evidence: z.array(EvidenceFile).parse(evidence),
    withheld: z.array(Withheld).parse(withheld),
  }
}

/** The histories of all that were ever merged with this report, directly or over another, without its own, as kin.ts reads them. */
function selectKin(db: D1Database, id: string, value: string): D1PreparedStatement {
  return db
    .prepare(
      `${matterOf(id)}
       SELECT e.report_id, r.category, e.kind, e.unit, e.member, e.detail
       FROM matter m CROSS JOIN report r ON r.id = m.id CROSS JOIN event e ON e.report_id = r.id
       WHERE m.id <> ${id} AND e.kind IN ('merged', 'joined', 'unmerged', 'relayed', 'found', 'review-asked', 'review-decided', 'taken-out', 'returned', 'escalated') ORDER BY e.report_id, e.seq`,
    )
    .bind(value)
}

/** In the order in which `findWhole` reads them. */
function selectWhole(db: D1Database, which: Which, holder: string): D1PreparedStatement[] {
  const [condition, value] = where(which)
  const id = `(SELECT id FROM report WHERE ${condition})`
  const main = `(SELECT merged_into FROM report WHERE ${condition})`
  // A code reads none of what members alone are shown; nothing of it is looked for.
  const forMembers = (statement: () => D1PreparedStatement) => (holder === 'reporter' ? db.prepare('SELECT NULL WHERE FALSE') : statement())
  const inGroup = `(r.id = ${main} OR r.merged_into = ${id} OR (r.merged_into = ${main} AND r.id <> ${id}))`
  return [
    db.prepare(`SELECT ${REPORT_COLUMNS} ${REPORT_FROM} WHERE r.${condition}`).bind(value),
    db.prepare(`SELECT unit, part, standing, copy, since FROM part WHERE report_id = ${id} ORDER BY unit`).bind(value),
    db.prepare(`SELECT seq, kind, unit, member, day, detail, digest FROM event WHERE report_id = ${id} ORDER BY seq`).bind(value),
    db.prepare(`SELECT sealed FROM report_grant WHERE report_id = ${id} AND holder = ?2 ORDER BY n`).bind(value, holder),
    db.prepare(`SELECT compartment, n, kind, author, day, sealed, digest FROM body WHERE report_id = ${id} AND kind <> 'identity' ORDER BY compartment, n`).bind(value),
    forMembers(() => db.prepare(`SELECT name, display_name FROM member WHERE name IN (SELECT member FROM event WHERE report_id = ${id})`).bind(value)),
    db.prepare(`SELECT recipient, verify_key AS verify FROM reporter_key WHERE report_id = ${id} ORDER BY seq`).bind(value),
    db.prepare(`SELECT ${REPORT_COLUMNS}, (SELECT json_group_array(h.unit) FROM part h WHERE h.report_id = r.id AND h.standing = 'holding') AS held_by ${REPORT_FROM} WHERE ${inGroup} ORDER BY p.n`).bind(value),
    db.prepare(`SELECT seq, kind, unit, member, day, detail, digest FROM event WHERE report_id = ${main} ORDER BY seq`).bind(value),
    forMembers(() => db.prepare(`SELECT kind, year, n, day FROM letter WHERE report_id = ${id} ORDER BY kind`).bind(value)),
    selectAwards(db, id, value),
    selectTransfers(db, id, value),
    selectKin(db, id, value),
    selectEvidence(db, id, value),
    forMembers(() => selectBeside(db, id, value)),
    forMembers(() => selectWithheld(db, id, value)),
  ]
}

function groupOf({ id, mergedInto }: ReportRecord, all: ReportRecord[], mainEvents: HistoryEntry[], held: readonly z.infer<typeof HeldRow>[], holder: string): Omit<Group, 'kin'> {
  return {
    all, mainEvents,
    main: all.find((one) => one.id === mergedInto) ?? null,
    merged: all.filter((one) => one.mergedInto === id),
    held: held.filter((row) => row.held_by.includes(holder)).map(({ id: other }) => other),
    heldBy: [...new Set(held.flatMap((row) => row.held_by))],
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
