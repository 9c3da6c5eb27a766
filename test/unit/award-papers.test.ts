import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import type { Award } from '#contract/award.ts'
import { paying } from '#contract/county/paying.ts'
import { profile } from '#contract/county/profile.ts'
import { rewardRules } from '#contract/county/reward-rules.ts'
import type { RewardQuery } from '#contract/reward.ts'
import { reckonReward } from '#contract/rules/reward.ts'
import { approvalPaper } from '../../site/console/award/papers/approval.ts'
import { announcementPaper, noticePaper } from '../../site/console/award/papers/notices.ts'
import { announcementSheetOf, approvalSheetOf, noticeSheetOf, type AnnouncementSheet, type ApprovalSheet, type NoticeSheet, type SheetOr } from '../../site/console/award/papers/sheets.ts'
import { unsealReport, type Entry, type UnsealedReport } from '../../site/console/report/unseal.ts'
import { paragraphsOf, unzip } from '../support/office.ts'
import { aReport, aSession, TODAY } from '../support/staff-report.ts'

const [ID, COMPARTMENT] = ['a'.repeat(22), 'c'.repeat(22)]
const FINDING = '查到六个大气瓶 <未检验> & 报警器没有电。\n=HYPERLINK("http://x")\u0000'

let filed: UnsealedReport
beforeAll(async () => {
  const { report } = await aReport({ sealed: { body: '我在后厨干活，煤气罐就在我灶台边', place: '夜市东口第三家', subject: '老王烧烤' }, rest: { named: true } })
  filed = await unsealReport(await aSession('desk', ['desk']), { ...report, people: { desk01: '赵受理', approver01: '钱审批', approver02: '孙审批' } })
})

/** The report with this award, proposed by the desk on this query. */
function withAward(change: Partial<Award> = {}, query: RewardQuery = { kind: 'violation', fineFen: 5_000_000 }, entry: Partial<Entry<'award'>> = {}): UnsealedReport {
  const { fen, steps } = reckonReward(query, rewardRules)
  const award: Award = {
    id: ID, n: 1, standing: 'waiting', fen, scheme: rewardRules.scheme, line: 'county-budget', reason: null, proposedBy: 'desk01', proposedUnit: 'desk', approvedBy: 'approver01', secondBy: null,
    needsTwo: false, compartment: COMPARTMENT, day: '2026-11-03', decidedDay: '2026-11-05', dueDay: '2027-01-04', extended: false, issue: 1, voucherUntil: null, ...change,
  }
  const words = { query, fen, scheme: rewardRules.scheme, line: 'county-budget', finding: FINDING, document: '示住建罚〔2026〕77号', steps: steps.map((step) => step.words) }
  const proposal: Entry<'award'> = { kind: 'award', author: 'desk', day: TODAY, compartment: COMPARTMENT, n: 1, words, signature: 'good', problem: null, ...entry }
  return { ...filed, report: { ...filed.report, awards: [award] }, proposals: [proposal] }
}

function sheetOf<Sheet>(answer: SheetOr<Sheet>): Sheet {
  if ('why' in answer) throw new Error(answer.why)
  return answer.sheet
}
const approved = async (report: UnsealedReport) => paragraphsOf((await approvalPaper(sheetOf(approvalSheetOf(report)))).bytes)

describe('奖励审批表', () => {
  it('says what an approver signs: the matter, the finding, the document, the reckoning, the amount twice, who and when', async () => {
    const { name, bytes } = await approvalPaper(sheetOf(approvalSheetOf(withAward())))
    expect(name).toBe('奖励审批表 1234-5678 2026年11月22日.docx')
    const lines = paragraphsOf(bytes)
    for (const line of [
      '安全生产举报奖励审批表', '编号：1234-5678　　　打印：2026年11月22日', '2026年11月22日', '网上', '查到六个大气瓶 <未检验> & 报警器没有电。', '=HYPERLINK("http://x")', '示住建罚〔2026〕77号', '50,000元',
      '安全生产领域举报奖励办法（安监总财〔2018〕19号），第十一条', '1. 罚款50,000元的15%，是7,500元。', '人民币柒仟伍佰元整（7,500元）', '县级财政预算·安全生产举报奖励', '提出：受理台　赵受理，2026年11月3日', '钱审批，2026年11月5日', '2027年1月4日以前',
    ]) expect(lines).toContain(line)
    expect(lines.filter((line) => line.startsWith('签字：'))).toHaveLength(4)
    expect(unzip(bytes).get('word/document.xml')).not.toMatch(/w:instrText|w:fldSimple|\p{Cc}(?<![\n\t\r])/u)
  })

  it('has no place for a reporter, an account or a payment', async () => {
    expectTypeOf<keyof ApprovalSheet>().toEqualTypeOf<
      'reference' | 'filedDay' | 'way' | 'named' | 'matter' | 'finding' | 'document' | 'fine' | 'deaths' | 'clauses' | 'steps' | 'amount' | 'line' | 'proposed' | 'agreed' | 'decidedDay' | 'dueDay' | 'printedDay'
    >()
    expectTypeOf<keyof NoticeSheet>().toEqualTypeOf<'reference' | 'amount' | 'dueDay' | 'address' | 'hours' | 'printedDay'>()
    expectTypeOf<keyof AnnouncementSheet>().toEqualTypeOf<'references' | 'printedDay'>()
    const words = (await approved(withAward({ standing: 'paid' }))).join('\n')
    for (const betrayal of ['后厨', '灶台', '夜市', '老王', ID, COMPARTMENT, 'desk01']) expect(words).not.toContain(betrayal)
  })

  it.for<[string, RewardQuery, string | null]>([
    ['somebody who works there', { scheme: 'county', kind: 'violation', fineFen: 5_000_000, insider: true }, null],
    ['several who signed', { kind: 'violation', fineFen: 5_000_000, joint: 3 }, null],
    ['an exclusion', { kind: 'violation', fineFen: 5_000_000, exclusions: ['kin'] }, '2. 按办法另有不奖或者少奖的情形，理由封存，不写在本表。'],
  ])('does not tell of %s', async ([, query, last]) => {
    const lines = await approved(withAward({}, query))
    expect(lines.join('\n')).not.toMatch(/上班|联名|署名|近亲属|从业人员/)
    expect(lines.filter((line) => /^\d\. /.test(line))).toEqual(['1. 罚款50,000元的15%，是7,500元。', ...(last === null ? [] : [last])])
  })

  it('tells the dead that were hushed up, and says of two approvers that one is still to come', async () => {
    const lines = await approved(withAward({ standing: 'proposed', needsTwo: true, decidedDay: null, dueDay: null }, { kind: 'concealment', deaths: 2, accidentGrade: 'larger' }))
    for (const line of ['瞒报谎报死亡人数', '2人', '人民币捌万元整（80,000元）', '钱审批，还差一位']) expect(lines).toContain(line)
    expect(lines.filter((line) => line === '批准以后填')).toHaveLength(2)
  })

  it('is not made of what does not hold, nor of what was declined or taken back', () => {
    const why = (report: UnsealedReport) => { const answer = approvalSheetOf(report); return 'why' in answer ? answer.why : null }
    expect(why(withAward({ fen: 750_001 }))).toBe('differs')
    expect(why(withAward({}, undefined, { signature: 'wrong' }))).toBe('unsigned')
    expect(why(withAward({}, undefined, { words: null }))).toBe('shut')
    expect(why(withAward({}, undefined, { words: { query: { kind: 'x' }, fen: 750_000, scheme: rewardRules.scheme, line: 'county-budget', finding: '', steps: [] } }))).toBe('unreadable')
    for (const standing of ['declined', 'withdrawn'] as const) expect(why(withAward({ standing }))).toBe('none')
  })
})

describe('领取通知书', () => {
  it('says how much, until when and where, and to bring the voucher’s number and nothing else', async () => {
    const { bytes } = await noticePaper(sheetOf(noticeSheetOf(withAward().report)))
    const lines = paragraphsOf(bytes)
    expect(lines.slice(lines.indexOf('编号1234-5678的举报人：'))).toEqual([
      '编号1234-5678的举报人：', '你举报的事情查实了，决定给你奖励。请在期限以内来领。', '金额　人民币柒仟伍佰元整（7,500元）', '期限　2027年1月4日以前，当天也可以', `地点　${paying.window.address}`, `时间　${paying.window.hours}`,
      '带上　领奖凭证号，16位数字，别的都不用带', '凭证号凭查询码在举报网站“查进度”里领取。窗口只看凭证号，不问你是谁，也不问举报了什么。', '过了期限没有领的，按放弃办理。来不及的，在“查进度”里留言说明，可以申请延长一次。', profile.office, '2026年11月22日',
    ])
  })

  it.for(['proposed', 'paid', 'declined', 'withdrawn', 'lapsed'] as const)('is not made of one that is %s', (standing) => {
    expect(noticeSheetOf(withAward({ standing }).report)).toEqual({ why: 'undecided' })
  })
})

describe('公告', () => {
  it('names references and nothing else that differs from one award to another', async () => {
    const paper = async (references: string[]) => paragraphsOf((await announcementPaper(sheetOf(announcementSheetOf(references, TODAY)))).bytes)
    const [one, many] = [await paper(['0000-0001']), await paper(['1111-1111', '2222-2222', '3333-3333', '4444-4444'])]
    const rest = (lines: string[]) => lines.filter((line) => line !== '' && !/^\d{4}-\d{4}$/.test(line))
    expect(many.filter((line) => /^\d{4}-\d{4}$/.test(line))).toEqual(['1111-1111', '2222-2222', '3333-3333', '4444-4444'])
    expect(rest(one)).toEqual(rest(many))
    expect(rest(one).join('')).not.toMatch(/\d+元|凭证/)
    expect(announcementSheetOf([], TODAY)).toEqual({ why: 'nobody' })
  })
})

describe('every paper', () => {
  it('is A4 with the margins, lines and characters of GB/T 9704, names its fonts and brings none, and has its page number outside', async () => {
    const files = unzip((await noticePaper(sheetOf(noticeSheetOf(withAward().report)))).bytes)
    const xml = files.get('word/document.xml') ?? ''
    expect(xml).toMatch(/<w:pgSz [^>]*w:w="11906" w:h="16838"/)
    expect(xml).toMatch(/<w:pgMar w:top="2097" w:right="1474" w:bottom="1984" w:left="1587"/)
    const styles = /<w:docDefaults>[\s\S]*<\/w:docDefaults>/.exec(files.get('word/styles.xml') ?? '')?.[0]
    for (const look of ['w:eastAsia="仿宋_GB2312"', 'w:sz w:val="32"', 'w:spacing w:val="-5"', 'w:line="579" w:lineRule="exact"']) expect(styles).toContain(look)
    expect([...files.keys()].filter((name) => /fonts\/|\.odttf|vbaProject|\.bin$/.test(name))).toEqual([])
    expect(files.get('word/settings.xml')).toContain('w:evenAndOddHeaders')
    expect([...files].filter(([name]) => /footer\d+\.xml$/.test(name)).map(([, footer]) => /w:jc w:val="(\w+)"/.exec(footer)?.[1])).toEqual(['right', 'left'])
    expect(files.get('docProps/core.xml')).toContain(`<dc:creator>${profile.office}</dc:creator>`)
  })
})
