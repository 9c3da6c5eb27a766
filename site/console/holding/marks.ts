/**
 * What in a report could tell its readers who wrote it, and the neutral words that take its place. It looks for more than the reporter's own
 * check does (domain §2.9: 我是三车间电工), because here a person decides about each. No DOM.
 */
import type { Clue as ClueKind } from '#contract/filing-schema.ts'
import { findClues } from '../../report/clues.ts'

export interface Mark {
  /** The words as they stand in the text. */
  readonly words: string
  readonly at: number
  /** What stands there instead. */
  readonly neutral: string
}

const NEUTRAL: Record<ClueKind, string> = {
  name: '〔某人〕', phone: '〔电话〕', 'id-number': '〔证件号〕', plate: '〔车牌〕', email: '〔账号〕', 'staff-number': '〔工号〕', 'only-one': '〔某种情形〕',
  role: '〔某岗位〕', relative: '〔某亲属〕', home: '〔某住处〕', past: '〔某段经历〕', told: '〔某次反映〕',
}

const NUMBER = '[一二三四五六七八九十两甲乙丙丁\\d０-９]'
const WORKPLACE = `(?:[\\p{Script=Han}\\d]{0,4}?(?:车间|工段|班组|产线|科室|项目部|仓库|食堂|机房|化验室|财务室)|${NUMBER}+号?(?:班|组|队|线|科|矿|井))`
const POSTS =
  '电工|焊工|钳工|架子工|叉车工|铲车司机|吊车司机|塔吊司机|操作工|普工|学徒|统计员|库管员?|仓管员?|保管员|质检员|化验员|安全员|瓦斯员|会计|出纳|文员|网管|保安|门卫|保洁员?|' +
  '班长|组长|工段长|队长|调度员?|司磅员?|炊事员|厨师|服务员|护士|护工|实习生|临时工|派遣工|工人'
const KIN = '老公|老婆|丈夫|妻子|爱人|儿子|女儿|父亲|母亲|爸爸|妈妈|哥哥|弟弟|姐姐|妹妹|表[哥弟姐妹]|堂[哥弟姐妹]|侄子|侄女|外甥女?|小舅子|姐夫|妹夫|连襟|亲家|邻居|老乡|同乡|同学|工友|徒弟|师傅'

/** Beyond the reporter's own check: posts, shifts, homes, ties, how long and how many, whoever's they are. */
const MORE: readonly (readonly [string, RegExp])[] = [
  ['〔某岗位〕', new RegExp(`${WORKPLACE}的?(?:一个|一名|唯一的)?(?:女|男|老)?(?:${POSTS})`, 'gu')],
  ['〔某岗位〕', new RegExp(`(?:我们?|本人)?(?:是|当|做|干)(?:一个|一名|了)?[\\p{Script=Han}]{0,3}(?:${POSTS})`, 'gu')],
  ['〔某班次〕', new RegExp(`(?:上|值|倒|轮到我?)?(?:大|小)?(?:夜|白|早|中|晚)班|${NUMBER}班倒|(?<!\\p{Script=Han})${NUMBER}班(?![长组级])`, 'gu')],
  ['〔某住处〕', new RegExp(`(?:住(?:在)?|家在)[^，。；！？\\n]{1,14}?(?:${NUMBER}+(?:号楼?|楼|层|单元|室|栋|排)|隔壁|对门|对面|楼上|楼下)`, 'gu')],
  ['〔一段时间〕', new RegExp(`(?:干|做|待|来)了${NUMBER}+(?:个)?多?(?:年|月|天)多?(?:了)?`, 'gu')],
  ['〔几个人〕', new RegExp(`我们${NUMBER}+(?:个|名)(?:人|员工|工人|女工|同事|徒弟)?`, 'gu')],
  ['〔某亲属〕', new RegExp(`(?:我|他|她|俺)们?(?:的|家)?(?:${KIN})`, 'gu')],
]

/** Every likely clue, in the order of the text; of two that overlap, the one whose pattern is more certain. */
export function findMarks(text: string): Mark[] {
  const found: Mark[] = findClues(text).map(({ kind, words, at }) => ({ words, at, neutral: NEUTRAL[kind] }))
  for (const [neutral, pattern] of MORE) {
    for (const match of text.matchAll(pattern)) {
      const mark = { words: match[0], at: match.index, neutral }
      if (!found.some((other) => overlap(mark, other))) found.push(mark)
    }
  }
  return found.sort((a, b) => a.at - b.at)
}

const overlap = (a: Mark, b: Mark) => a.at < b.at + b.words.length && b.at < a.at + a.words.length

/** The text with its marks replaced, but for those that are kept. Marks are in the order of the text. */
export function redactText(text: string, marks: readonly Mark[], kept: (mark: Mark) => boolean = () => false): string {
  let [done, at] = ['', 0]
  for (const mark of marks.filter((one) => !kept(one))) {
    done += text.slice(at, mark.at) + mark.neutral
    at = mark.at + mark.words.length
  }
  return done + text.slice(at)
}
