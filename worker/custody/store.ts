import * as z from 'zod/mini'
import { Part } from '#contract/staff-report.ts'
import { CustodyRequest, type WaitingRequest } from '#contract/custody.ts'
import { StoredBody } from '#contract/sealed.ts'
import type { CustodyKind } from '#contract/states.ts'
import { AwardRecord } from '../award/record.ts'
import { selectAwards } from '../award/store.ts'
import { selectTransfers } from '../award/transfer-store.ts'
import { TransferRecord } from '../award/transfer-record.ts'
import { readTogether } from '../platform/d1.ts'
import { REPORT_COLUMNS, REPORT_FROM, ReportRecord } from '../report/record.ts'
import type { KeptRequest } from './decide.ts'

const text = z.nullable(z.string())
const CustodyRow = z.pipe(
  z.object({
    n: z.int(), kind: z.string(), reason: text, asked_by: z.string(), asked_unit: z.string(), asked_day: z.string(), consent_by: text, consent_day: text,
    until: z.string(), standing: z.string(), compartment: text, lookup_hash: text, recipient: text, verify_key: text, signature: text,
  }),
  z.transform((row): KeptRequest => ({
    ...CustodyRequest.parse({
      n: row.n, kind: row.kind, reason: row.reason, askedBy: row.asked_by, askedUnit: row.asked_unit, askedDay: row.asked_day,
      consentBy: row.consent_by, consentDay: row.consent_day, until: row.until, standing: row.standing, compartment: row.compartment,
    }),
    pending: row.lookup_hash === null || row.recipient === null || row.verify_key === null || row.signature === null
      ? null : { lookupHash: row.lookup_hash, recipient: row.recipient, verify: row.verify_key, signature: row.signature },
  })),
)
const COLUMNS = 'n, kind, reason, asked_by, asked_unit, asked_day, consent_by, consent_day, until, standing, compartment, lookup_hash, recipient, verify_key, signature'
const PersonRow = z.object({ name: z.string(), display_name: z.string() })
const GrantRow = z.object({ sealed: z.string() })
const LastRow = z.object({ compartment: z.string(), n: z.int() })

/** Who works on it: the lead of the earlier report that it goes with; its own, where it goes with none or nobody leads that yet. */
export const GROUP_LEAD = 'coalesce((SELECT main.lead FROM report main WHERE main.id = r.merged_into), r.lead)'
const LeadRow = z.object({ group_lead: text })

/** A report as far as its custody goes. No identity, and no word of what it tells. */
export interface CustodyReport {
  readonly report: ReportRecord
  /** The lead of all the reports that it is worked on with. */
  readonly lead: string | null
  readonly parts: Part[]
  readonly requests: KeptRequest[]
  readonly people: Record<string, string>
  /** The last running number in each compartment. */
  readonly lastNumber: ReadonlyMap<string, number>
  /** Errands, and the custodian's grants but for those of the filing, which open the identity. */
  readonly errands: StoredBody[]
  readonly grants: string[]
  readonly awards: AwardRecord[]
  /** Claims by transfer, oldest first, and the one whose payee waits to be confirmed. */
  readonly transfers: TransferRecord[]
  readonly payee: { transfer: string; day: string; after: number } | null
}

/** In one round trip. */
export async function findCustody(db: D1Database, reference: string): Promise<CustodyReport | null> {
  const id = '(SELECT id FROM report WHERE reference = ?1)'
  const about = (sql: string) => db.prepare(sql).bind(reference)
  const [reports, parts, requests, people, last, errands, grants, awards, found] = await readTogether(db, [
    about(`SELECT ${REPORT_COLUMNS}, ${GROUP_LEAD} AS group_lead ${REPORT_FROM} WHERE r.reference = ?1`),
    about(`SELECT unit, part, standing, copy, since FROM part WHERE report_id = ${id} ORDER BY unit`),
    about(`SELECT ${COLUMNS} FROM custody WHERE report_id = ${id} ORDER BY n`),
    about(`SELECT name, display_name FROM member WHERE name IN (SELECT asked_by FROM custody WHERE report_id = ${id} UNION SELECT consent_by FROM custody WHERE report_id = ${id})`),
    about(`SELECT compartment, max(n) AS n FROM body WHERE report_id = ${id} GROUP BY compartment`),
    about(`SELECT compartment, n, kind, author, day, sealed FROM body WHERE report_id = ${id} AND kind = 'errand' ORDER BY compartment, n`),
    about(`SELECT sealed FROM report_grant WHERE report_id = ${id} AND holder = 'custodian' AND seq > 1 ORDER BY n`),
    selectAwards(db, id, reference),
    selectTransfers(db, id, reference),
  ])
  if (reports?.[0] === undefined) return null
  const transfers = z.array(TransferRecord).parse(found)
  return {
    report: ReportRecord.parse(reports[0]),
    lead: LeadRow.parse(reports[0]).group_lead,
    parts: z.array(Part).parse(parts),
    requests: z.array(CustodyRow).parse(requests),
    people: namesOf(people),
    lastNumber: new Map(z.array(LastRow).parse(last).map((row) => [row.compartment, row.n])),
    errands: z.array(StoredBody).parse(errands),
    grants: z.array(GrantRow).parse(grants).map((grant) => grant.sealed),
    awards: z.array(AwardRecord).parse(awards),
    transfers,
    payee: payeeOf(transfers),
  }
}

function payeeOf(transfers: readonly TransferRecord[]): CustodyReport['payee'] {
  const asked = transfers.find(({ standing }) => standing === 'asked')
  return asked === undefined ? null : { transfer: asked.id, day: asked.day, after: asked.after }
}

const namesOf = (rows: unknown): Record<string, string> => Object.fromEntries(z.array(PersonRow).parse(rows).map((person) => [person.name, person.display_name]))

/** To be read in the very batch that spends the consent, so that nothing is served for one that was spent already. */
export function selectIdentity(db: D1Database, report: string): [body: D1PreparedStatement, grants: D1PreparedStatement, first: D1PreparedStatement] {
  return [
    db.prepare(`SELECT compartment, n, kind, author, day, sealed FROM body WHERE report_id = ?1 AND kind = 'identity'`).bind(report),
    db.prepare(`SELECT sealed FROM report_grant WHERE report_id = ?1 AND holder = 'custodian' AND seq = 1 ORDER BY n`).bind(report),
    // The key that signed at filing: that of the first code, where another has taken its place.
    db.prepare('SELECT coalesce((SELECT verify_key FROM reporter_key WHERE report_id = ?1 ORDER BY seq LIMIT 1), verify_key) AS verify FROM report WHERE id = ?1').bind(report),
  ]
}

export function readIdentity([bodies, grants, first]: unknown[][]): { body: StoredBody; grants: string[]; verify: string } | null {
  const [body] = z.array(StoredBody).parse(bodies)
  const [key] = z.array(z.object({ verify: z.string() })).parse(first)
  return body === undefined || key === undefined ? null : { body, grants: z.array(GrantRow).parse(grants).map((grant) => grant.sealed), verify: key.verify }
}

/** A new request, or one as it stands now. The keys of a reset that came to nothing are kept no longer than it waited. */
export function saveRequest(db: D1Database, report: string, request: KeptRequest, isNew: boolean): D1PreparedStatement {
  const { n, standing, consentBy, consentDay, until, pending } = request
  if (!isNew) {
    return db
      .prepare(
        `UPDATE custody SET standing = ?3, consent_by = ?4, consent_day = ?5, until = ?6, lookup_hash = ?7, recipient = ?8, verify_key = ?9, signature = ?10
         WHERE report_id = ?1 AND n = CAST(?2 AS INTEGER)`,
      )
      .bind(report, n, standing, consentBy, consentDay, until, ...keysOf(pending))
  }
  return db
    .prepare(`INSERT INTO custody (report_id, ${COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)`)
    .bind(
      report, n, request.kind, request.reason, request.askedBy, request.askedUnit, request.askedDay, consentBy, consentDay, until, standing, request.compartment,
      ...keysOf(pending),
    )
}

const keysOf = (pending: KeptRequest['pending']): (string | null)[] =>
  pending === null ? [null, null, null, null] : [pending.lookupHash, pending.recipient, pending.verify, pending.signature]

/** The old code's keys kept, the new one's in their place: the old code finds nothing from then on. */
export function swapKeys(db: D1Database, report: ReportRecord, seq: number, to: { lookupHash: string; recipient: string; verify: string; dialogue: string }): D1PreparedStatement[] {
  return [
    db.prepare('INSERT INTO reporter_key (report_id, seq, recipient, verify_key) SELECT id, CAST(?2 AS INTEGER), recipient, verify_key FROM report WHERE id = ?1').bind(report.id, seq),
    db
      .prepare('UPDATE report SET lookup_hash = ?2, recipient = ?3, verify_key = ?4, dialogue = ?5, renewal_due = 0 WHERE id = ?1')
      .bind(report.id, to.lookupHash, to.recipient, to.verify, to.dialogue),
  ]
}

export function markUnread(db: D1Database, report: string, unit: string): D1PreparedStatement {
  return db.prepare('UPDATE inbox SET unread = 1 WHERE report_id = ?1 AND unit = ?2').bind(report, unit)
}

const WaitingRow = z.intersection(z.object({ page_key: z.string(), reference: z.string(), lead: text, asked_name: text, consent_name: text }), CustodyRow)

export interface WaitingPage {
  readonly waiting: WaitingRequest[]
  readonly people: Record<string, string>
  readonly next: string | null
}

/** What is open, the soonest to lapse first. `kinds`: whoever is not the custodian sees those that wait for their own word. */
export async function listWaiting(db: D1Database, { kinds, all }: { kinds: readonly CustodyKind[]; all: boolean }, after: string | undefined, size: number): Promise<WaitingPage> {
  const [until = '', report = '', n = '0'] = after?.match(/^(.{10})_(.{22})_(\d+)$/)?.slice(1) ?? []
  const [rows] = await readTogether(db, [
    db
      .prepare(
        `SELECT c.until || '_' || c.report_id || '_' || c.n AS page_key, r.reference, ${GROUP_LEAD} AS lead, ${COLUMNS.split(', ').map((column) => `c.${column}`).join(', ')},
           a.display_name AS asked_name, b.display_name AS consent_name
         FROM custody c INDEXED BY custody_open CROSS JOIN report r ON r.id = c.report_id LEFT JOIN member a ON a.name = c.asked_by LEFT JOIN member b ON b.name = c.consent_by
         WHERE c.standing IN ('asked','consented') AND (c.until, c.report_id, c.n) > (?1, ?2, CAST(?3 AS INTEGER))
           AND (CAST(?4 AS INTEGER) = 1 OR (c.standing = 'asked' AND c.kind IN (SELECT value FROM json_each(?5))))
         ORDER BY c.until, c.report_id, c.n LIMIT ?6`,
      )
      .bind(until, report, n, all ? 1 : 0, JSON.stringify(kinds), size + 1),
  ])
  const found = z.array(WaitingRow).parse(rows)
  const shown = found.slice(0, size)
  return {
    waiting: shown.map(({ page_key: _key, reference, lead, asked_name: _asked, consent_name: _consent, pending: _pending, ...request }) => ({ reference, lead, ...request })),
    people: Object.fromEntries(shown.flatMap((row) => [[row.askedBy, row.asked_name], [row.consentBy, row.consent_name]]).filter((pair): pair is [string, string] => pair[0] !== null && pair[1] !== null)),
    next: found.length > size ? (shown.at(-1)?.page_key ?? null) : null,
  }
}

/** The references of what nobody went on with by yesterday, and which. */
export async function listLapsed(db: D1Database, today: string): Promise<{ reference: string; n: number }[]> {
  const [rows] = await readTogether(db, [
    db.prepare(`SELECT r.reference, c.n FROM custody c INDEXED BY custody_open CROSS JOIN report r ON r.id = c.report_id WHERE c.standing IN ('asked','consented') AND c.until < ?1`).bind(today),
  ])
  return z.array(z.object({ reference: z.string(), n: z.int() })).parse(rows)
}
