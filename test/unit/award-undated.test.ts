import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LedgerBook } from '../../site/console/award/papers/ledger-book.ts'
import { approvalPaper } from '../../site/console/award/papers/approval.ts'
import { ledgerPaper } from '../../site/console/award/papers/ledger.ts'
import { announcementPaper, noticePaper } from '../../site/console/award/papers/notices.ts'
import type { ApprovalSheet } from '../../site/console/award/papers/sheets.ts'
import { datesIn, unzip } from '../support/office.ts'

const DAY = '2026年11月22日'
const FORM: ApprovalSheet = {
  reference: '1234-5678', filedDay: DAY, way: '网上', named: '匿名', matter: '燃气', finding: '查到六个大气瓶。', document: null, fine: null, deaths: null, clauses: ['第十一条'], steps: ['算出来。'],
  amount: '7,500元', line: '县级财政预算', proposed: '受理台', agreed: null, decidedDay: null, dueDay: null, printedDay: DAY,
}
const SUMS = { decided: 0, paid: 0, waiting: 0, lapsed: 0, declined: 0 }
const BOOK: LedgerBook = { year: '2026', today: '2026-11-22', rows: [], people: {}, balances: [], checked: { ledger: SUMS, awards: SUMS, holds: true } }
const PAPERS = [
  ['奖励审批表', () => approvalPaper(FORM)],
  ['领取通知书', () => noticePaper({ reference: '1234-5678', amount: '7,500元', dueDay: DAY, address: '窗口', hours: '上午', printedDay: DAY })],
  ['公告', () => announcementPaper({ references: ['1234-5678'], printedDay: DAY })],
  ['台账', () => ledgerPaper(BOOK)],
] as const

describe('a paper of a reward', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())

  it.for(PAPERS)('%s is the same file whenever it is made, and tells nobody when that was nor who made it', async ([, make]) => {
    vi.setSystemTime(new Date('2026-11-22T08:15:42Z'))
    const { bytes } = await make()
    vi.setSystemTime(new Date('2027-03-04T21:40:07Z'))
    expect(Buffer.from((await make()).bytes).equals(Buffer.from(bytes))).toBe(true)
    const dates = datesIn(bytes)
    expect(dates.length).toBeGreaterThan(10)
    expect(new Set(dates)).toEqual(new Set(['00002100']))
    const files = unzip(bytes)
    expect(files.get('docProps/core.xml')).toMatch(/created[^>]*>1980-01-01T00:00:00Z<.*modified[^>]*>1980-01-01T00:00:00Z</)
    const telling = /\dT\d\d:(?!00:00)|08:15|Un-named/
    expect([...files].filter(([, text]) => telling.test(text)).map(([name]) => name)).toEqual([])
  })
})
