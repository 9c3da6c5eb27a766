import * as z from 'zod/mini'
import type { WaitingPayee } from '#contract/custody.ts'
import { TRANSFER_COLUMNS, type TransferChange, type TransferRecord } from './transfer-record.ts'

/** Every claim by transfer of the report whose id the condition gives, oldest first. */
export const selectTransfers = (db: D1Database, id: string, value: string): D1PreparedStatement =>
  db.prepare(`SELECT ${TRANSFER_COLUMNS} FROM transfer t WHERE t.report_id = ${id} ORDER BY t.n`).bind(value)

/** At most one of an award is alive: an index refuses the second. */
export function saveTransfer(db: D1Database, { transfer, isNew, forgets, seals }: TransferChange): D1PreparedStatement[] {
  return [
    ...forgets.map((holder) => db.prepare('DELETE FROM payout WHERE transfer_id = ?1 AND holder = ?2').bind(transfer.id, holder)),
    isNew ? insert(db, transfer) : update(db, transfer),
    ...Object.entries(seals).map(([holder, sealed]) => db.prepare('INSERT INTO payout (transfer_id, holder, sealed) VALUES (?1, ?2, ?3)').bind(transfer.id, holder, sealed)),
  ]
}

function insert(db: D1Database, { id, report, award, n, standing, mark, key, keyring, after, day, claim }: TransferRecord): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO transfer (id, report_id, award_id, n, standing, mark, verify_key, keyring, after_n, day, claim)
       VALUES (?1, ?2, ?3, CAST(?4 AS INTEGER), ?5, ?6, ?7, CAST(?8 AS INTEGER), CAST(?9 AS INTEGER), ?10, ?11)`,
    )
    .bind(id, report, award, n, standing, mark, key, keyring, after, day, claim)
}

function update(db: D1Database, { id, standing, keyring, claim, confirmedBy, confirmedDay, signature, reason, paidDay }: TransferRecord): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE transfer SET standing = ?2, keyring = CAST(?3 AS INTEGER), claim = ?4, confirmed_by = ?5, confirmed_day = ?6, signature = ?7, reason = ?8, paid_day = ?9 WHERE id = ?1`,
    )
    .bind(id, standing, keyring, claim, confirmedBy, confirmedDay, signature, reason, paidDay)
}

/** The payee that waits to be confirmed, sealed to the custodian; to be read in the batch that spends a consent to look. */
export const selectPayee = (db: D1Database, report: string): D1PreparedStatement =>
  db
    .prepare(
      `SELECT t.id, t.mark, t.verify_key, t.keyring, p.sealed, r.verify_key AS reporter_key FROM transfer t JOIN report r ON r.id = t.report_id
       JOIN payout p ON p.transfer_id = t.id AND p.holder = 'custodian' WHERE t.report_id = ?1 AND t.standing = 'asked'`,
    )
    .bind(report)

export const PayeeRow = z.pipe(
  z.object({ id: z.string(), mark: z.string(), verify_key: z.string(), keyring: z.int(), sealed: z.string(), reporter_key: z.string() }),
  z.transform((row) => ({ transfer: row.id, mark: row.mark, key: row.verify_key, keyring: row.keyring, sealed: row.sealed, verify: row.reporter_key })),
)

const AskedRow = z.object({ page_key: z.string(), reference: z.string(), day: z.string() })

/** Reports whose payee waits to be confirmed, the oldest claims first. Reads no row that it does not show, but one. */
export async function listPayees(db: D1Database, after: string | undefined, size: number): Promise<{ payees: WaitingPayee[]; next: string | null }> {
  const { results } = await db
    .prepare(
      `SELECT t.day || '_' || t.id AS page_key, r.reference, t.day FROM transfer t INDEXED BY transfer_asked CROSS JOIN report r ON r.id = t.report_id
       WHERE t.standing = 'asked' AND (t.day, t.id) > (?1, ?2) ORDER BY t.day, t.id LIMIT ?3`,
    )
    .bind(...placeOf(after), size + 1)
    .all()
  const found = z.array(AskedRow).parse(results)
  const shown = found.slice(0, size)
  return { payees: shown.map(({ reference, day }) => ({ reference, day })), next: found.length > size ? (shown.at(-1)?.page_key ?? null) : null }
}

/** Day and id out of where a page ended; before everything without it. */
export const placeOf = (after = ''): [day: string, id: string] => [after.slice(0, 10), after.slice(11)]

const DueRow = z.object({ reference: z.string(), id: z.string() })

/** Transfers paid by this day whose account is still there. */
export async function listForgettable(db: D1Database, paidBy: string): Promise<z.infer<typeof DueRow>[]> {
  const { results } = await db
    .prepare("SELECT r.reference, t.id FROM payout p JOIN transfer t ON t.id = p.transfer_id JOIN report r ON r.id = t.report_id WHERE t.standing = 'paid' AND t.paid_day <= ?1")
    .bind(paidBy)
    .all()
  return z.array(DueRow).parse(results)
}
