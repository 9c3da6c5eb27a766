/** What a file tells about whoever made it, and what no cleaning takes away. */
import { WHATS, type LeftCode, type What } from '#contract/evidence.ts'

/** `value` as the file has it, at most 120 characters; of what is not text (a thumbnail, trailing data) its size in bytes. `entry` names the file inside an archive. */
export interface Found {
  readonly what: What
  readonly value: string
  readonly entry?: string
}

export interface Left {
  readonly code: LeftCode
  readonly what?: What
  readonly entry?: string
}

export interface Cleaned {
  readonly bytes: Blob
  readonly left: readonly Left[]
}

const LONGEST = 120
// oxlint-disable-next-line no-control-regex -- written by strangers, shown to people
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g

/** Nothing where there is nothing to tell. */
export function found(what: What, value: string): Found[] {
  const text = value.replace(CONTROL, ' ').trim()
  return text === '' ? [] : [{ what, value: text.slice(0, LONGEST) }]
}

/** Each told once, in the order of WHATS. */
export function sorted(all: readonly Found[]): Found[] {
  const once = new Map(all.map((one) => [`${one.entry ?? ''}\n${one.what}\n${one.value}`, one]))
  return [...once.values()].sort((a, b) => WHATS.indexOf(a.what) - WHATS.indexOf(b.what))
}

export const inEntry = <T extends Found | Left>(all: readonly T[], entry: string): T[] => all.map((one) => ({ ...one, entry: one.entry === undefined ? entry : `${entry} / ${one.entry}` }))
