/** How alike two reports are. Pure, and in the reader's own browser: words that were sealed are compared nowhere else. */
import { daysBetween } from '#contract/rules/day.ts'

export interface Facts {
  readonly category: string | null
  readonly township: string | null
  readonly day: string
  readonly place: string
  readonly subject: string
  readonly body: string
}

export const WHY = ['township', 'category', 'place', 'subject', 'number', 'words'] as const
export type Why = (typeof WHY)[number]

export interface Alike {
  readonly points: number
  /** What they share, the weightiest first. */
  readonly why: readonly Why[]
}

/** From here on it is worth a look. Same township and same category alone are not: a township has many kitchens. */
export const WORTH_A_LOOK = 6
const MOST_DAYS = 120

/** Two characters at a time: Chinese has no spaces to cut at. Signs and spaces do not count. */
function pairs(text: string): Set<string> {
  const plain = text.replace(/[\s\p{P}\p{S}]/gu, '')
  return new Set([...plain].slice(1).map((character, at) => `${[...plain][at] ?? ''}${character}`))
}

/** The share of the shorter one's pairs that the other has too. */
function shared(one: string, other: string): number {
  const [a, b] = [pairs(one), pairs(other)]
  const least = Math.min(a.size, b.size)
  return least < 2 ? 0 : [...a].filter((pair) => b.has(pair)).length / least
}

/** Numbers that tell something: plates, house numbers, telephones. */
const numbers = (text: string): Set<string> => new Set(text.toUpperCase().match(/[A-Z]?\d{3,}|[A-Z]\d[A-Z\d]{3,}/g) ?? [])

export function alike(one: Facts, other: Facts): Alike {
  if (Math.abs(daysBetween(one.day, other.day)) > MOST_DAYS) return { points: 0, why: [] }
  const all = ({ place, subject, body }: Facts) => `${place}\n${subject}\n${body}`
  const same = [...numbers(all(one))].filter((number) => numbers(all(other)).has(number)).length
  const points: Record<Why, number> = {
    township: one.township !== null && one.township === other.township ? 2 : 0,
    category: one.category !== null && one.category === other.category ? 2 : 0,
    place: 5 * shared(one.place, other.place),
    subject: 5 * shared(one.subject, other.subject),
    number: Math.min(6, 3 * same),
    words: 6 * shared(all(one), all(other)),
  }
  const why = WHY.filter((reason) => points[reason] >= 2).toSorted((a, b) => points[b] - points[a])
  return { points: WHY.reduce((sum, reason) => sum + points[reason], 0), why }
}
