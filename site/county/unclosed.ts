/** Where a quotation mark or a bracket was opened that nobody closed: YAML complains only further down, often at the end of the file. */

export interface Unclosed {
  /** Counted from 1. */
  readonly line: number
  readonly what: string
  readonly remedy: string
}

/** A value that begins with a mark: behind a key, behind the dashes of a list, or alone. */
const OPENING = /^(?:\s|- )*(?:[^\s'"[{#:][^:]*:\s+)?(['"[{])(.*)$/
const ENDS = { "'": /^(?:[^']|'')*'(?!')/, '"': /^(?:[^"\\]|\\.)*"/ } as const
const CLOSED_BY = { "'": "'", '"': '"', '[': ']', '{': '}' } as const
type Sign = keyof typeof CLOSED_BY

/** What still stands open where `line` (from 1) begins, or is opened in it and not closed there; null where all is closed. */
export function unclosedBefore(text: string, line: number): Unclosed | null {
  let open: { line: number; mark: Sign; depth: number } | null = null
  for (const [index, words] of text.split('\n').slice(0, line).entries()) {
    if (open !== null) {
      if (index === line - 1) break
      open = stillOpen(open, words)
    } else {
      const [, mark, rest = ''] = OPENING.exec(words) ?? []
      if (mark !== undefined) open = stillOpen({ line: index + 1, mark: mark as Sign, depth: 1 }, rest)
    }
  }
  if (open === null) return null
  const { mark } = open
  return { line: open.line, what: mark === '"' || mark === "'" ? '引号没有收尾' : `“${mark}”没有合上`, remedy: `在该结束的地方补上 ${CLOSED_BY[mark]}` }
}

function stillOpen<T extends { mark: Sign; depth: number }>(open: T, words: string): T | null {
  if (open.mark === '"' || open.mark === "'") return ENDS[open.mark].test(words) ? null : open
  const bare = words.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, '').replace(/\s#.*/, '')
  const depth = open.depth + (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0)
  return depth <= 0 ? null : { ...open, depth }
}
