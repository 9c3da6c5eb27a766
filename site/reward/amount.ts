/** '50,000' · '５００００元' · '5万' · '1.5 万元' → fen; null for anything else. */
export function parseYuan(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(/[\s,，元]/g, '')
  const [, digits, tens] = /^(\d{1,12}(?:\.\d{1,4})?)(万?)$/.exec(plain) ?? []
  if (digits === undefined) return null
  const fen = Number(digits) * (tens === '万' ? 1_000_000 : 100)
  return Math.abs(fen - Math.round(fen)) < 1e-4 && fen <= 10_000_000_000_000 ? Math.round(fen) : null
}

/** '2' · '2人' → 2; null for anything else. */
export function parseCount(text: string): number | null {
  const [, digits] = /^(\d{1,4})人?$/.exec(text.normalize('NFKC').trim()) ?? []
  return digits === undefined ? null : Number(digits)
}
