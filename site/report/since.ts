import type { FormWords } from '#contract/filing-schema.ts'
import { form } from '#contract/county/form.ts'
import { language } from '#contract/county/language.ts'
import { addDays, isDay, yearOf } from '#contract/rules/day.ts'

const two = (number: string) => number.padStart(2, '0')

/**
 * The day that somebody means: 2026-10-02, 2026年10月2日, 10月2号, 20261002, 昨天; in another language its own names of months; a month alone is its first day. Without a year it is the latest
 * such day that is not to come. Null when it names no day.
 */
export function parseDay(text: string, today: string): string | null {
  const plain = text.trim().replace(/[０-９]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\s/g, '')
  const back = { 今天: 0, 昨天: 1, 前天: 2, [nearly(form.guesses.today)]: 0, [nearly(form.guesses.yesterday)]: 1 }[nearly(plain)]
  if (back !== undefined) return addDays(today, -back)
  const whole = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](?:(\d{1,2})[日号]?)?)?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (whole !== null) return real(`${whole[1]}-${two(whole[2] ?? '')}-${two(whole[3] ?? '1')}`)
  const short = /^(\d{1,2})[-/.月](?:(\d{1,2})[日号]?)?$/.exec(plain)
  return short === null ? inWords(text, today) : latest(short[1] ?? '', short[2] ?? '1', today)
}

/** The latest such day that is not to come. */
function latest(month: string, date: string, today: string): string | null {
  const inYear = (year: number) => real(`${year}-${two(month)}-${two(date)}`)
  const thisYear = inYear(yearOf(today))
  return thisYear !== null && thisYear <= today ? thisYear : (inYear(yearOf(today) - 1) ?? thisYear)
}

const nearly = (text: string): string => text.toLowerCase().replace(/\s/g, '')

/** 2 October 2026, Oct 2nd: with the month by its name in the page's language. */
function inWords(text: string, today: string): string | null {
  if (language.id === 'zh') return null
  const parts = text.toLowerCase().split(/[\s,.]+/)
  const month = [...Array(12).keys()].find((at) => (['long', 'short'] as const).some((how) => parts.includes(monthName(at, how)))) ?? null
  const year = parts.find((part) => /^\d{4}$/.test(part))
  const date = parts.find((part) => /^\d{1,2}\D{0,2}$/.test(part)) ?? '1'
  if (month === null) return null
  const number = String(Number.parseInt(date, 10))
  return year === undefined ? latest(String(month + 1), number, today) : real(`${year}-${two(String(month + 1))}-${two(number)}`)
}

const monthName = (at: number, month: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(language.tag, { month, timeZone: 'UTC', calendar: 'gregory' }).format(Date.UTC(2026, at, 15)).toLowerCase()

const real = (day: string): string | null => (isDay(day) ? day : null)

/** Guesses to tap, for whoever does not remember: which word they go by, and how many days back they are. */
export const GUESSES = [['today', 0], ['yesterday', 1], ['week', 7], ['month', 30], ['quarter', 91], ['half-year', 182], ['year', 365]] as const satisfies readonly (readonly [keyof FormWords['guesses'], number])[]
