/** What of a finding is for people: readers of tags have words and numbers of their own, which tell nobody anything. */
import { type What } from '#contract/evidence.ts'
import type { Found } from './found.ts'

export interface Place {
  /** Degrees, north and east positive. */
  readonly lat: number
  readonly lon: number
}

/** Of these only that they were there is said: what a reader of the file calls them is no word. */
const NAMED: readonly What[] = ['place', 'serial', 'author', 'company', 'device', 'time', 'name', 'comment', 'software']
const SIZE = /^(?:[^:]*: )?\[?\d+\]?$|encoded text\]$/
const REFERENCE = /^(?:North|South|East|West) (?:latitude|longitude)$|^[NSEW]$/

/** The words to show; null where the finding has none. */
export function readable({ what, value }: Found): string | null {
  if (!NAMED.includes(what) || (what !== 'serial' && SIZE.test(value))) return null
  return what === 'place' && REFERENCE.test(value) ? null : value
}

const PAIR = /^([+-]?\d+(?:\.\d+)?)(?:,\s*|(?=[+-]))([+-]?\d+(?:\.\d+)?)/

/** The first place that is told in degrees. */
export function placeIn(all: readonly Found[]): Place | null {
  for (const { what, value } of all) {
    const [, lat, lon] = (what === 'place' ? PAIR.exec(value) : null) ?? []
    if (lat !== undefined && lon !== undefined && Math.abs(Number(lat)) <= 90 && Math.abs(Number(lon)) <= 180) return { lat: Number(lat), lon: Number(lon) }
  }
  return null
}

/** Whether a place is told in degrees, whole or by half: the whole is said once, in words. */
export const isDegrees = (value: string): boolean => PAIR.test(value) || /^[+-]?\d+\.\d+ ?[NSEW]?$/.test(value)
