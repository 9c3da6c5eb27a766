/** The store of sealed objects (R2). What is put there streams through: of an object never more than some chunks are in the Worker's memory. */
import { fromBase64Url, join, toBase64Url } from '#contract/bytes.ts'
import { isHybridAgeHeader } from '#contract/rules/age-header.ts'

const HEADER_BYTES = 1700

/** `short`, `long`: not as many bytes as said. `altered`: their SHA-256 is another. `not-sealed`: no age file for one hybrid recipient. */
export type PutRefusal = 'short' | 'long' | 'altered' | 'not-sealed'
export interface Expected {
  readonly bytes: number
  /** SHA-256, base64url. */
  readonly digest: string
}

/** Null once the object is there, whole and as said; otherwise nothing is there. R2 compares the digest itself. */
export async function putSealed(bucket: R2Bucket, key: string, body: ReadableStream<Uint8Array> | null, { bytes, digest }: Expected): Promise<PutRefusal | null> {
  const { readable, writable } = new FixedLengthStream(bytes)
  const writer = writable.getWriter()
  writer.closed.catch(() => undefined) // What is wrong is said by what this returns.
  // Settled at once: where the pump stops, the put fails too, and that failure says nothing more. A store that gives up reads no further: without an end, what is written would wait for it for ever.
  const putting = bucket.put(key, readable, { sha256: fromBase64Url(digest) }).then(() => null, async (fault: unknown) => {
    await writer.abort().catch(() => undefined)
    return fault
  })
  const pumped = await pump(body, writer, bytes)
  const fault = await putting
  if (pumped !== null) return pumped
  if (fault === null) return null
  if (fault instanceof Error && /checksum|10037/i.test(fault.message)) return 'altered'
  throw fault
}

/** Chunk by chunk, as fast as the store takes them. What is too much, or not sealed, is read on and thrown away (see body.ts). */
async function pump(body: ReadableStream<Uint8Array> | null, writer: WritableStreamDefaultWriter<Uint8Array>, bytes: number): Promise<'short' | 'long' | 'not-sealed' | null> {
  let head = new Uint8Array()
  let isSealed = false
  let size = 0
  let wrong: 'long' | 'not-sealed' | null = null
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (wrong !== null) continue
    let ready = chunk
    if (!isSealed) {
      head = join([head, chunk])
      if (head.byteLength < Math.min(HEADER_BYTES, bytes)) continue
      isSealed = isHybridAgeHeader(head)
      if (!isSealed) wrong = 'not-sealed'
      ready = head
    }
    if (size > bytes) wrong = 'long'
    // A store that fails says so by its own promise.
    if (wrong === null) await writer.write(ready).catch(() => undefined)
  }
  const found = wrong ?? (size < bytes ? 'short' : null)
  await (found === null ? writer.close() : writer.abort()).catch(() => undefined)
  return found
}

/** R2 takes this many keys in one call. */
const MOST_KEYS = 1000

export async function deleteObjects(bucket: R2Bucket, keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += MOST_KEYS) await bucket.delete(keys.slice(at, at + MOST_KEYS))
}

export interface StoredObject {
  readonly bytes: number
  readonly body: ReadableStream
}

/** Null where there is none. */
export async function readObject(bucket: R2Bucket, key: string): Promise<StoredObject | null> {
  const found = await bucket.get(key)
  return found === null ? null : { bytes: found.size, body: found.body }
}

/** Copies under another key, with the digest that R2 kept of it. False where there is nothing to copy, or it is no longer what it was. */
export async function copyObject(bucket: R2Bucket, from: string, to: string, digest: string): Promise<boolean> {
  const found = await bucket.get(from)
  const kept = found?.checksums.sha256
  if (found === null || kept === undefined || toBase64Url(new Uint8Array(kept)) !== digest) {
    await found?.body.cancel()
    return false
  }
  await bucket.put(to, found.body, { sha256: kept })
  return true
}

/** Keys under a prefix that were put before an instant (seconds since 1970), in pages; at most so many pages. */
export async function keysBefore(bucket: R2Bucket, prefix: string, seconds: number, pages: number): Promise<string[]> {
  const keys: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < pages; page += 1) {
    const listed = await bucket.list({ prefix, ...(cursor !== undefined && { cursor }) })
    keys.push(...listed.objects.filter(({ uploaded }) => uploaded.getTime() / 1000 < seconds).map(({ key }) => key))
    if (!listed.truncated) break
    cursor = listed.cursor
  }
  return keys
}
