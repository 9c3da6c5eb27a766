/**
 * A colour profile without what it tells besides colour. A screen's or scanner's own profile names its device, its maker and the minute it
 * was measured (ICC.1:2022, 7.2 and 9.2). Left out altogether, a photograph with wide colours would look dull.
 */
import { big, join, latin, numbers, piece, text, type Bytes } from './bytes.ts'

const HEADER = 128
/** Tags that a picture's colours are computed from. */
const COLOUR = /^(?:[rgb]XYZ|[rgbk]TRC|wtpt|bkpt|chad|chrm|cicp|lumi|gamt|[AB]2[AB]\d|[DB]2[DB]\d|meas|view|tech)$/
/** Of the header: CMM, date, platform, device maker, model and attributes, creator, profile id. */
const TELLING = [[4, 8], [24, 36], [40, 44], [48, 64], [80, 84], [84, 100]] as const

/** `mluc` in English of one letter: the tag is required, its words are not. */
const NOTHING = join([latin('mluc'), numbers(4, 'big', 0, 1, 12), latin('enUS'), numbers(4, 'big', 2, 28), latin('\0c\0\0')])
const NOTHING_OLD = join([latin('desc'), numbers(4, 'big', 0, 2), latin('c\0'), new Uint8Array(4 + 4 + 2 + 1 + 67 + 1)])
const NO_COPYRIGHT_OLD = join([latin('text'), numbers(4, 'big', 0), latin('c\0\0\0')])

/** Null where it is no profile: then the picture is drawn as sRGB. */
export function cleanProfile(profile: Bytes): Bytes | null {
  if (profile.length < HEADER + 4 || text(profile, 36, 4) !== 'acsp') return null
  const header = profile.slice(0, HEADER)
  for (const [from, to] of TELLING) header.fill(0, from, to)
  const old = (header[8] ?? 0) < 4
  const tags: [name: string, data: Bytes][] = [['desc', old ? NOTHING_OLD : NOTHING], ['cprt', old ? NO_COPYRIGHT_OLD : NOTHING]]
  const count = Math.min(big(profile, HEADER, 4), 100)
  for (let n = 0; n < count; n += 1) {
    const at = HEADER + 4 + n * 12
    const name = text(profile, at, 4)
    const from = big(profile, at + 4, 4)
    if (COLOUR.test(name)) tags.push([name, piece(profile, from, from + big(profile, at + 8, 4))])
  }
  return assemble(header, tags)
}

function assemble(header: Bytes, tags: readonly [name: string, data: Bytes][]): Bytes {
  let at = HEADER + 4 + tags.length * 12
  const table: Bytes[] = [numbers(4, 'big', tags.length)]
  const data: Bytes[] = []
  for (const [name, value] of tags) {
    table.push(latin(name), numbers(4, 'big', at, value.length))
    data.push(value, new Uint8Array(-value.length & 3))
    at += value.length + (-value.length & 3)
  }
  header.set(numbers(4, 'big', at))
  return join([header, ...table, ...data])
}
