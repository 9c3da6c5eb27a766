import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rewardRules } from '#contract/county/reward-rules.ts'
import type { LedgerRow } from '#contract/voucher.ts'
import { reconcile } from '#contract/rules/reconcile.ts'
import { readLedgerBook, type LedgerBook } from '../../site/console/award/papers/ledger-book.ts'
import { ledgerPaper } from '../../site/console/award/papers/ledger.ts'
import { sheetsOf, unzip, type StoredCell } from '../support/office.ts'
import { aSession } from '../support/staff-report.ts'

const [BUDGET, FUND] = [{ id: 'county-budget', name: '县级财政预算' }, { id: 'safety-fund', name: '安全生产专项' }]
const row = (change: Partial<LedgerRow>): LedgerRow => ({ n: 1, day: '2026-11-22', kind: 'paid', fen: 0, line: BUDGET, by: null, secondBy: null, payment: null, way: null, reason: null, reversal: null, ...change })
const ROWS: readonly LedgerRow[] = [
  row({ day: '2026-01-05', kind: 'allotted', fen: 50_000_000 }), row({ day: '2026-01-05', kind: 'allotted', fen: 10_000_000, line: FUND }),
  row({ day: '2026-03-01', kind: 'decided', fen: 750_050 }), row({ day: '2026-03-09', kind: 'paid', fen: 750_050, payment: '2026-000001', by: 'cashier01', secondBy: 'cashier02' }),
  row({ day: '2026-03-10', kind: 'reversed', fen: 750_050, payment: '2026-000001', by: 'cashier01', secondBy: 'approver01', reason: 'wrong-amount' }),
  row({ day: '2026-04-01', kind: 'decided', fen: 300_000, line: FUND }), row({ day: '2026-04-02', kind: 'paid', fen: 300_000, line: FUND, payment: '2026-000002', by: 'cashier02' }), row({ day: '2026-06-01', kind: 'allotted', fen: -1_000_000, line: FUND }),
]
const sums = { decided: 1_050_050, paid: 300_000, reversed: 0 }
const book = (change: Partial<LedgerBook> = {}): LedgerBook => ({
  year: '2026', today: '2026-11-22', rows: ROWS, people: { cashier01: '李兑付', cashier02: '王复核', approver01: '钱审批' },
  balances: [{ line: BUDGET, year: 2026, allotted: 50_000_000, paid: 0, left: 50_000_000 }, { line: FUND, year: 2026, allotted: 9_000_000, paid: 300_000, left: 8_700_000 }],
  checked: reconcile(sums, { paid: 300_000, waiting: 750_050 }), ...change,
})
const made = async (change: Partial<LedgerBook> = {}) => sheetsOf((await ledgerPaper(book(change))).bytes)
const cell = (sheets: Awaited<ReturnType<typeof made>>, sheet: string, at: string): StoredCell => sheets.get(sheet)?.get(at) ?? { type: null, value: '', formula: null }
const column = (sheets: Awaited<ReturnType<typeof made>>, sheet: string, letter: string, from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => cell(sheets, sheet, `${letter}${from + at}`).value)

describe('the ledger as a workbook', () => {
  it('has the rows by day, money as numbers in yuan, a balance for each line after each row, and sums as formulas', async () => {
    const sheets = await made()
    expect([...sheets.keys()]).toEqual(['台账', '各项资金', '对账'])
    expect(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M'].map((letter) => cell(sheets, '台账', `${letter}2`).value)).toEqual(
      ['日期', '事项', '资金', '拨入（元）', '付出（元）', '冲回（元）', '余额（元）', '定的奖励（元）', '作废、不奖（元）', '付款单号', '经办', '复核', '冲正的理由'])
    expect(column(sheets, '台账', 'G', 3, 10)).toEqual(['500000', '100000', '500000', '492499.5', '500000', '100000', '97000', '87000'])
    expect(cell(sheets, '台账', 'G8')).toEqual({ type: null, value: '100000', formula: 'SUMIFS(D$3:D8,C$3:C8,C8)-SUMIFS(E$3:E8,C$3:C8,C8)+SUMIFS(F$3:F8,C$3:C8,C8)' })
    expect(cell(sheets, '台账', 'E6')).toEqual({ type: null, value: '7500.5', formula: null })
    expect(['B6', 'J6', 'K6', 'L6', 'M7', 'B10'].map((at) => cell(sheets, '台账', at).value)).toEqual(['付出', '2026-000001', '李兑付', '王复核', '金额付错', '核减'])
    // 2026-01-05 as Excel counts days.
    expect(cell(sheets, '台账', 'A3')).toEqual({ type: null, value: '46027', formula: null })
    expect(['D', 'E', 'F', 'H'].map((letter) => cell(sheets, '台账', `${letter}11`))).toEqual([
      { type: null, value: '590000', formula: 'SUM(D3:D10)' }, { type: null, value: '10500.5', formula: 'SUM(E3:E10)' }, { type: null, value: '7500.5', formula: 'SUM(F3:F10)' }, { type: null, value: '10500.5', formula: 'SUM(H3:H10)' },
    ])
  })

  it('says of each line what came, went and is left, and how that differs from what the platform keeps', async () => {
    const sheets = await made()
    expect(column(sheets, '各项资金', 'A', 2, 5)).toEqual(['资金', '县级财政预算', '安全生产专项', '合计'])
    expect(cell(sheets, '各项资金', 'C3')).toEqual({ type: null, value: '0', formula: 'SUMIFS(台账!E$3:E$10,台账!C$3:C$10,A3)-SUMIFS(台账!F$3:F$10,台账!C$3:C$10,A3)' })
    expect(['B', 'C', 'D', 'E', 'F'].map((letter) => cell(sheets, '各项资金', `${letter}4`).value)).toEqual(['90000', '3000', '87000', '87000', '0'])
    expect(['B', 'C', 'D', 'E', 'F'].map((letter) => cell(sheets, '各项资金', `${letter}5`))).toEqual(
      [['590000', 'B'], ['3000', 'C'], ['587000', 'D'], ['587000', 'E'], ['0', 'F']].map(([value, letter]) => ({ type: null, value, formula: `SUM(${letter}3:${letter}4)` })))
    const astray = await made({ balances: [{ line: FUND, year: 2026, allotted: 9_000_000, paid: 300_000, left: 8_700_001 }] })
    expect(cell(astray, '各项资金', 'F3').value).toBe('-0.01')
  })

  it('reconciles on its own sheet, and says when it does not', async () => {
    const sheets = await made()
    expect(column(sheets, '对账', 'B', 3, 8)).toEqual(['10500.5', '3000', '7500.5', '0', '0', '0'])
    expect(cell(sheets, '对账', 'B8').formula).toBe('B3-SUM(B4:B7)')
    expect(cell(sheets, '对账', 'B9')).toEqual({ type: 'str', value: '账对得上', formula: 'IF(AND(B8=0,C8=0,COUNTIF(D3:D7,0)=5),"账对得上","账对不上，请告诉审计员")' })
    const astray = await made({ checked: reconcile(sums, { paid: 300_000, waiting: 750_049 }) })
    expect([cell(astray, '对账', 'D5').value, cell(astray, '对账', 'B9').value]).toEqual(['0.01', '账对不上，请告诉审计员'])
  })

  it('takes no words for a formula, whatever they begin with', async () => {
    const words = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t=', ''), fc.string({ maxLength: 20 })).map(([start, rest]) => `${start}cmd|'/c calc'!A1${rest}`)
    await fc.assert(fc.asyncProperty(words, async (name) => {
      const sheets = await made({ people: { cashier01: name, cashier02: '=HYPERLINK("http://x","y")' } })
      const found = [cell(sheets, '台账', 'K6'), cell(sheets, '台账', 'L6')]
      expect(found.map(({ type, formula }) => [type, formula])).toEqual([['s', null], ['s', null]])
      expect(found[1]?.value).toBe('=HYPERLINK("http://x","y")')
    }), { numRuns: 50 })
    // The workbook brings nothing from elsewhere, and runs nothing.
    const files = [...unzip((await ledgerPaper(book())).bytes)]
    expect(files.filter(([name, text]) => /vba|external|\.bin$/i.test(name) || /TargetMode="External"/.test(text))).toEqual([])
  })

  it('is made of a year without a row, and of one with thousands', async () => {
    const empty = await made({ rows: [], balances: [], checked: reconcile({}, {}) })
    expect([cell(empty, '台账', 'D4').formula, cell(empty, '台账', 'D4').value, cell(empty, '对账', 'B9').value]).toEqual(['SUM(D3:D3)', '0', '账对得上'])
    const many = await made({ rows: Array.from({ length: 3_000 }, (_, at) => row({ kind: at === 0 ? 'allotted' : 'paid', fen: at === 0 ? 50_000_000 : 10_001, payment: `2026-${at}` })) })
    expect([cell(many, '台账', 'G3002').value, cell(many, '台账', 'E3003').value]).toEqual([String((50_000_000 - 2_999 * 10_001) / 100), String((2_999 * 10_001) / 100)])
  })

  it('takes from a row what it names, and nothing of any report that a server might send along', async () => {
    const sent = ROWS.map((one) => ({ ...one, reference: '1234-5678', award: 'a'.repeat(22), scheme: rewardRules.scheme }))
    const words = [...(await made({ rows: sent })).values()].flatMap((cells) => [...cells.values()].map(({ value }) => value))
    expect(words.length).toBeGreaterThan(100)
    expect(words.filter((value) => /^\d{4}-\d{4}$|aaaa/.test(value) || value === rewardRules.scheme)).toEqual([])
  })
})

describe('the book of a year', () => {
  it('is read page after page to the end, and turned to begin with the oldest', async () => {
    const pages = [ROWS.slice(5), ROWS.slice(2, 5), ROWS.slice(0, 2)].map((rows, at) => ({ rows: rows.toReversed(), balances: [], asked: [], people: { [`cashier0${at}`]: `${at}` }, next: at === 2 ? null : String(at + 1), today: '2026-11-22' }))
    const session = await aSession('desk', ['auditor'], ({ name, input }) => ({ ok: true, value: name === 'listLedger' ? pages[Number(input['after'] ?? 0)] : reconcile({}, {}) }))
    const read = await readLedgerBook(session, '2026')
    if (!read.ok) throw new Error(read.code)
    expect(read.value.rows).toEqual(ROWS)
    expect(read.value.people).toEqual({ cashier00: '0', cashier01: '1', cashier02: '2' })
    expect(session.sent.map(({ name, input }) => [name, input])).toEqual([
      ['listLedger', { year: '2026' }], ['listLedger', { year: '2026', after: '1' }], ['listLedger', { year: '2026', after: '2' }], ['reconcileLedger', { year: '2026' }],
    ])
  })
})
