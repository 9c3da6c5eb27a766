import type { Category } from '#contract/county-schema.ts'
import type { Glyph } from '../ui/glyph-names.ts'

/** A picture for each group of categories. A county may name other groups: those get the shape alone. */
const GLYPH_BY_GROUP: Readonly<Record<string, Glyph>> = {
  home: 'home',
  crowd: 'people',
  fuel: 'flame',
  factory: 'factory',
  site: 'crane',
  mine: 'pick',
  road: 'car',
  care: 'school',
  country: 'leaf',
  hidden: 'speak',
}

export const glyphOf = (group: string): { readonly glyph?: Glyph } => {
  const glyph = GLYPH_BY_GROUP[group]
  return glyph === undefined ? {} : { glyph }
}

/** What the public reads for a category. */
export const plainNameOf = ({ name, plain }: Pick<Category, 'name' | 'plain'>): string => plain ?? name
