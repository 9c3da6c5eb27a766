/** A number for a text, the same on every device and every day (FNV-1a, 32 bits). */
export function fnv(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
