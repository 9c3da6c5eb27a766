/** What a chosen file is called, on the page and in its manifest. */
import { evidenceWords } from '#contract/county/evidence.ts'
import { fill } from '#contract/rules/fill.ts'
import { withEnding } from './kinds.ts'
import type { Item } from './picked.ts'

const { names } = evidenceWords.pick

/** Photographs, films and sounds by number: phones write the moment into a name. Papers keep theirs, which say what they are. */
export const nameOf = ({ file, cleaned, group, n }: Item): string =>
  cleaned === null || group === 'paper' ? file.name : withEnding(fill(names[group], { n }), cleaned.kind)
