import type { JSX } from 'preact'
import { profile } from '#contract/county/profile.ts'
import { readAnnounced } from '../../reward/announced.ts'
import { todayIn } from '../../ui/today.ts'
import { useConsole } from '../context.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { PaperButton } from './PaperButton.tsx'
import type { Paper } from './papers/paper.ts'
import { announcementSheetOf, approvalSheetOf, noticeSheetOf, sayWhyNoPaper, type SheetOr } from './papers/sheets.ts'

/** What is made of a sheet, or the sentence why there is none. */
const madeOf = async <Sheet,>(sheet: SheetOr<Sheet>, make: (sheet: Sheet) => Promise<Paper>): Promise<Paper | string> =>
  ('why' in sheet ? sayWhyNoPaper(sheet.why) : await make(sheet.sheet))

/** 审批表 and 领取通知书 of a report's reward, as far as there are any for this member. */
export function AwardPapers({ unsealed }: { readonly unsealed: UnsealedReport }): JSX.Element | null {
  const [approval, notice] = [approvalSheetOf(unsealed), noticeSheetOf(unsealed.report)]
  if ('why' in approval && 'why' in notice) return null
  return (
    <p class="row no-print">
      {'sheet' in approval && <PaperButton words="下载奖励审批表" make={async () => madeOf(approval, (await import('./papers/approval.ts')).approvalPaper)} />}
      {'sheet' in notice && <PaperButton words="下载领取通知书" make={async () => madeOf(notice, (await import('./papers/notices.ts')).noticePaper)} />}
    </p>
  )
}

/** 公告 of all awards that wait, with what anybody can ask for. */
export function AnnouncementPaper(): JSX.Element {
  const { session, explain } = useConsole()
  async function make(): Promise<Paper | string> {
    const announced = await readAnnounced(session.tools.call)
    if (!announced.ok) return explain(announced)
    return madeOf(announcementSheetOf(announced.value, todayIn(profile.timezone)), (await import('./papers/notices.ts')).announcementPaper)
  }
  return <PaperButton words="下载领取公告" make={make} />
}
