/** What the window does with a transfer: sees it without its report, books it once, sends it back. */
import * as z from 'zod/mini'
import { paying } from '#contract/county/paying.ts'
import { takesTwoCashiers } from '#contract/rules/award.ts'
import { mayClaim } from '#contract/rules/proxy.ts'
import type { TransferView } from '#contract/transfer.ts'
import type { TransferReturnReason } from '#contract/way.ts'
import { commit, readTogether } from '../platform/d1.ts'
import { noticeTo, enqueue, type Notice } from '../platform/outbox.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { findWhole, type WholeReport } from '../report/store.ts'
import type { Member } from '../staff/store.ts'
import { waitsAgain } from './decide.ts'
import { isOverturnedIn } from './first.ts'
import { allot, lineOf } from './ledger-store.ts'
import { decideRedeem, PaidRow, paymentOf, type Mode } from './pay.ts'
import type { AwardRecord } from './record.ts'
import { BOTH, TRANSFER_COLUMNS, TransferRecord } from './transfer-record.ts'
import { placeOf } from './transfer-store.ts'
import { writeChange } from './write.ts'

export type TransferPayRefusal = 'unknown' | 'gone' | 'held' | 'paid' | 'poor' | 'filed-it' | 'stale'

const text = z.nullable(z.string())
const MoneyRow = z.looseObject({ fen: z.int(), line: z.string(), first_cashier: text, sealed: text, left: z.nullable(z.int()), payment: text })
const ReferenceRow = z.object({ reference: z.string() })

/** Nothing of the report is read but for the reference by which a step finds it, which is shown to nobody. */
const COLUMNS = `${TRANSFER_COLUMNS}, a.fen, a.line, a.first_cashier, p.sealed, f.allotted - f.paid AS "left", l.payment, l.day AS paid_on, l.by_member, l.second_by, l.deed, l.way, r.reference`
const FROM = `FROM transfer t JOIN award a ON a.id = t.award_id JOIN report r ON r.id = t.report_id LEFT JOIN payout p ON p.transfer_id = t.id AND p.holder = 'cashier'
  LEFT JOIN fund f ON f.line = a.line AND f.year = ?1 LEFT JOIN ledger l ON l.award_id = a.id AND l.kind = 'paid' AND l.issue = a.issue AND t.standing = 'paid'`

interface Found {
  readonly transfer: TransferRecord
  readonly reference: string
  readonly view: TransferView
  /** The act that paid it. */
  readonly deed: string | null
}

function foundOf(row: unknown): Found {
  const money = MoneyRow.parse(row)
  const transfer = TransferRecord.parse(row)
  const paid = transfer.standing === 'paid' && money.payment !== null ? PaidRow.parse({ ...money, day: money['paid_on'] }) : null
  const standing = paid !== null ? 'paid' : (money.left ?? 0) < money.fen ? 'poor' : money.first_cashier === null ? 'payable' : 'second'
  const { id, mark, key, keyring, confirmedDay, signature } = transfer
  const view: TransferView = {
    transfer: id, standing, fen: money.fen, line: lineOf(money.line), day: confirmedDay ?? '', first: paid === null ? money.first_cashier : null, payment: paid === null ? null : paymentOf(paid),
    mark, key, signature: signature ?? '', keyring, payout: money.sealed,
  }
  return { transfer, view, deed: paid?.deed ?? null, reference: ReferenceRow.parse(row).reference }
}

interface TransferQuery {
  readonly list: 'waiting' | 'paid'
  readonly after?: string | undefined
}

/** A page of what waits, the oldest first; or of what was paid and can still be looked up, the newest first. One round trip. */
export async function listTransfers(db: D1Database, { list, after }: TransferQuery, today: string, size: number): Promise<{ transfers: TransferView[]; next: string | null }> {
  const page = (sql: string, ...place: string[]) => db.prepare(`SELECT ${COLUMNS} ${FROM} WHERE ${sql} LIMIT ?2`).bind(today.slice(0, 4), size + 1, ...place)
  const select = list === 'waiting'
    ? page("t.standing = 'confirmed' AND (t.confirmed_day, t.id) > (?3, ?4) ORDER BY t.confirmed_day, t.id", ...placeOf(after))
    : page("t.standing = 'paid' AND p.sealed IS NOT NULL AND l.payment < ?3 ORDER BY l.payment DESC", after ?? '9999-999999')
  const [rows = []] = (await readTogether(db, [...allot(db, today), select])).slice(-1)
  const transfers = rows.slice(0, size).map((row) => foundOf(row).view)
  const last = transfers.at(-1)
  const place = last === undefined ? null : list === 'waiting' ? `${last.day}_${last.transfer}` : (last.payment?.payment ?? null)
  return { transfers, next: rows.length > size ? place : null }
}

async function find(db: D1Database, id: string, today: string): Promise<Found | null> {
  const [rows] = (await readTogether(db, [...allot(db, today), db.prepare(`SELECT ${COLUMNS} ${FROM} WHERE t.id = ?2`).bind(today.slice(0, 4), id)])).slice(-1)
  return rows?.[0] === undefined ? null : foundOf(rows[0])
}

/** The report as it is now, whose events number guards what is written; null where the transfer has gone on meanwhile. */
async function freshly(db: D1Database, { reference, transfer }: Found): Promise<{ whole: WholeReport; award: AwardRecord } | null> {
  const whole = await findWhole(db, { reference }, '')
  const now = whole?.transfers.find(({ id }) => id === transfer.id)
  const award = whole?.awards.find(({ id }) => id === transfer.award)
  return whole === null || award?.standing !== 'transferring' || now?.standing !== 'confirmed' || now.claim !== transfer.claim ? null : { whole, award }
}

const TRIES = 5

/** Books a transfer once, whoever asks how often: the event, the award and the money are one batch. `deed` as of a voucher (pay.ts). */
export async function payTransfer(db: D1Database, member: Member, id: string, deed: string, today: string, mode: Pick<Mode, 'twoCashiersAbove'> = paying): Promise<Result<TransferView, TransferPayRefusal>> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const found = await find(db, id, today)
    if (found === null) return refuse('unknown')
    const { transfer, view } = found
    if (transfer.standing === 'paid') return found.deed === deed ? ok(view) : refuse('paid')
    if (transfer.standing !== 'confirmed') return refuse('gone')
    if (view.standing === 'poor') return refuse('poor')
    if (takesTwoCashiers(view.fen, mode) && view.first === member.name) return ok(view)
    const fresh = await freshly(db, found)
    if (fresh === null || fresh.award.firstCashier !== view.first) continue
    if (!mayClaim(fresh.whole.report, member.name)) return refuse('filed-it')
    if (isOverturnedIn(fresh.whole)) return refuse('held')
    const change = decideRedeem(fresh.award, member.name, deed, today, mode, 'transfer')
    const transfers = change.ledger === null ? [] : [{ transfer: { ...transfer, standing: 'paid' as const, paidDay: today }, isNew: false, forgets: [], seals: {} }]
    const { statements } = await writeChange(db, fresh.whole, { ...change, transfers }, member, today)
    const committed = await commit(db, [...allot(db, today), ...statements])
    if (!committed.ok && committed.taken === 'fund_overdrawn') return refuse('poor')
    const after = committed.ok ? await find(db, id, today) : null
    if (after !== null) return ok(after.view)
  }
  return refuse('stale')
}

/** What cannot be transferred: its account is deleted, the reporter reads why and gives another. Returned already: nothing changes. */
export async function returnTransfer(db: D1Database, member: Member, id: string, reason: TransferReturnReason, today: string, staged: Notice[]): Promise<Result<{ ok: true }, TransferPayRefusal>> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const found = await find(db, id, today)
    if (found === null) return refuse('unknown')
    const { transfer } = found
    if (transfer.standing === 'returned' && transfer.reason === reason) return ok({ ok: true })
    if (transfer.standing !== 'confirmed') return refuse(transfer.standing === 'paid' ? 'paid' : 'gone')
    const fresh = await freshly(db, found)
    if (fresh === null) continue
    const now = { ...transfer, standing: 'returned' as const, reason }
    const change = { kind: 'transfer-returned' as const, reason, body: null, grants: [], ledger: null, award: { kept: waitsAgain(fresh.award, today) }, transfers: [{ transfer: now, isNew: false, forgets: BOTH, seals: {} }] }
    const told = noticeTo('report.changed', ['desk'])
    const { statements } = await writeChange(db, fresh.whole, change, member, today)
    if ((await commit(db, [...statements, enqueue(db, told)])).ok) {
      staged.push(told)
      return ok({ ok: true })
    }
  }
  return refuse('stale')
}
