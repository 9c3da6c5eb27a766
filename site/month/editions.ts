/** Which edition of the Safety Month a day belongs to, and how its days are said. */
import type { z } from 'astro/zod'
import { daysBetween, sayDay } from '#contract/rules/day.ts'
import type { Campaign } from '../learn/schema.ts'

export type Edition = z.output<typeof Campaign>
export type Package = Edition['packages'][number]
export type Activity = Edition['activities'][number]

/** The month is June (安全生产月: every June since 2002). */
export const SPAN = { from: '06-01', to: '06-30' } as const
export const firstDay = (year: number): string => `${year}-${SPAN.from}`
export const lastDay = (year: number): string => `${year}-${SPAN.to}`

/** The edition that lasts or comes next; when none is written yet, the last one. Editions may come in any order. */
export function editionAt(editions: readonly Edition[], today: string): Edition {
  const inOrder = editions.toSorted((a, b) => a.year - b.year)
  const found = inOrder.find(({ year }) => lastDay(year) >= today) ?? inOrder.at(-1)
  if (found === undefined) throw new Error('content/learn/campaigns 里一届也没有')
  return found
}

/** The newest edition up to and with `year` that has what is asked for: the letter or the packages of last year, until this year's are written. */
export const latestWith = (editions: readonly Edition[], year: number, has: (edition: Edition) => boolean): Edition | undefined =>
  editions.filter((edition) => edition.year <= year && has(edition)).toSorted((a, b) => b.year - a.year)[0]

/** 6月3日（周三） or 6月3日到6月5日, of the edition's own year. */
export function sayActivityDays({ from, to }: Pick<Activity, 'from' | 'to'>): string {
  if (to === undefined || to === from) return sayDay(from, from)
  return [from, to].map((day) => sayDay(day, from).replace(/（.*）/, '')).join('到')
}

/** Days that an activity lasts. */
export const daysOf = ({ from, to }: Pick<Activity, 'from' | 'to'>): number => daysBetween(from, to ?? from) + 1

/** What is said where no theme is certain yet, and of a theme whose source was not read. */
export function sayTheme({ theme, sources }: Pick<Edition, 'theme' | 'sources'>): string {
  if (theme === null) return '等国家公布'
  return sources[0]?.mark === '✔' ? theme : `${theme}（没有看到原文，以公布为准）`
}
