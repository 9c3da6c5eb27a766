import { utf8 } from '../bytes.ts'

/**
 * What the unit's own signing key signs when a member is given the unit's key: that this very member, with this very recipient, is one of
 * the unit. Without it nobody becomes active, so that an administrator cannot make a member of a unit all alone.
 */
export const unitKeyStatement = (county: string, given: { unit: string; member: string; recipient: string }) =>
  utf8(['anshao/v1/unit-key', county, given.unit, given.member, given.recipient].join('\n'))

/** What the unit's present key signs when the unit takes another: these and no others follow it, after this version of the keyring. */
export const rotationStatement = (county: string, card: { unit: string; from: number; recipient: string; verify: string }) =>
  utf8(['anshao/v1/unit-rotation', county, card.unit, String(card.from), card.recipient, card.verify].join('\n'))
