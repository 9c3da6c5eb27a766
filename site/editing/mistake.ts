/** A mistake in content/learn, in parts: where, what, and what to do about it. */

/** `stop`: untrue or broken, no build. `mend`: the content check fails, a build does not. `note`: worth a look. */
export type Weight = 'stop' | 'mend' | 'note'

export interface Mistake {
  /** Path from the repository's root. */
  readonly file: string
  /** Counted from 1; null where the whole file is meant. */
  readonly line: number | null
  readonly what: string
  readonly remedy: string
  readonly weight: Weight
}

/** One Chinese sentence, as site/county/wrong.ts writes it, with the line. */
export const sayMistake = ({ file, line, what, remedy }: Mistake): string => `${file}${line === null ? '' : ` 第${line}行`}：${what}；${remedy}。`

/** Takes one mistake of a file: `at` is the path of a key, or a line. */
export type Complain = (at: readonly PropertyKey[] | number | null, what: string, remedy: string, weight?: Weight) => void
