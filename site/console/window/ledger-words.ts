/** How the ledger is said. No DOM. */
import { sayYuan } from '#contract/rules/money.ts'
import type { LedgerKind, LedgerRow } from '#contract/voucher.ts'
import type { Checked } from './use-ledger.ts'

/** Below nothing with the sign that papers use. */
export const sayMoney = (fen: number): string => (fen < 0 ? `−${sayYuan(-fen)}` : sayYuan(fen))

const KINDS: Record<LedgerKind, string> = { allotted: '拨入', decided: '定了奖励', paid: '付出', reversed: '冲正，钱回到账上', lapsed: '没人来领，作废', declined: '改成不奖' }
export const sayKind = ({ kind, fen }: Pick<LedgerRow, 'kind' | 'fen'>): string => (kind === 'allotted' && fen < 0 ? '核减' : KINDS[kind])

/** One sentence: what was decided, what became of it, and whether both books say the same. */
export function sayReconciliation({ ledger, awards, holds }: Checked, year: string): string {
  const { decided, paid, waiting, lapsed, declined } = ledger
  if (holds && decided === 0) return `${year}年还没有定过奖励，账对得上。`
  const parts = `${year}年定了${sayMoney(decided)}：付了${sayMoney(paid)}，等着领${sayMoney(waiting)}，作废${sayMoney(lapsed)}，改成不奖${sayMoney(declined)}`
  return holds ? `${parts}，加起来正好，账对得上。` : `${parts}。按奖励一笔一笔加，是定了${sayMoney(awards.decided)}、付了${sayMoney(awards.paid)}：两边对不上，请告诉审计员。`
}
