/** What a Vorbis track says of itself stands in its second header (Vorbis I, 5): who made it, with what. It is required, and may be empty. */
import { big, join, latin, numbers, type Bytes } from './bytes.ts'

const EMPTY = join([latin('\x03vorbis'), numbers(4, 'little', 0, 0), numbers(1, 'big', 1)])

/** Three headers in Xiph lacing, as Matroska and WebCodecs hold them. What does not read so is left as it is. */
export function withoutVorbisComment(description: Bytes): Bytes {
  if (big(description, 0, 1) !== 2) return description
  let at = 1
  const size = () => {
    let sum = 0
    while (description[at] === 255) {
      sum += 255
      at += 1
    }
    return sum + big(description, at++, 1)
  }
  const [first, second] = [size(), size()]
  const setup = at + first + second
  if (setup > description.length) return description
  const lace = (length: number) => join([new Uint8Array(Math.floor(length / 255)).fill(255), numbers(1, 'big', length % 255)])
  return join([numbers(1, 'big', 2), lace(first), lace(EMPTY.length), description.subarray(at, at + first), EMPTY, description.subarray(setup)])
}
