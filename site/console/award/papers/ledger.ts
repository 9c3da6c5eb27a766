/**
 * 资金台账 as .xlsx: the year's rows with a running balance for each line, what each line has left, and the reconciliation. Sums are formulas
 * over the rows, with their values beside them for whoever only looks; money is yuan with two decimals. No DOM, and nothing of any report.
 */
import { writeXlsx } from 'hucre/xlsx'
import { profile } from '#contract/county/profile.ts'
import { reasons } from '#contract/county/reasons.ts'
import type { LedgerKind, LedgerRow } from '#contract/voucher.ts'
import { balanceSheet, checkSheet } from './ledger-sums.ts'
import { DAY, heading, merged, MONEY, moneyTotal, sheetOf, yuan, type Cells, type SheetCell } from './workbook.ts'
import { FIRST, LEDGER, lastRow } from './ledger-place.ts'
import type { LedgerBook } from './ledger-book.ts'
import type { Paper } from './paper.ts'
import { UNDATED, undated } from './undated.ts'
import { sayWholeDay, writable } from './whole.ts'

const KINDS: Record<LedgerKind, string> = { allotted: '全年拨入', decided: '定了奖励', paid: '付出', reversed: '冲正，钱回到账上', lapsed: '没有来领，作废', declined: '定了又不奖' }
/** In which column a kind's money stands. */
const COLUMN: Record<LedgerKind, 'allotted' | 'paid' | 'back' | 'decided' | 'void'> = { allotted: 'allotted', paid: 'paid', reversed: 'back', decided: 'decided', lapsed: 'void', declined: 'void' }
const HEADINGS = ['日期', '事项', '资金', '拨入（元）', '付出（元）', '冲回（元）', '余额（元）', '定的奖励（元）', '作废、不奖（元）', '付款单号', '经办', '复核', '冲正的理由']
const WIDTHS = [16, 19, 22, 13, 13, 13, 13, 15, 16, 13, 10, 10, 13]
/** The bytes are a workbook of three sheets: 台账, 各项资金, 对账. */
export async function ledgerPaper(book: LedgerBook): Promise<Paper> {
  const sheets = [entrySheet(book), balanceSheet(book), checkSheet(book)]
  const bytes = await writeXlsx({
    sheets, defaultFont: { name: '宋体', size: 11 },
    properties: { title: `${profile.name}安全生产举报奖励资金台账`, creator: profile.office, created: new Date(UNDATED), modified: new Date(UNDATED) },
  })
  return { name: `奖励资金台账 ${book.year}年 ${sayWholeDay(book.today)}.xlsx`, bytes: undated(new Uint8Array(bytes)) }
}

function entrySheet(book: LedgerBook) {
  const left = new Map<string, number>()
  const rows = book.rows.map((row, at) => {
    const now = (left.get(row.line.id) ?? 0) + movedBy(row)
    left.set(row.line.id, now)
    return entry(book, row, FIRST + at, now)
  })
  if (rows.length === 0) rows.push([])
  const last = lastRow(book)
  const sum = (column: string, of: 'allotted' | 'paid' | 'back' | 'decided' | 'void') =>
    moneyTotal(`SUM(${column}${FIRST}:${column}${last})`, book.rows.reduce((all, { kind, fen }) => all + (COLUMN[kind] === of ? fen : 0), 0))
  const total: Cells = [heading('合计'), heading(''), heading(''), sum('D', 'allotted'), sum('E', 'paid'), sum('F', 'back'), null, sum('H', 'decided'), sum('I', 'void')]
  const title = `${profile.name}安全生产举报奖励资金台账（${book.year}年，${sayWholeDay(book.today)}导出）`
  return sheetOf(LEDGER, [[heading(title)], HEADINGS.map(heading), ...rows, total], { widths: WIDTHS, merges: [merged(0, HEADINGS.length)], frozen: 2 })
}

/** What a row does to its line's balance. A decision moves no money yet. */
const movedBy = ({ kind, fen }: LedgerRow): number => ({ allotted: fen, paid: -fen, back: fen, decided: 0, void: 0 })[COLUMN[kind]]

function entry({ people }: LedgerBook, { day, kind, line, fen, payment, by, secondBy, reason }: LedgerRow, n: number, left: number): Cells {
  const who = (name: string | null): string | null => (name === null ? null : writable(people[name] ?? '已离开的同事'))
  const money = (...of: readonly string[]): SheetCell => (of.includes(COLUMN[kind]) ? yuan(fen) : null)
  const upTo = (column: string) => `SUMIFS(${column}$${FIRST}:${column}${n},C$${FIRST}:C${n},C${n})`
  return [
    { value: new Date(`${day}T00:00:00Z`), format: DAY }, kind === 'allotted' && fen < 0 ? '核减' : KINDS[kind], writable(line.name),
    money('allotted'), money('paid'), money('back'), { formula: `${upTo('D')}-${upTo('E')}+${upTo('F')}`, value: left / 100, format: MONEY }, money('decided'), money('void'),
    payment, who(by), who(secondBy), reason === null ? null : reasons.reversal[reason].name,
  ]
}
