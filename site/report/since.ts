import { addDays, isDay, yearOf } from '#contract/rules/day.ts'

const two = (number: string) => number.padStart(2, '0')

/**
 * The day that somebody means: 2026-10-02, 2026年10月2日, 10月2号, 20261002, 昨天; a month alone is its first day. Without a year it is the latest
 * such day that is not to come. Null when it names no day.
 */
export function parseDay(text: string, today: string): string | null {
  const plain = text.trim().replace(/[０-９]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\s/g, '')
  const back = { 今天: 0, 昨天: 1, 前天: 2 }[plain]
  if (back !== undefined) return addDays(today, -back)
  const whole = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](?:(\d{1,2})[日号]?)?)?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (whole !== null) return real(`${whole[1]}-${two(whole[2] ?? '')}-${two(whole[3] ?? '1')}`)
  const short = /^(\d{1,2})[-/.月](?:(\d{1,2})[日号]?)?$/.exec(plain)
  if (short === null) return null
  const inYear = (year: number) => real(`${year}-${two(short[1] ?? '')}-${two(short[2] ?? '1')}`)
  const thisYear = inYear(yearOf(today))
  return thisYear !== null && thisYear <= today ? thisYear : (inYear(yearOf(today) - 1) ?? thisYear)
}

const real = (day: string): string | null => (isDay(day) ? day : null)

/** Guesses to tap, for whoever does not remember: how they are called, and how many days back they are. */
export const GUESSES = [['今天', 0], ['昨天', 1], ['一周前', 7], ['一个月前', 30], ['三个月前', 91], ['半年前', 182], ['一年前', 365]] as const satisfies readonly (readonly [string, number])[]
