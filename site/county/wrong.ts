/** A mistake in the county's files, as one sentence for whoever wrote them: which file, which key, and what to do about it. */
export function wrong(file: string, what: string, remedy: string): never {
  throw new Error(`${file}：${what}；${remedy}。`)
}

/** What somebody wrote, short enough to stand in a sentence. */
export function quoted(value: unknown): string {
  const words = typeof value === 'string' ? value : JSON.stringify(value) ?? '空'
  return `“${words.length > 40 ? `${words.slice(0, 40)}…` : words}”`
}
