/** SHA-256 of a whole file, over its parts as they are opened. No DOM. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { fromBase64Url } from '#contract/bytes.ts'
import type { OpenedFile } from '../../evidence/read.ts'
import type { Parts } from './parts.ts'

const STEP = 1 << 20

/** Of a file of one part the signed manifest says it already. Null where there are more, or no manifest. */
export function digestSaid({ words, problem }: OpenedFile): string | null {
  const [only, ...more] = words?.parts ?? []
  return problem !== null || only === undefined || more.length > 0 ? null : bytesToHex(fromBase64Url(only.plain))
}

/** Fetches and opens every part; throws a PartFault where one is missing or altered. `onPart` is told how many are done. */
export async function digestOf(parts: Parts, onPart: (done: number) => void): Promise<string> {
  const hash = sha256.create()
  let done = 0
  for await (const part of parts.each()) {
    for (let at = 0; at < part.length; at += STEP) {
      hash.update(part.subarray(at, at + STEP))
      // The page moves meanwhile.
      await new Promise((next) => setTimeout(next))
    }
    onPart(++done)
  }
  return bytesToHex(hash.digest())
}
