/**
 * What the papers of a reward say, before they are laid out: 奖励审批表, 领取通知书, 公告. Read in the member's own browser from what it
 * opened. No DOM. Neither a reporter's identity nor an account has a field here, and no payment's number: whoever has the paper of a
 * report must not find whom the window paid (domain-zh §9.5 分离).
 */
import { paying } from '#contract/county/paying.ts'
import { rewardRules } from '#contract/county/reward-rules.ts'
import type { Award } from '#contract/award.ts'
import type { FiledAs } from '#contract/report.ts'
import { RewardQuery } from '#contract/reward.ts'
import { sayCapitals, sayYuan } from '#contract/rules/money.ts'
import { reckonReward, sayClause } from '#contract/rules/reward.ts'
import type { UnsealedReport } from '../../report/unseal.ts'
import { categoryName, unitName, violationName } from '../../words.ts'
import { openAwards, type AwardDoubt, type OpenedAward } from '../open.ts'
import { sayWholeDay, writable } from './whole.ts'

/** 奖励审批表 (domain-zh §9.5). Days are said, amounts too. Null: there is none. */
export interface ApprovalSheet {
  readonly reference: string
  readonly filedDay: string
  readonly way: string
  /** Anonymous or not; who it is stands nowhere. */
  readonly named: string
  /** Names of category and kinds of violation: what the reporter wrote would tell who wrote it. */
  readonly matter: string
  /** The proposer's words. */
  readonly finding: string
  readonly document: string | null
  readonly fine: string | null
  readonly deaths: string | null
  readonly clauses: readonly string[]
  readonly steps: readonly string[]
  readonly amount: string
  readonly line: string
  /** Who proposed it, for which unit, when. */
  readonly proposed: string
  /** Who agreed on screen, when; null while nobody has. */
  readonly agreed: string | null
  readonly decidedDay: string | null
  readonly dueDay: string | null
  readonly printedDay: string
}

/** 领取通知书: what is waiting, until when, where. */
export interface NoticeSheet {
  readonly reference: string
  readonly amount: string
  readonly dueDay: string
  readonly address: string
  readonly hours: string
  readonly printedDay: string
}

/** 公告: references and nothing else. */
export interface AnnouncementSheet {
  readonly references: readonly string[]
  readonly printedDay: string
}

/** Why there is no paper. `none`: no award that a paper could be about · `undecided`: it does not wait for the reporter · `nobody`: no award waits. */
export type WhyNoPaper = 'none' | 'undecided' | 'nobody' | AwardDoubt

const WHY_NOT: Record<WhyNoPaper, string> = {
  none: '这一件没有要批或者批了的奖励，没有审批表可出。',
  undecided: '这一件没有等着领的奖励，没有通知可出。',
  nobody: '现在没有等着领的奖励，没有公告可出。',
  shut: '奖励的依据在这里打不开，不出审批表。',
  unsigned: '奖励的依据不是提出的单位签的，不出审批表。',
  differs: '封好的数和明面上的数不一样，不出审批表。',
  unreadable: '奖励的依据看不懂，不出审批表。',
  miscounted: '按封好的依据重新算，数对不上，不出审批表。',
}
export const sayWhyNoPaper = (why: WhyNoPaper): string => WHY_NOT[why]

/** A sheet, or why there is none. */
export type SheetOr<Sheet> = { readonly sheet: Sheet } | { readonly why: WhyNoPaper }

const IN_FORCE: readonly Award['standing'][] = ['proposed', 'waiting', 'claimed', 'confirming', 'transferring', 'paid', 'lapsed']
const FETCHABLE: readonly Award['standing'][] = ['waiting', 'claimed']
const WAYS: Record<FiledAs, string> = { page: '网上', plain: '网上', phone: '电话', visit: '来访', proxy: '代办' }

const sayAmount = (fen: number): string => `人民币${sayCapitals(fen)}（${sayYuan(fen)}）`

/** Of the last award that was not declined or taken back. Only what this browser opened, found signed and reckoned to the same amount becomes paper. */
export function approvalSheetOf(unsealed: UnsealedReport): SheetOr<ApprovalSheet> {
  const opened = openAwards(unsealed).findLast(({ award }) => IN_FORCE.includes(award.standing))
  if (opened === undefined) return { why: 'none' }
  const { words, doubt, award } = opened
  if (words === null || doubt !== null) return { why: doubt ?? 'shut' }
  const { report } = unsealed
  const { data: query } = RewardQuery.safeParse(words.query)
  return {
    sheet: {
      reference: report.reference, filedDay: sayWholeDay(report.day), way: report.filed === null ? '没有记' : WAYS[report.filed], named: report.named ? '实名，身份另行保管，不写在本表' : '匿名',
      matter: [report.category === null ? '类别没有填' : categoryName(report.category), ...report.violations.map(violationName)].join('；'),
      finding: writable(words.finding), document: words.document === undefined ? null : writable(words.document),
      fine: (query?.fineFen ?? 0) === 0 ? null : sayYuan(query?.fineFen ?? 0), deaths: query?.kind === 'concealment' ? `${query.deaths ?? 0}人` : null,
      ...saySteps(opened), amount: sayAmount(award.fen), line: paying.funding.find(({ id }) => id === award.line)?.name ?? '已取消的资金',
      ...decision(award, report.people), printedDay: sayWholeDay(report.today),
    },
  }
}

/** Who said what of it on screen. */
function decision(award: Award, people: Readonly<Record<string, string>>): Pick<ApprovalSheet, 'proposed' | 'agreed' | 'decidedDay' | 'dueDay'> {
  const who = (name: string) => writable(people[name] ?? '已离开的同事')
  const agreed = [award.approvedBy, award.secondBy].flatMap((name) => (name === null ? [] : [who(name)])).join('、')
  const { decidedDay, dueDay } = award
  return {
    proposed: `${award.proposedUnit === null ? '' : `${unitName(award.proposedUnit)}　`}${award.proposedBy === null ? '' : who(award.proposedBy)}，${sayWholeDay(award.day)}`,
    agreed: agreed === '' ? null : `${agreed}，${decidedDay === null ? '还差一位' : sayWholeDay(decidedDay)}`,
    decidedDay: decidedDay === null ? null : sayWholeDay(decidedDay),
    dueDay: dueDay === null ? null : sayWholeDay(dueDay),
  }
}

/**
 * The reckoning without what leads to the reporter: that somebody works there, how many signed, why one was left out. Paper is copied and
 * filed where the sealed proposal is not; an approver reads the rest on screen.
 */
function saySteps({ award, words }: OpenedAward): Pick<ApprovalSheet, 'steps' | 'clauses'> {
  const { data: query } = RewardQuery.safeParse(words?.query)
  if (query === undefined) return { steps: [], clauses: [] }
  const { scheme, kind, fineFen, deaths, accidentGrade } = query
  const { fen, steps } = reckonReward({
    kind, ...(scheme !== undefined && { scheme }), ...(fineFen !== undefined && { fineFen }), ...(deaths !== undefined && { deaths }), ...(accidentGrade !== undefined && { accidentGrade }),
  }, rewardRules)
  const rest = award.fen === fen ? [] : [award.fen > fen ? `按办法另加${sayYuan(award.fen - fen)}，是${sayYuan(award.fen)}。理由封存，不写在本表。` : '按办法另有不奖或者少奖的情形，理由封存，不写在本表。']
  return { steps: [...steps.map((step) => step.words), ...rest], clauses: [...new Set(steps.flatMap(({ clause }) => (clause === null ? [] : [sayClause(clause)])))] }
}

/** Of an award that its reporter can fetch. Nothing sealed is opened for it. */
export function noticeSheetOf({ reference, awards, today }: { readonly reference: string; readonly awards: readonly Award[]; readonly today: string }): SheetOr<NoticeSheet> {
  const award = awards.findLast(({ standing }) => FETCHABLE.includes(standing))
  if (award === undefined || award.dueDay === null) return { why: 'undecided' }
  return { sheet: { reference, amount: sayAmount(award.fen), dueDay: sayWholeDay(award.dueDay), ...paying.window, printedDay: sayWholeDay(today) } }
}

/** `references`: as GET /api/awards gives them to anybody. */
export const announcementSheetOf = (references: readonly string[], today: string): SheetOr<AnnouncementSheet> =>
  (references.length === 0 ? { why: 'nobody' } : { sheet: { references, printedDay: sayWholeDay(today) } })

/** The file's name; the day is in it, since papers of one report are made more than once. */
export const paperName = (what: string, printedDay: string, reference = ''): string => `${[what, reference, printedDay].filter((one) => one !== '').join(' ')}.docx`

