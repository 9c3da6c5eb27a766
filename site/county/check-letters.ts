/** Checks of the letters: numbers as GB/T 9704 writes them, an addressee for every destination, and no law that is not marked ✔. */
import type { Letters } from '#contract/letter-schema.ts'
import { namesIn } from '#contract/rules/fill.ts'
import { refuseTwice } from './check-duties.ts'
import { COUNTY, type County } from './county.ts'
import { quoted, wrong } from './wrong.ts'

const FILE = `${COUNTY}/letters.yaml`

/** What each text of a notice is filled with; nothing else is filled in. */
const NAMES: Readonly<Record<string, readonly string[]>> = { opening: ['day', 'reference'], because: ['reason'], elsewhere: ['destination'] }

export function checkLetters(county: County): void {
  const { letters } = county
  checkNumber(letters)
  refuseTwice(FILE, kindsOf(letters).map(([, { sign }]) => sign), 'sign')
  checkAddressees(county)
  for (const [kind, texts] of kindsOf(letters)) {
    for (const [key, sentence] of sentencesIn(texts)) {
      checkNames(`kinds 的 ${kind} 的 ${key}`, sentence, kind === 'refusal' ? (NAMES[key] ?? []) : [])
      checkCited(letters, `kinds 的 ${kind} 的 ${key}`, sentence)
    }
  }
}

const kindsOf = ({ kinds }: Letters) => Object.entries(kinds).flatMap(([kind, texts]) => (texts === undefined ? [] : [[kind, texts] as const]))

function checkNumber({ number }: Letters): void {
  const names = namesIn(number).toSorted().join()
  if (names !== 'n,sign,year') wrong(FILE, `number 写了${quoted(number)}，要有 {sign}、{year}、{n} 各一个`, '写成 "{sign}〔{year}〕{n}号"')
  if (!number.includes('〔{year}〕')) wrong(FILE, `number 写了${quoted(number)}，年份要用六角括号`, '写成 〔{year}〕')
  if (/第\{n\}/.test(number)) wrong(FILE, `number 写了${quoted(number)}，序号前不加“第”字`, '删掉“第”')
}

function checkAddressees({ letters, destinations }: County): void {
  const addressees = letters.kinds.referral?.addressees
  if (addressees === undefined) return
  const without = destinations.find(({ number }) => !(number in addressees))
  if (without !== undefined) wrong(FILE, `addressees 里没有 ${without.number}（${without.office}）`, '补上函写给哪个单位')
  const stranger = Object.keys(addressees).find((number) => !destinations.some((office) => office.number === number))
  if (stranger !== undefined) wrong(FILE, `addressees 里的 ${stranger} 不在 destinations.yaml 里`, '删掉，或者先在那里加上')
}

function checkNames(key: string, sentence: string, names: readonly string[]): void {
  const unknown = namesIn(sentence).find((name) => !names.includes(name))
  if (unknown !== undefined) wrong(FILE, `${key} 里的 {${unknown}} 没有东西可填`, names.length === 0 ? '写成不带 { 的句子' : `只能用 ${names.map((name) => `{${name}}`).join('、')}`)
}

/** A letter states law to another office: only what somebody has read in the original. */
function checkCited({ basis }: Letters, key: string, sentence: string): void {
  const cited = [...sentence.matchAll(/《(.+?)》/g)].map((match) => match[1] ?? '')
  const unread = cited.find((name) => !basis.some(({ document, mark }) => document === name && mark === '✔'))
  if (unread !== undefined) wrong(FILE, `${key} 引了《${unread}》，basis 里没有标 ✔ 的`, '对过原文再写进 basis 并标 ✔，或者不引它')
}

function* sentencesIn(texts: Readonly<Record<string, unknown>>): Generator<[key: string, sentence: string]> {
  for (const [key, value] of Object.entries(texts)) {
    for (const one of typeof value === 'string' ? [value] : Object.values(value as object)) if (typeof one === 'string') yield [key, one]
  }
}
