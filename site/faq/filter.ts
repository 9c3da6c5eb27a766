/** True where every word of the query stands in the text, in any order; an empty query fits all. */
export const fits = (query: string, text: string): boolean => {
  const plain = text.toLowerCase()
  return query.toLowerCase().split(/[\s，。、,.？?]+/).every((word) => plain.includes(word))
}
