import type { JSX } from 'preact'
import { useConsole } from '../context.ts'
import { PaperButton } from './PaperButton.tsx'
import { readLedgerBook } from './papers/ledger-book.ts'
import type { Paper } from './papers/paper.ts'

/** 资金台账 of a year (four digits) as a workbook. */
export function LedgerFile({ year }: { readonly year: string }): JSX.Element {
  const { session, explain } = useConsole()
  async function make(): Promise<Paper | string> {
    const book = await readLedgerBook(session, year)
    return book.ok ? (await import('./papers/ledger.ts')).ledgerPaper(book.value) : explain(book)
  }
  return <PaperButton words={`下载${year}年台账`} make={make} />
}
