/** Parts on their way into the store: who stops on the way, and what is left then. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { putSealed } from '../../worker/platform/objects.ts'
import { the } from '../support/sealing.ts'
import { aFile, begin, bytesAt, objects } from '../support/uploads.ts'

beforeEach(async () => {
  for (const { key } of await objects()) await env.EVIDENCE.delete(key)
})

/** The store, and whether each of its puts has come to an end. */
function watched(put: (...words: Parameters<R2Bucket['put']>) => Promise<unknown> = env.EVIDENCE.put.bind(env.EVIDENCE)) {
  const ends: string[] = []
  const bucket = { put: (...words: Parameters<R2Bucket['put']>) => put(...words).finally(() => ends.push('ended')) } as unknown as R2Bucket
  return { bucket, ends }
}

/** A body that comes as from the line, a piece at a time: of this part up to `end`, where it ends, or breaks. */
function lineOf(bytes: Uint8Array<ArrayBuffer>, end = bytes.length, piece = 100_000) {
  let at = 0
  const source: UnderlyingByteSource = {
    type: 'bytes',
    pull(controller) {
      if (at < end) controller.enqueue(bytes.slice(at, (at = Math.min(at + piece, end))))
      else if (end < bytes.length) controller.error(new Error('the line is gone'))
      else controller.close()
    },
  }
  return { body: new ReadableStream(source), read: () => at }
}

const aPart = async () => {
  const { bytes, digest } = the((await begin(aFile(3_000_000))).parts[0])
  return { bytes, expected: { bytes: bytes.length, digest } }
}

describe('a part on its way to the store', () => {
  it.for([700, 100_000])('lies there as it came, in pieces of %d', async (piece) => {
    const { bytes, expected } = await aPart()
    const { bucket, ends } = watched()
    expect([await putSealed(bucket, 'new/one', lineOf(bytes, bytes.length, piece).body, expected), ends]).toEqual([null, ['ended']])
    expect(await bytesAt('new/one')).toEqual(bytes)
  })

  it.for([[0, []], [1000, []], [1_500_000, ['ended']]] as const)('whose sender goes away after %d bytes is no part: nothing waits for the rest', async ([after, ended]) => {
    const { bytes, expected } = await aPart()
    const { bucket, ends } = watched()
    expect(await putSealed(bucket, 'new/one', lineOf(bytes, after).body, expected)).toBe('short')
    expect([ends, await objects()]).toEqual([ended, []])
  })

  it('that the store reads no further is read to its end all the same, so that its sender hears why', async () => {
    const { bytes, expected } = await aPart()
    const { bucket } = watched(async (_, stream) => {
      const reader = (stream as ReadableStream<Uint8Array>).getReader()
      await reader.read()
      await reader.cancel()
      throw new Error('put: the store is full')
    })
    const line = lineOf(bytes)
    await expect(putSealed(bucket, 'new/one', line.body, expected)).rejects.toThrow('the store is full')
    expect([line.read(), await objects()]).toEqual([bytes.length, []])
  })
})
