/** Names for files on this device, made of names that strangers gave. No DOM: pages and commands do the same. */

/** Of UTF-8: folders take 255 bytes, and what saves may put something before and behind. */
const MOST_BYTES = 180
/** What a folder, a shell or a line of writing would take for something else; marks of hidden direction are none of these. */
const FIT = /[^\p{L}\p{M}\p{N}._ ()（）《》【】“”、，。·～＋-]/gu
/** Windows keeps these for devices, whatever their ending; small figures count as figures there, and blanks before the ending for nothing. */
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?= *(?:\.|$))/i

const bytesIn = (words: string): number => new TextEncoder().encode(words).length

/**
 * The last part of a path, on one line, in the order in which it is read, with its ending; neither hidden nor longer than a folder takes.
 * `otherwise`: where nothing is left of it.
 */
export function fileNameOf(name: string, otherwise: string): string {
  // What is hidden goes first: without it letters and their marks come together.
  const seen = name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').normalize('NFC')
  const last = seen.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? ''
  const plain = last.replaceAll(/\p{Z}+/gu, ' ').replaceAll(FIT, '_').replace(/^[. -]+/, '').replace(/[. ]+$/, '')
  if (plain === '') return otherwise
  const whole = DEVICE.test(plain) ? `_${plain}` : plain
  const [, begins = whole, ending = ''] = /^(.+?)((?:\.[A-Za-z0-9]{1,10})?)$/.exec(whole) ?? []
  return cut(begins, MOST_BYTES - bytesIn(ending)) + ending
}

/** As many whole letters as fit. */
function cut(words: string, most: number): string {
  let room = most
  const letters = [...words]
  const at = letters.findIndex((letter) => (room -= bytesIn(letter)) < 0)
  return at < 0 ? words : letters.slice(0, at).join('').replace(/[. ]+$/, '')
}
