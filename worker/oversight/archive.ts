import * as z from 'zod/mini'
import { ARCHIVE_FORMAT, ARCHIVED_TABLES, ArchivedRow, type Archive, type ArchivedTable } from '#contract/archive.ts'
import { keyring } from '#contract/county/keyring.ts'
import { units } from '#contract/county/units.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import type { ChainLink } from '#contract/public.ts'
import { manifestOf, sealStatement } from '#contract/rules/archive.ts'
import { digestOf } from '#contract/rules/digest.ts'
import { FIRST_HEAD } from '#contract/rules/receipt.ts'
import { LinkRow } from '../chain/store.ts'
import { readTogether } from '../platform/d1.ts'
import { receiptPublicKey, signReceipt } from '../platform/receipt-key.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import type { Secrets } from '../platform/secrets.ts'
import { receiptOf } from '../report/commands.ts'
import { findHeld } from '../report/move.ts'
import { recordLook } from '../report/open.ts'
import { findWhole, type WholeReport } from '../report/store.ts'
import { viewFor } from '../report/view.ts'
import type { Member } from '../staff/store.ts'

/** By which column its rows are a report's. */
const columnOf = (table: ArchivedTable): 'id' | 'report_id' => (table === 'report' ? 'id' : 'report_id')

/** Worked out of other columns, for indexes; not part of what happened. */
const DERIVED = ['page_key']

/**
 * Takes a report's whole life out as it is, still sealed, and writes down who did. The reporter is not told: it is the county's own copy
 * in the county's own hands, nothing in it is opened, and a line “exported” would frighten without telling anything; staff see it.
 */
export async function exportReport(db: D1Database, secrets: Secrets, member: Member, reference: string, today: string): Promise<Result<Archive, 'not-found' | 'stale'>> {
  const find = () => (member.roles.includes('auditor') ? findWhole(db, { reference }, '') : findHeld(db, reference, member.unit))
  const recorded = await recordLook(db, find, () => ({ kind: 'exported', detail: {} }), member, today)
  return recorded.ok ? ok(await archiveOf(db, secrets, recorded.value, today)) : refuse(recorded.refusal)
}

async function archiveOf(db: D1Database, secrets: Secrets, whole: WholeReport, day: string): Promise<Archive> {
  const { report } = whole
  const { tables, links } = await readRows(db, report.id, report.position)
  // As JSON will have it: the digests are taken over what stands in the file.
  const shown = JSON.parse(JSON.stringify(viewFor({ ...whole, grants: [], bodies: [] }, day))) as Record<string, unknown>
  const unsealed = {
    format: ARCHIVE_FORMAT, county: profile.id, day, receipt: await receiptOf(secrets, report), receiptKey: receiptPublicKey(secrets),
    chain: chainOf(links, report.position), keyring: keysOf(report.keyring, holdersIn(tables)), shown, tables,
  } as const
  const manifest = await manifestOf(unsealed)
  return { ...unsealed, manifest, seal: await signReceipt(secrets, await sealStatement({ ...unsealed, manifest })) }
}

async function readRows(db: D1Database, id: string, position: number): Promise<{ tables: Archive['tables']; links: ChainLink[] }> {
  const read = await readTogether(db, [
    ...ARCHIVED_TABLES.map((table) => db.prepare(`SELECT * FROM ${table} WHERE ${columnOf(table)} = ?1`).bind(id)),
    db.prepare('SELECT n, day, first, digests, head FROM chain_link WHERE first <= ?1 ORDER BY first DESC LIMIT 2').bind(position),
  ])
  const rowsOf = (rows: unknown) => z.array(ArchivedRow).parse(rows).map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !DERIVED.includes(column))))
  const tables = Object.fromEntries(ARCHIVED_TABLES.map((table, at) => [table, rowsOf(read[at])]))
  tables.report_grant = await Promise.all((tables['report_grant'] ?? []).map(withoutIdentity))
  return { tables, links: z.array(LinkRow).parse(read.at(-1)) }
}

/**
 * Without what opens the identity: whoever keeps the custodian's key would look at it in the file, with no second member, no reason and no event.
 * Its digest stands in its place, so that the grant is known again. Of the custodian's grants, those of the filing open the identity.
 */
async function withoutIdentity(row: ArchivedRow): Promise<ArchivedRow> {
  const opensIdentity = row['holder'] === 'custodian' && row['seq'] === 1
  return opensIdentity ? { ...row, sealed: null, withheld: await digestOf('sealed', [String(row['sealed'])]) } : row
}

/** `links`: the last that begins at or before the position, then the one before it. */
function chainOf([link, previous]: readonly ChainLink[], position: number): Archive['chain'] {
  if (link === undefined || position >= link.first + link.digests.length) return null
  return { before: previous?.head ?? FIRST_HEAD, link }
}

const holdersIn = (tables: Archive['tables']): unknown[] => [
  ...(tables['part'] ?? []).map((row) => row['unit']), ...(tables['report_grant'] ?? []).map((row) => row['holder']), ...(tables['body'] ?? []).map((row) => row['author']),
]

function keysOf(version: number, wanted: readonly unknown[]): Archive['keyring'] {
  const there = units.map(({ id }) => id).filter((id) => wanted.includes(id))
  return { version, verify: Object.fromEntries(there.map((id) => [id, verifyKeysOf(keyring, id)])) }
}
