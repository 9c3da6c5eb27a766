/** The ledger of a year with what each line has left and whether the books hold, page after page. No DOM, and nothing of any report. */
import type * as z from 'zod/mini'
import { listLedger, reconcileLedger, type Balance, type LedgerRow } from '#contract/voucher.ts'
import type { Reconciliation } from '#contract/rules/reconcile.ts'
import type { Outcome } from '../../outcome.ts'
import type { StaffSession } from '../../session.ts'

type Page = z.infer<(typeof listLedger)['ok']>

export interface LedgerBook {
  readonly year: string
  /** Oldest first. */
  readonly rows: readonly LedgerRow[]
  readonly balances: readonly Balance[]
  readonly people: Readonly<Record<string, string>>
  readonly checked: Reconciliation
  readonly today: string
}

/** `year`: four digits. Refusals as the Worker's. */
export async function readLedgerBook(session: StaffSession, year: string): Promise<Outcome<LedgerBook>> {
  const rows: LedgerRow[] = []
  const people: Record<string, string> = {}
  for (let after: string | null = null; ; ) {
    const page: Outcome<Page> = await session.tools.call(listLedger, {}, { year, ...(after !== null && { after }) })
    if (!page.ok) return page
    rows.push(...page.value.rows)
    Object.assign(people, page.value.people)
    after = page.value.next
    if (after !== null) continue
    const checked = await session.tools.call(reconcileLedger, {}, { year })
    return checked.ok ? { ok: true, value: { year, rows: rows.toReversed(), balances: page.value.balances, people, checked: checked.value, today: page.value.today } } : checked
  }
}
