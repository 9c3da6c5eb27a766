/** What a piece says of itself and what its file is called are one: a year, an id, a language, the contest's questions. */
import { namesIn } from '#contract/rules/fill.ts'
import { CARD_NAMES } from '../learn/schema.ts'
import type { Complain } from './mistake.ts'
import type { Piece } from './read.ts'
import { textsOf } from './texts.ts'

/** The first 安全生产月 was that of 2002. */
const FIRST_YEAR = 2002

/** Number of the 安全生产月 of a year, counted from 1. */
export const editionOf = (year: number): number => year - FIRST_YEAR + 1

/** `addresses`: `collection/id` of all pieces. */
export function checkPlace({ kind, id, data }: Piece, addresses: ReadonlySet<string>, complain: Complain): void {
  if (kind === 'campaigns') checkCampaign(id, data as Piece<'campaigns'>['data'], complain)
  if (kind === 'calendar' && (data as Piece<'calendar'>['data']).id !== id) complain(['id'], `“代号”（id）写了“${(data as Piece<'calendar'>['data']).id}”，文件名是“${id}”`, '两个写成一样')
  if (kind === 'emergency') {
    checkTwin(id, addresses, complain)
    checkNames(data, complain)
  }
  const misnamed = kind === 'quiz' ? misnamedBank(id, (data as Piece<'quiz'>['data']).use) : null
  if (misnamed !== null) complain(['use'], ...misnamed)
}

/** One file a year, so that no year has two. */
function checkCampaign(id: string, { year, edition }: Piece<'campaigns'>['data'], complain: Complain): void {
  if (String(year) !== id) complain(['year'], `“年份”（year）写了${year}，文件名是“${id}”`, '一年一个文件，文件名就是年份；把写错的那个改对')
  else if (edition !== editionOf(year)) complain(['edition'], `“第几个”（edition）写了${edition}，${year}年是第${editionOf(year)}个安全生产月`, `改成 ${editionOf(year)}`)
}

/** Each card leads to the same one in the other language. */
function checkTwin(id: string, addresses: ReadonlySet<string>, complain: Complain): void {
  const [language, ...rest] = id.split('/')
  if (language !== 'zh' && language !== 'en') return
  const twin = `${language === 'zh' ? 'en' : 'zh'}/${rest.join('/')}`
  if (!addresses.has(`emergency/${twin}`)) complain(null, `这张卡片还没有${language === 'zh' ? '英文' : '中文'}的，页面上换语言会打不开`, `写一张 content/learn/emergency/${twin}.yaml，文件名一样`)
}

/** The county is named in steps alone, where the page fills it in. */
function checkNames(data: Piece['data'], complain: Complain): void {
  for (const { at, text } of textsOf(data)) {
    const stranger = namesIn(text).find((name) => at[0] !== 'steps' || !CARD_NAMES.some((known) => known === name))
    if (stranger !== undefined) complain(at, `{${stranger}} 在这里没有东西可填`, `步骤（steps）里可以写 ${CARD_NAMES.map((name) => `{${name}}`).join('、')}，别处照实写`)
  }
}

/** Questions of the contest must not be taken for practice, whose answers are public: the name says what they are, and the file too. */
export function misnamedBank(id: string, use: string): readonly [what: string, remedy: string] | null {
  const named = id.startsWith('contest-')
  if (named && use !== 'contest') return [`use 写了“${use}”，contest- 开头的文件只放竞赛题`, '写 use: contest，或者改文件名']
  return !named && use === 'contest' ? ['是竞赛题，文件名却不是 contest- 开头', '改文件名，像 contest-fire.yaml'] : null
}
