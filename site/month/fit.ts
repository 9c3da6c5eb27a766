/** How large words may be set on a sheet of fixed size. Chinese faces agree on widths, so counting is enough; test/e2e/posters.spec.ts looks at every sheet. */

/** Widths in em: what is not full width is taken for 0.6. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (/[ -~]/.test(letter) ? 0.6 : 1), 0)

/** Rows that a text takes, `perRow` em wide. A row may lose one em to punctuation that must not begin the next. */
export function rowsOf(text: string, perRow: number): number {
  const width = widthOf(text)
  return width <= perRow ? 1 : Math.ceil(width / Math.max(1, perRow - 1))
}

export interface Room {
  readonly width: number
  readonly height: number
  /** Line height as a multiple of the size. */
  readonly leading: number
  /** Between two texts. */
  readonly gap: number
  /** Part of a text's width that its number or box takes, in em. */
  readonly indent: number
}

/** Height of texts set below one another at a size, in the room's own unit. */
export const heightOf = (texts: readonly string[], size: number, { width, leading, gap, indent }: Omit<Room, 'height'>): number =>
  texts.reduce((sum, text) => sum + rowsOf(text, Math.floor(width / size - indent)) * size * leading + gap, -gap)

/** The largest of `sizes` (falling) at which all texts fit; the smallest where none does. */
export function sizeFor(texts: readonly string[], room: Room, sizes: readonly number[]): number {
  return sizes.find((size) => heightOf(texts, size, room) <= room.height) ?? sizes.at(-1) ?? 0
}

/** The parts of a title that should stay whole: 闻到煤气味， / 先出去. */
export const phrasesOf = (title: string): string[] => title.split(/(?<=[，：；？])/)

/** The largest size at which every phrase stands on a row of its own; else the one at which they fit broken. */
export function titleSize(title: string, room: Room, sizes: readonly number[]): number {
  const phrases = phrasesOf(title)
  const whole = sizes.find((size) => phrases.every((phrase) => widthOf(phrase.replace(/，$/, '')) <= Math.floor(room.width / size)) && phrases.length * size * room.leading <= room.height)
  return whole ?? sizeFor([title], room, sizes)
}
