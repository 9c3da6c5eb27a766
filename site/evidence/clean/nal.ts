/**
 * Notes that an encoder or a camera leaves between the pictures of H.264 and H.265 (ITU-T H.264 Annex D, H.265 Annex D): “user data”, in which x264
 * writes its settings and some cameras where they stood. Other notes, such as those about colour and light, stay.
 */
import { big, join, numbers, type Bytes } from './bytes.ts'

export type NalCodec = 'avc' | 'hevc'

const SEI: Record<NalCodec, readonly number[]> = { avc: [6], hevc: [39, 40] }
const HEADER: Record<NalCodec, number> = { avc: 1, hevc: 2 }
/** user_data_registered_itu_t_t35, user_data_unregistered. */
const USER_DATA = new Set([4, 5])

const typeOf = (unit: Uint8Array, codec: NalCodec) => (codec === 'avc' ? (unit[0] ?? 0) & 31 : ((unit[0] ?? 0) >> 1) & 63)

function isUserData(unit: Uint8Array, codec: NalCodec): boolean {
  if (!SEI[codec].includes(typeOf(unit, codec))) return false
  for (let at = HEADER[codec]; at + 2 < unit.length; ) {
    const [kind, afterKind] = spread(unit, at)
    const [size, afterSize] = spread(unit, afterKind)
    if (USER_DATA.has(kind)) return true
    at = afterSize + size
  }
  return false
}

/** A number in bytes of 255 and a last one. */
function spread(unit: Uint8Array, from: number): [value: number, next: number] {
  let at = from
  while (unit[at] === 0xff) at += 1
  return [(at - from) * 255 + (unit[at] ?? 0), at + 1]
}

/** One picture, each unit behind its length of `prefix` bytes, without user data. What does not read as such units is left as it is. */
export function withoutUserData(picture: Bytes, prefix: number, codec: NalCodec): Bytes {
  const kept: Bytes[] = []
  for (let at = 0; at < picture.length; ) {
    if (at + prefix > picture.length) return picture
    const end = at + prefix + big(picture, at, prefix)
    if (end > picture.length) return picture
    if (!isUserData(picture.subarray(at + prefix, end), codec)) kept.push(picture.subarray(at, end))
    at = end
  }
  return kept.length === 0 ? picture : join(kept)
}

/** How many bytes a length has, by avcC or hvcC (ISO/IEC 14496-15). */
export const prefixIn = (configuration: Bytes, codec: NalCodec): number => 1 + (big(configuration, codec === 'avc' ? 4 : 21, 1) & 3)

/** hvcC may hold notes of its own. */
export function cleanHvcC(configuration: Bytes): Bytes {
  const kept: Bytes[] = []
  let at = 23
  for (let n = big(configuration, 22, 1); n > 0; n -= 1) {
    const from = at
    const type = big(configuration, at, 1) & 63
    let count = big(configuration, at + 1, 2)
    at += 3
    for (; count > 0; count -= 1) at += 2 + big(configuration, at, 2)
    if (!SEI.hevc.includes(type)) kept.push(configuration.subarray(from, at))
  }
  return join([configuration.subarray(0, 22), numbers(1, 'big', kept.length), ...kept])
}
