/** What a file may tell about whoever made it, and why something of it stays: codes; their words stand in content/form/evidence.yaml. */

/** In the order in which they are told: what gives somebody away first. */
export const WHATS = [
  'place', 'serial', 'author', 'company', 'device', 'time', 'name', 'comment', 'history', 'thumbnail', 'software', 'id', 'track', 'attachment', 'extra', 'other',
] as const
export type What = (typeof WHATS)[number]

export const LEFT_CODES = [
  /** A kind of file that nothing here can clean. */
  'kind',
  /** Word, Excel and PowerPoint before 2007. */
  'old-office',
  /** Opens with a password. */
  'locked',
  /** Something inside that cannot be cleaned: a macro, an embedded object, a drawing in a format of its own. */
  'inside',
  /** An archive in an archive in an archive. */
  'nested',
  /** Bigger than what is cleaned in one piece. */
  'big',
  /** Marks that encoders write into pictures and sound themselves. */
  'stream',
  /** The names that somebody gave to the files inside. */
  'names',
  /** The file was read again afterwards, and this still stood in it. */
  'stands',
] as const
export type LeftCode = (typeof LEFT_CODES)[number]

/** Why a file cannot be cleaned at all: there is nothing in it; it is cut off or not what its first bytes say; it unpacks to more than anybody sends; the device has no room for what is cleaned. */
export const CLEAN_CODES = ['empty', 'damaged', 'too-much', 'full'] as const
export type CleanCode = (typeof CLEAN_CODES)[number]
