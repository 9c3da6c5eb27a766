/** 领取通知书 and 公告 as .docx. No DOM. */
import { AlignmentType, Paragraph, Table, TableBorders, TableCell, TableRow, WidthType } from 'docx'
import { profile } from '#contract/county/profile.ts'
import { blank, bytesOf, demonstration, FONTS, paragraph, run, signature, title } from './page.ts'
import { paperName, type AnnouncementSheet, type NoticeSheet } from './sheets.ts'
import type { Paper } from './paper.ts'

const NOTICE = '安全生产举报奖励领取通知书'
const ANNOUNCEMENT = '关于领取安全生产举报奖励的公告'
const ACROSS = 3

/** What, in two characters, then which; a second line begins below the first. */
const fact = (what: string, which: string) =>
  new Paragraph({ children: [run(what, { font: FONTS.heading }), run(`　${which}`)], alignment: AlignmentType.LEFT, indent: { left: 1600, hanging: 960 } })

/** Told to whoever filed under that reference: how much, until when, where, and that the voucher's number is all they need. */
export async function noticePaper({ reference, amount, dueDay, address, hours, printedDay }: NoticeSheet): Promise<Paper> {
  const children = [
    ...demonstration(), title(NOTICE), blank(),
    new Paragraph({ children: [run(`编号${reference}的举报人：`)] }),
    paragraph('你举报的事情查实了，决定给你奖励。请在期限以内来领。'),
    fact('金额', amount),
    fact('期限', `${dueDay}以前，当天也可以`),
    fact('地点', address),
    fact('时间', hours),
    fact('带上', '领奖凭证号，16位数字，别的都不用带'),
    paragraph('凭证号凭查询码在举报网站“查进度”里领取。窗口只看凭证号，不问你是谁，也不问举报了什么。'),
    paragraph('过了期限没有领的，按放弃办理。来不及的，在“查进度”里留言说明，可以申请延长一次。'),
    ...signature(printedDay),
  ]
  return { name: paperName('奖励领取通知书', printedDay, reference), bytes: await bytesOf(NOTICE, children) }
}

/** Announced to everybody: references alone, as GET /api/awards tells anybody. */
export async function announcementPaper({ references, printedDay }: AnnouncementSheet): Promise<Paper> {
  const children = [
    ...demonstration(), title(profile.office), title(ANNOUNCEMENT), blank(),
    paragraph('下列编号的举报，奖励已经批准；领过的也列到期满为止。请举报人打开举报网站，凭查询码在“查进度”里看领取的办法。'),
    paragraph('本公告只公布编号。'),
    blank(), listed(references), ...signature(printedDay),
  ]
  return { name: paperName('奖励领取公告', printedDay), bytes: await bytesOf(ANNOUNCEMENT, children) }
}

/** Three to a line, without rules; the last line is filled up. */
function listed(references: readonly string[]): Table {
  const lines = Array.from({ length: Math.ceil(references.length / ACROSS) }, (_, at) => Array.from({ length: ACROSS }, (__, by) => references[at * ACROSS + by] ?? ''))
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE }, borders: TableBorders.NONE,
    rows: lines.map((line) => new TableRow({ cantSplit: true, children: line.map((one) => new TableCell({ children: [new Paragraph({ children: [run(one)], alignment: AlignmentType.CENTER })] })) })),
  })
}
