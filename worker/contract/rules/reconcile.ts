/** 对账: what was decided against what became of it, told twice by sources that do not know each other. Pure. */
import type { Award } from '../award.ts'
import type { LedgerKind, Sums } from '../voucher.ts'

/** Fen by kind of row. Kinds without a row are absent. */
export type LedgerSums = Readonly<Partial<Record<LedgerKind, number>>>
/** Fen of decided awards by how they stand. */
export type AwardSums = Readonly<Partial<Record<Award['standing'], number>>>

export interface Reconciliation {
  readonly ledger: Sums
  readonly awards: Sums
  readonly holds: boolean
}

/** In the ledger what waits is what nothing became of yet; among the awards what was decided is the sum of what they are. */
export function reconcile(rows: LedgerSums, standing: AwardSums): Reconciliation {
  const { decided = 0, lapsed = 0, declined = 0 } = rows
  const paid = (rows.paid ?? 0) - (rows.reversed ?? 0)
  const ledger = { decided, paid, waiting: decided - paid - lapsed - declined, lapsed, declined }
  const waiting = (standing.waiting ?? 0) + (standing.claimed ?? 0) + (standing.confirming ?? 0) + (standing.transferring ?? 0)
  const parts = { paid: standing.paid ?? 0, waiting, lapsed: standing.lapsed ?? 0, declined: standing.declined ?? 0 }
  const awards = { decided: parts.paid + parts.waiting + parts.lapsed + parts.declined, ...parts }
  const holds = (Object.keys(ledger) as (keyof Sums)[]).every((key) => ledger[key] === awards[key]) && ledger.waiting >= 0
  return { ledger, awards, holds }
}
