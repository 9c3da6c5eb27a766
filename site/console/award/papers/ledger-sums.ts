/** The ledger's two sheets of sums: what each line has left, and the reconciliation. Formulas point into 台账 and into their own rows. */
import type { Sums } from '#contract/voucher.ts'
import { FIRST, lastRow, LEDGER } from './ledger-place.ts'
import type { LedgerBook } from './ledger-book.ts'
import { heading, merged, MONEY, moneyTotal, sheetOf, yuan, type Cells, type SheetCell } from './workbook.ts'
import { sayWholeDay, writable } from './whole.ts'

const calculated = (formula: string, fen: number): SheetCell => ({ formula, value: fen / 100, format: MONEY })

/** Each line: what the rows come to, and what the platform keeps beside them. The last column says 0.00 as long as both agree. */
export function balanceSheet(book: LedgerBook) {
  const { balances, year, rows } = book
  const range = (column: string) => `${LEDGER}!${column}$${FIRST}:${column}$${lastRow(book)}`
  const lines = balances.map(({ line, left }, at): Cells => {
    const n = FIRST + at
    const of = (kind: string) => rows.reduce((all, row) => all + (row.line.id === line.id && row.kind === kind ? row.fen : 0), 0)
    const [allotted, out] = [of('allotted'), of('paid') - of('reversed')]
    const sum = (column: string) => `SUMIFS(${range(column)},${range('C')},A${n})`
    return [writable(line.name), calculated(sum('D'), allotted), calculated(`${sum('E')}-${sum('F')}`, out), calculated(`B${n}-C${n}`, allotted - out), yuan(left), calculated(`D${n}-E${n}`, allotted - out - left)]
  })
  const last = FIRST + Math.max(lines.length, 1) - 1
  const all = (column: string, value: (cells: Cells) => SheetCell | undefined) => moneyTotal(`SUM(${column}${FIRST}:${column}${last})`, lines.reduce((sum, cells) => sum + fenOf(value(cells)), 0))
  const total: Cells = [heading('合计'), ...['B', 'C', 'D', 'E', 'F'].map((column, at) => all(column, (cells) => cells[at + 1]))]
  const headings = ['资金', '全年拨入（元）', '付出，减去冲回（元）', '还剩（元）', '平台记的还剩（元）', '相差（元）']
  return sheetOf('各项资金', [[heading(`${year}年各项资金`)], headings.map(heading), ...(lines.length === 0 ? [[]] : lines), total], { widths: [40, 18, 22, 18, 20, 14], merges: [merged(0, headings.length)], frozen: 2 })
}

const fenOf = (cell: SheetCell | undefined): number => (cell != null && typeof cell === 'object' && typeof cell.value === 'number' ? Math.round(cell.value * 100) : 0)

const PARTS: readonly (readonly [keyof Sums, string])[] = [['paid', '付出'], ['waiting', '等着领'], ['lapsed', '没有来领，作废'], ['declined', '定了又不奖']]

/** decided = paid + waiting + lapsed + declined, from the ledger and from the awards. Of what was decided in the year, whenever it was paid. */
export function checkSheet({ checked: { ledger, awards, holds }, year, today }: LedgerBook) {
  const decided = FIRST
  const [first, last] = [decided + 1, decided + PARTS.length]
  const line = (n: number, key: keyof Sums, name: string): Cells => [name, yuan(ledger[key]), yuan(awards[key]), calculated(`B${n}-C${n}`, ledger[key] - awards[key])]
  const rest = (sums: Sums) => sums.decided - PARTS.reduce((all, [key]) => all + sums[key], 0)
  const over = last + 1
  const rows: Cells[] = [
    line(decided, 'decided', `${year}年定的奖励`), ...PARTS.map(([key, name], at) => line(first + at, key, name)),
    ['定的减去这四项', calculated(`B${decided}-SUM(B${first}:B${last})`, rest(ledger)), calculated(`C${decided}-SUM(C${first}:C${last})`, rest(awards)), null],
    [heading('结论'), { formula: `IF(AND(B${over}=0,C${over}=0,COUNTIF(D${decided}:D${last},0)=${last - decided + 1}),"账对得上","账对不上，请告诉审计员")`, value: holds ? '账对得上' : '账对不上，请告诉审计员', bold: true }, null, null],
  ]
  const headings = ['项目', '按账上的记录（元）', '按一笔一笔的奖励（元）', '相差（元）']
  const result = merged(over, headings.length)
  return sheetOf('对账', [[heading(`${year}年定的奖励，到${sayWholeDay(today)}`)], headings.map(heading), ...rows], { widths: [24, 24, 24, 16], merges: [merged(0, headings.length), { ...result, startCol: 1 }], frozen: 2 })
}
