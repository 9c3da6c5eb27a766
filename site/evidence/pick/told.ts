/** What was found in a file and taken out, and what stays, in the words of content/form/evidence.yaml. */
import { evidenceWords } from '#contract/county/evidence.ts'
import { small } from '#contract/county/small.ts'
import { WHATS, type What } from '#contract/evidence.ts'
import { fill } from '#contract/rules/fill.ts'
import type { CleanFile } from '../clean/clean.ts'
import type { Found } from '../clean/found.ts'
import { isDegrees, placeIn, readable, type Place } from '../clean/readable.ts'

export interface Told {
  /** Where it was taken, to be drawn and said. */
  readonly place: Place | null
  /** By kind, what gives somebody away first. */
  readonly lines: readonly { readonly what: What; readonly label: string; readonly values: readonly string[] }[]
  /** Kinds without words of their own, in one sentence; empty where there are none. */
  readonly more: string
}

/** A sentence for each thing that cannot be taken out. */
export type LeftWords = Readonly<Record<keyof typeof evidenceWords.left, string>>

/** Why a picture was not covered. */
export type UncoveredWords = Readonly<Record<'failed' | 'too-large' | 'no-room', string>>

const MOST_VALUES = 3

/** `tag`: the language of the page, for dates. */
export function toldOf(removed: readonly Found[], tag: string): Told {
  const place = placeIn(removed)
  const all = WHATS.flatMap((what) => {
    const of = removed.filter((one) => one.what === what)
    return of.length === 0 ? [] : [{ what, label: evidenceWords.what[what], values: valuesOf(of, place, tag) }]
  })
  const lines = all.filter(({ what, values }) => values.length > 0 || (what === 'place' && place !== null))
  const more = all.filter((one) => !lines.includes(one)).map(({ label }) => label).join(small.list)
  return { place, lines, more: more === '' ? '' : fill(evidenceWords.pick.more, { what: more }) }
}

function valuesOf(all: readonly Found[], place: Place | null, tag: string): string[] {
  const said = all.flatMap((one) => {
    const value = readable(one)
    if (value === null || (one.what === 'place' && place !== null && isDegrees(value))) return []
    return [one.what === 'time' ? (sayMoment(value, tag) ?? []) : value].flat()
  })
  return [...new Set(said)].slice(0, MOST_VALUES)
}

/** Null for what is no moment: a camera writes zones and fractions apart. */
function sayMoment(value: string, tag: string): string | null {
  const [, year, month, day, hour, minute] = /^(\d{4})[:-](\d\d)[:-](\d\d)(?:[T ](\d\d):(\d\d))?/.exec(value) ?? []
  if (year === undefined) return null
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0)))
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC', ...(hour !== undefined && { timeStyle: 'short' }) }).format(moment)
}

const words = evidenceWords.place

/** 北纬26.0614度，东经119.3061度 */
export const sayPlace = ({ lat, lon }: Place): string =>
  fill(words.words, { ns: lat < 0 ? words.south : words.north, lat: Math.abs(lat).toFixed(4), ew: lon < 0 ? words.west : words.east, lon: Math.abs(lon).toFixed(4) })

/** What stays, a sentence each, and what to do about it. `says`: as a reporter reads it, where nothing else is given. */
export const leftOf = ({ left }: Pick<CleanFile, 'left'>, says: LeftWords = evidenceWords.left): string[] =>
  [...new Set(left.map(({ code, what }) => fill(says[code], { what: what === undefined ? '' : evidenceWords.what[what] })))]
