/**
 * The letters as they are printed: 转办函 and 不予受理告知书 (GB/T 9704-2012, 信函格式). No DOM. They are made here, in the member's browser or
 * terminal; the server gives the number and knows no word. What leaves the desk has no field for whoever reported (domain §2.9): what a
 * letter is made of holds none, so none can come into it.
 */
import { destinations } from '#contract/county/destinations.ts'
import { counter, letters } from '#contract/county/letters.ts'
import { phones } from '#contract/county/phones.ts'
import type { Letter } from '#contract/staff-report.ts'
import type { ReferralText, RefusalText } from '#contract/letter-schema.ts'
import { fill } from '#contract/rules/fill.ts'
import { isDay } from '#contract/rules/day-number.ts'
import type { RefuseReason } from '#contract/states.ts'
import type * as z from 'zod/mini'
import type { RedactedWords } from '../../crypto/words.ts'

/** What every letter has: 发文机关、发文字号、标题、成文日期、联系电话. */
interface Frame {
  readonly issuer: string
  readonly number: string
  readonly title: string
  readonly day: string
  readonly telephone: string
}

/** 转办函. `reported`: what was reported, in the words that the member chose, under what each is called. */
export interface ReferralLetter extends Frame {
  readonly kind: 'referral'
  readonly addressee: string
  readonly opening: string
  readonly said: string
  readonly reported: readonly { readonly label: string; readonly text: string }[]
  readonly asks: string
  readonly demands: readonly string[]
  readonly closing: string
  readonly attachments: readonly string[]
}

/** 不予受理告知书. It goes to whoever reported, and says not what. */
export interface RefusalNotice extends Frame {
  readonly kind: 'refusal'
  readonly opening: string
  readonly because: string
  readonly elsewhere: string | null
  readonly closing: readonly string[]
  readonly counter: string | null
}

/** The words of a referral that a member chose: those of a redacted copy, and what is attached. */
export interface ReferralWords {
  readonly words: RedactedWords
  readonly attachments: readonly string[]
}

const LABELS = { place: '地点', since: '时间', subject: '被反映的单位（人）', body: '情况' } as const

/** 2026年11月22日: Arabic figures, the year in full, no zero before month and day (GB/T 9704-2012, 7.3.5.4). */
export function dayOnPaper(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** A letter's kind, day and number: null while it is only looked over. */
export type LetterHead = Pick<Letter, 'kind' | 'day'> & { readonly n: number | null; readonly year: number }

/** What stands in the number's place until there is one. */
const UNNUMBERED = '文号：取号后填入'

/** 示安办举转〔2026〕3号. */
export const numberOnPaper = ({ kind, year, n }: LetterHead): string => n === null ? UNNUMBERED : fill(letters.number, { sign: textsOf(kind)?.sign ?? '', year, n })

/** What of a kind always stands in it; undefined where this county does not issue it. */
export function textsOf(kind: 'referral'): ReferralText | undefined
export function textsOf(kind: 'refusal'): RefusalText | undefined
export function textsOf(kind: Letter['kind']): ReferralText | RefusalText | undefined
export function textsOf(kind: Letter['kind']): ReferralText | RefusalText | undefined {
  return letters.kinds[kind]
}

const frameOf = (numbered: LetterHead, title: string): Frame => ({
  issuer: letters.issuer, number: numberOnPaper(numbered), title, day: dayOnPaper(numbered.day),
  telephone: phones.find(({ unit }) => unit === 'desk')?.phone ?? '',
})

/** Null where this county issues none. `destination`: a number of destinations.yaml. */
export function referralLetter(numbered: LetterHead, destination: string, { words, attachments }: ReferralWords): ReferralLetter | null {
  const texts = textsOf('referral')
  if (texts === undefined) return null
  const { opening, said, asks, demands, closing, addressees } = texts
  const reported = (['place', 'since', 'subject', 'body'] as const).flatMap((field) => {
    const text = (words[field] ?? '').trim()
    return text === '' ? [] : [{ label: LABELS[field], text: field === 'since' && isDay(text) ? `${dayOnPaper(text)}起` : text }]
  })
  const addressee = addressees[destination] ?? officeOf(destination)
  return { kind: 'referral', ...frameOf(numbered, texts.title), addressee, opening, said, reported, asks, demands, closing, attachments }
}

export interface RefusedMatter {
  readonly reference: string
  /** The day on which it was reported. */
  readonly day: string
  readonly reason: z.infer<typeof RefuseReason>
  readonly destination: string | null
}

/** Null where this county issues none. */
export function refusalNotice(numbered: LetterHead, { reference, day, reason, destination }: RefusedMatter): RefusalNotice | null {
  const texts = textsOf('refusal')
  if (texts === undefined) return null
  const why = (texts.reasons as Readonly<Record<string, string>>)[reason] ?? ''
  return {
    kind: 'refusal', ...frameOf(numbered, texts.title),
    opening: fill(texts.opening, { day: dayOnPaper(day), reference }),
    because: fill(texts.because, { reason: why }),
    elsewhere: destination === null ? null : fill(texts.elsewhere, { destination: `${officeOf(destination)}（电话${destination}）` }),
    closing: texts.closing,
    counter: counter === null ? null : `${counter.address}，${counter.hours}`,
  }
}

const officeOf = (number: string): string => destinations.find((office) => office.number === number)?.office ?? number
