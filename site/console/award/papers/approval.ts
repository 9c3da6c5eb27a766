/** 奖励审批表 as .docx: one table, with lines to sign by hand. No DOM. */
import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx'
import { bytesOf, demonstration, FONTS, run, SIZES, title } from './page.ts'
import { paperName, type ApprovalSheet } from './sheets.ts'
import type { Paper } from './paper.ts'

const TITLE = '安全生产举报奖励审批表'
/** Twips, 156 mm in all: name, words, name, words. */
const WIDTHS = [1900, 2622, 1300, 3022] as const
const LINE = 340
const SIGN = '签字：　　　　　　　　年　　月　　日'

type Cell = string | readonly string[]
/** A name with its words, and beside it another; or one across the page. */
type Row = readonly [string, Cell] | readonly [string, Cell, string, Cell]

export async function approvalPaper(sheet: ApprovalSheet): Promise<Paper> {
  const table = new Table({ width: { size: WIDTHS.reduce((sum, width) => sum + width, 0), type: WidthType.DXA }, columnWidths: [...WIDTHS], layout: TableLayoutType.FIXED, rows: rowsOf(sheet).map(row) })
  const children = [
    ...demonstration(), title(TITLE), small(`编号：${sheet.reference}　　　打印：${sheet.printedDay}`, AlignmentType.RIGHT), table,
    small('本表不写举报人的姓名、电话、账户，不写付款单号，也不写举报人的原话。内部存档，不得外传，不得给被举报的单位看。', AlignmentType.LEFT),
  ]
  return { name: paperName('奖励审批表', sheet.printedDay, sheet.reference), bytes: await bytesOf(TITLE, children, LINE) }
}

const rowsOf = (sheet: ApprovalSheet): Row[] => [
  ['举报时间', sheet.filedDay, '举报方式', sheet.way],
  ['身份类型', sheet.named],
  ['举报事项', sheet.matter],
  ['核查结论', sheet.finding.split('\n')],
  ['处罚决定文号', sheet.document ?? '没有', '罚款金额', sheet.fine ?? '没有'],
  ...(sheet.deaths === null ? [] : [['瞒报谎报死亡人数', sheet.deaths] as const]),
  ['适用条款', sheet.clauses],
  ['怎么算的', sheet.steps.map((words, at) => `${at + 1}. ${words}`)],
  ['拟奖金额', sheet.amount],
  ['资金来源', sheet.line],
  ['承办人意见', ['拟按上面的金额奖励。', `提出：${sheet.proposed}`, SIGN]],
  ['法规、财务审核', ['', SIGN]],
  ['分管负责人', ['', SIGN]],
  ['主要负责人', ['', SIGN]],
  ['平台上的批准', sheet.agreed ?? '还没有批'],
  ['通知、公告日期', sheet.decidedDay ?? '批准以后填', '领取期限', sheet.dueDay === null ? '批准以后填' : `${sheet.dueDay}以前`],
  ['领取方式', '凭领奖凭证号到窗口领，窗口不看本表'],
  ['备注', ''],
]

const small = (text: string, alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) => new Paragraph({ children: [run(text, { size: SIZES.cell })], alignment })

function row([name, words, other, more]: Row): TableRow {
  const [, second, third, fourth] = WIDTHS
  const rest = other === undefined ? [cell(words, second + third + fourth, { columnSpan: 3 })] : [cell(words, second), cell(other, third, { heading: true }), cell(more ?? '', fourth)]
  return new TableRow({ cantSplit: true, children: [cell(name, WIDTHS[0], { heading: true }), ...rest] })
}

function cell(words: Cell, width: number, { columnSpan = 1, heading = false } = {}): TableCell {
  const lines = typeof words === 'string' ? [words] : words
  return new TableCell({
    width: { size: width, type: WidthType.DXA }, columnSpan, verticalAlign: VerticalAlignTable.CENTER, margins: { top: 40, bottom: 40, left: 100, right: 100 },
    children: lines.map((line) => new Paragraph({
      children: [run(line, { size: SIZES.cell, ...(heading && { font: FONTS.heading }) })], alignment: heading ? AlignmentType.CENTER : (line === SIGN ? AlignmentType.RIGHT : AlignmentType.LEFT),
    })),
  })
}
