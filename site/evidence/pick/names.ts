/** What a chosen file is called, on the page and in its manifest. */
import { evidenceWords } from '#contract/county/evidence.ts'
import { fill } from '#contract/rules/fill.ts'
import { withEnding } from './kinds.ts'
import type { Item } from './picked.ts'

const { names } = evidenceWords.pick

/** Photographs, films and sounds by number: phones write the moment into a name. Papers keep theirs, which say what they are. */
export const nameOf = ({ file, cleaned, group, n }: Item): string =>
  cleaned === null || group === 'paper' ? file.name : withEnding(fill(names[group], { n }), cleaned.kind)

/** Where it is painted over: the id of the board, by which one gets there. */
export const boardOf = ({ id }: Item): string => `cover-${id}`

/** `照片2（原样）.jpg`: what it is stays last, so that it opens with whatever opens such files. */
export function originalNameOf(item: Item): string {
  const { file, group, n, kind } = item
  const name = group === 'paper' || kind === null ? file.name : withEnding(fill(names[group], { n }), kind)
  const [, begins = name, ending = ''] = /^(.+)(\.[\w-]{1,8})$/s.exec(name) ?? []
  return fill(evidenceWords.pick.original.name, { name: begins }) + ending
}
