/** The rules of the 安康杯 contest that both sides compute: who may be called what, who ranks where. */
import type { Contest, Standing } from '../contest.ts'

/** How much longer than the time on the page the Worker takes answers: a slow network costs nobody the contest. */
export const GRACE_SECONDS = 120

export const MAX_NICKNAME_CHARACTERS = 12
const MOST_DIGITS = 6

export type NicknameProblem = 'empty' | 'long' | 'signs' | 'digits'

/** One spelling for one nickname: compatibility forms folded, blanks trimmed and counted as one. */
export const nicknameOf = (typed: string): string => typed.normalize('NFKC').trim().replace(/\s+/g, ' ')

/**
 * What is wrong with a nickname as `nicknameOf` gives it; null when nothing is. Seven digits may be a telephone or a number of an
 * identity card, in whatever numerals.
 */
export function nicknameProblem(nickname: string): NicknameProblem | null {
  if (nickname === '') return 'empty'
  if ([...nickname].length > MAX_NICKNAME_CHARACTERS) return 'long'
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ·_-]*$/u.test(nickname)) return 'signs'
  return (nickname.match(/[\p{N}〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]/gu) ?? []).length > MOST_DIGITS ? 'digits' : null
}

/** Points of 100 for `correct` of `asked` questions, rounded. */
export const pointsOf = (correct: number, asked: number): number => (asked === 0 ? 0 : Math.round((100 * correct) / asked))

/** How many of its best a unit is averaged over: a share of its people, not fewer than the minimum, not more than it has. */
export const neededOf = (headcount: number, { minimum, sharePercent }: Contest['ranking']): number =>
  Math.min(headcount, Math.max(minimum, Math.ceil((headcount * sharePercent) / 100)))

/** How many entrants of a unit have which points as their best. */
export type Tally = Readonly<Record<string, number>>

interface Placed { readonly standing: Omit<Standing, 'rank'>; readonly sum: number; readonly headcount: number }

/**
 * The ranking. A unit's score is the sum of its best `neededOf` entrants over that number: whoever is missing counts 0, whoever is more
 * than that can only raise it. Equal scores go by the share of people who took part; equal in that too, they share a rank. Units of
 * which nobody took part stand at the end without one. Compared as fractions of whole numbers, so that rounding ranks nobody.
 */
export function rankUnits({ units, ranking }: Pick<Contest, 'units' | 'ranking'>, tallies: ReadonlyMap<string, Tally>): Standing[] {
  const placed = units.map(({ id, headcount }) => place(id, headcount, neededOf(headcount, ranking), tallies.get(id) ?? {}))
  const inOrder = placed.toSorted((a, b) => compare(a, b) || a.standing.unit.localeCompare(b.standing.unit))
  return inOrder.map((one, at) => ({ ...one.standing, rank: one.standing.entrants === 0 ? null : 1 + inOrder.slice(0, at).filter((other) => compare(other, one) < 0).length }))
}

function place(unit: string, headcount: number, needed: number, tally: Tally): Placed {
  const best = Object.entries(tally).map(([points, entrants]) => ({ points: Number(points), entrants })).toSorted((a, b) => b.points - a.points)
  let [sum, room] = [0, needed]
  for (const { points, entrants } of best) {
    const counted = Math.min(room, entrants)
    sum += points * counted
    room -= counted
  }
  const entrants = best.reduce((total, one) => total + one.entrants, 0)
  return { sum, headcount, standing: { unit, entrants, needed, average: Math.round((100 * sum) / needed) / 100 } }
}

function compare(a: Placed, b: Placed): number {
  if ((a.standing.entrants === 0) !== (b.standing.entrants === 0)) return a.standing.entrants === 0 ? 1 : -1
  const score = b.sum * a.standing.needed - a.sum * b.standing.needed
  const part = ({ standing, headcount }: Placed) => Math.min(standing.entrants, headcount)
  return score || part(b) * a.headcount - part(a) * b.headcount
}
