/** Days as people say them, in the language of the page. */
import { language } from '../county/language.ts'
import { dayNumber, weekday, yearOf } from './day-number.ts'

export * from './day-number.ts'

/** 6月3日（周三） or “Wednesday, 3 June”; the year only when it is not `today`'s. */
export function sayDay(day: string, today: string): string {
  const [year = '', month, date] = day.split('-')
  if (language.id !== 'zh') return sayAbroad(day, today)
  const words = `${Number(month)}月${Number(date)}日（周${'日一二三四五六'.charAt(weekday(day))}）`
  return yearOf(day) === yearOf(today) ? words : `${year}年${words}`
}

/** As that language writes days. The digits stay those on the papers. */
function sayAbroad(day: string, today: string): string {
  const year = yearOf(day) === yearOf(today) ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat(language.tag, { weekday: 'long', day: 'numeric', month: 'long', ...year, timeZone: 'UTC', numberingSystem: 'latn', calendar: 'gregory' }).format(dayNumber(day) * 86_400_000)
}
