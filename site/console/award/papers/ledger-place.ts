/** Where the ledger's rows stand in the workbook: what formulas of other sheets point at. */
import type { LedgerBook } from './ledger-book.ts'

export const LEDGER = '台账'
/** The first row of data, counted from 1: below the title and the headings. */
export const FIRST = 3

/** The last row of data, counted from 1; at least the first, so that a formula over none is over an empty row. */
export const lastRow = ({ rows }: Pick<LedgerBook, 'rows'>): number => FIRST + Math.max(rows.length, 1) - 1
