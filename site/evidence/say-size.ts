import { evidenceWords } from '#contract/county/evidence.ts'
import { fill } from '#contract/rules/fill.ts'

const MEGABYTE = 1_000_000

/** 12兆, 3.4兆, 不到1兆: in the units people know from their telephones, never more than there is. For reporters and members alike. */
export function saySize(bytes: number): string {
  if (bytes < MEGABYTE) return evidenceWords.pick.tiny
  const tenths = Math.floor((bytes * 10) / MEGABYTE)
  return fill(evidenceWords.pick.megabytes, { n: tenths < 100 ? tenths / 10 : Math.floor(tenths / 10) })
}
