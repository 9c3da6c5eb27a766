/** Cells of a workbook as our sheets need them. What is not a formula by its own field is never one, whatever it begins with. */
import type { Cell, CellStyle, CellValue, MergeRange, WriteSheet } from 'hucre/xlsx'

/** Words, a number or a day; nothing; or one of these with its look. `formula` without the sign of equality, `value` what it gives. */
export type SheetCell = string | number | null | { readonly value: string | number | Date; readonly formula?: string; readonly format?: string; readonly bold?: boolean }
export type Cells = readonly SheetCell[]

/** Two decimals, thousands parted, below nothing with a minus. */
export const MONEY = '#,##0.00'
export const DAY = 'yyyy"年"m"月"d"日"'

export const heading = (value: string): SheetCell => ({ value, bold: true })
/** Fen as yuan: a number to reckon with. */
export const yuan = (fen: number): SheetCell => ({ value: fen / 100, format: MONEY })
/** A sum in yuan as a formula, `fen` what it comes to. */
export const moneyTotal = (formula: string, fen: number): SheetCell => ({ formula, value: fen / 100, format: MONEY, bold: true })
/** A whole row across so many columns. */
export const merged = (row: number, columns: number): MergeRange => ({ startRow: row, startCol: 0, endRow: row, endCol: columns - 1 })

interface Look {
  /** In characters. */
  readonly widths: readonly number[]
  readonly merges?: MergeRange[]
  /** Rows that stay on top. */
  readonly frozen: number
}

const BORDER = { style: 'thin' } as const
const FRAME = { top: BORDER, right: BORDER, bottom: BORDER, left: BORDER }

/** A4 across, on as many pages as it takes, the rows on top repeated. */
export function sheetOf(name: string, rows: readonly Cells[], { widths, merges = [], frozen }: Look): WriteSheet {
  const cells = new Map<string, Partial<Cell>>()
  const values = rows.map((row, r) => row.map((cell, c): CellValue => {
    const { value, style, formula } = read(cell, r, frozen)
    cells.set(`${r},${c}`, { value, style, type: typeOf(value), ...(formula !== undefined && { type: 'formula', formula, formulaResult: value }) })
    return value
  }))
  return {
    name, rows: values, cells, merges, columns: widths.map((width) => ({ width })), freezePane: { rows: frozen }, rowDefs: new Map([[0, { height: 28 }], [1, { height: 22 }]]),
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `$1:$${frozen}` },
    headerFooter: { oddFooter: '&C— &P —' },
  }
}

function typeOf(value: CellValue): Cell['type'] {
  if (value === null) return 'empty'
  if (value instanceof Date) return 'date'
  return typeof value === 'number' ? 'number' : 'string'
}

function read(cell: SheetCell, row: number, frozen: number): { value: CellValue; style: CellStyle; formula?: string } {
  const { value, formula, format, bold } = cell === null || typeof cell !== 'object' ? { value: cell } as { value: CellValue; formula?: string; format?: string; bold?: boolean } : cell
  const onTop = row < frozen
  const style: CellStyle = {
    font: { name: '宋体', size: row === 0 ? 14 : 11, bold: bold === true }, ...(row > 0 && { border: FRAME }), ...(format !== undefined && { numFmt: format }),
    alignment: { vertical: 'center', horizontal: onTop ? 'center' : (typeof value === 'number' ? 'right' : 'left'), wrapText: !onTop || row > 0 },
  }
  return { value, style, ...(formula !== undefined && { formula }) }
}
