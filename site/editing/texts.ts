/** The sentences of a piece's data, wherever they stand in it. */

/** Names of documents, search words and references are as their owners write them: no sentences. */
const AS_GIVEN = new Set(['sources', 'standards', 'keywords', 'hazards', 'audience', 'categories', 'checklists', 'pieces'])

export interface Text { readonly at: readonly PropertyKey[]; readonly text: string }

/** `except` names the keys whose texts are left out. */
export function textsOf(value: unknown, at: readonly PropertyKey[] = [], except: ReadonlySet<string> = AS_GIVEN): Text[] {
  if (typeof value === 'string') return [{ at, text: value }]
  if (Array.isArray(value)) return value.flatMap((one, index) => textsOf(one, [...at, index], except))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (except.has(key) ? [] : textsOf(inner, [...at, key], except)))
}
