/** Papers of rewards from a terminal: the same functions as the console's buttons. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { profile } from '#contract/county/profile.ts'
import { readLedgerBook } from '../console/award/papers/ledger-book.ts'
import { approvalPaper } from '../console/award/papers/approval.ts'
import { ledgerPaper } from '../console/award/papers/ledger.ts'
import { announcementPaper, noticePaper } from '../console/award/papers/notices.ts'
import type { Paper } from '../console/award/papers/paper.ts'
import { announcementSheetOf, approvalSheetOf, noticeSheetOf, sayWhyNoPaper, type SheetOr } from '../console/award/papers/sheets.ts'
import type { StaffSession } from '../console/session.ts'
import { readAnnounced } from '../reward/announced.ts'
import { todayIn } from '../ui/today.ts'
import type { Words } from './arguments.ts'
import { read, type Verb } from './moving.ts'
import { need } from './need.ts'
import { fail } from './print.ts'

/** Makes the folder that it goes into. */
function write(path: string, { bytes }: Paper): string {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
    return path
  } catch {
    return fail('invalid', `写不进 ${path}。`)
  }
}

/** 审批表 and, once the award waits, 领取通知书, into a folder; prints what was written and why the other was not. */
const awardPapers: Verb = async (session, words) => {
  const unsealed = await read(session, words)
  const papers = [await madeOf(approvalSheetOf(unsealed), approvalPaper), await madeOf(noticeSheetOf(unsealed.report), noticePaper)]
  return written(words, papers)
}

/** 公告 of all that wait. */
const announcement: Verb = async (session, words) => {
  const references = need(await readAnnounced(session.tools.call))
  return written(words, [await madeOf(announcementSheetOf(references, todayIn(profile.timezone)), announcementPaper)])
}

type Made = { readonly paper: Paper } | { readonly why: string }

async function madeOf<Sheet>(sheet: SheetOr<Sheet>, make: (sheet: Sheet) => Promise<Paper>): Promise<Made> {
  return 'why' in sheet ? { why: sayWhyNoPaper(sheet.why) } : { paper: await make(sheet.sheet) }
}

function written(words: Words, papers: readonly Made[]): { files: string[]; missing: string[] } {
  const missing = papers.flatMap((one) => ('why' in one ? [one.why] : []))
  if (missing.length === papers.length) return fail('conflict', missing.join(''))
  const folder = resolve(words.need('to'))
  return { files: papers.flatMap((one) => ('paper' in one ? [write(resolve(folder, one.paper.name), one.paper)] : [])), missing }
}

/** The year's ledger as a workbook; the current year if none is said. */
export async function writeLedger(session: StaffSession, words: Words): Promise<{ file: string; rows: number; holds: boolean }> {
  const year = words.one('year') ?? todayIn(profile.timezone).slice(0, 4)
  const book = need(await readLedgerBook(session, year))
  return { file: write(resolve(words.need('xlsx')), await ledgerPaper(book)), rows: book.rows.length, holds: book.checked.holds }
}

export const AWARD_PAPER_VERBS: readonly (readonly [string, Verb])[] = [['award-papers', awardPapers], ['award-announcement', announcement]]
