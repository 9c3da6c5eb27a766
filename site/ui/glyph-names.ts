/** The names of the pictures, for files that commands read too: those cannot import JSX. */
export const GLYPH_NAMES = [
  'flame', 'pick', 'crane', 'factory', 'exit', 'car', 'home', 'people',
  'school', 'gear', 'leaf', 'speak', 'lock', 'look', 'phone', 'hand',
  'check', 'alert', 'paper',
] as const

export type Glyph = (typeof GLYPH_NAMES)[number]
