/** The store of sealed objects (R2). What is put there streams through: of an object never more than some chunks are in the Worker's memory. */
import { fromBase64Url, toBase64Url } from '#contract/bytes.ts'
import { isHybridAgeHeader } from '#contract/rules/age-header.ts'

const HEADER_BYTES = 1700

/** `short`, `long`: not as many bytes as said. `altered`: their SHA-256 is another. `not-sealed`: no age file for one hybrid recipient. */
export type PutRefusal = 'short' | 'long' | 'altered' | 'not-sealed'
export interface Expected {
  readonly bytes: number
  /** SHA-256, base64url. */
  readonly digest: string
}

/**
 * Null once the object is there, whole and as said; otherwise nothing is there. R2 compares the digest itself. Only the first bytes come into our hands: the rest goes from
 * the line to the store inside the runtime, so that a Worker, which all who send share, never holds a part.
 */
export async function putSealed(bucket: R2Bucket, key: string, body: ReadableStream<Uint8Array> | null, { bytes, digest }: Expected): Promise<PutRefusal | null> {
  const head = await readHead(body, Math.min(HEADER_BYTES, bytes))
  if (body === null || head === null) return 'short'
  if (!isHybridAgeHeader(head)) return (await isReadToItsEnd(body)) ? 'not-sealed' : 'short'
  const { readable, writable } = new FixedLengthStream(bytes)
  const over = new AbortController()
  // A store that gives up reads no further: without an end, what is piped would wait for it for ever.
  const putting = bucket.put(key, readable, { sha256: fromBase64Url(digest) }).then(() => null, (fault: unknown) => {
    over.abort()
    return fault instanceof Error ? fault : new Error('the store failed', { cause: fault })
  })
  await pump(head, body, writable, over.signal)
  const fault = await putting
  if (fault === null) return null
  const isWhole = await isReadToItsEnd(body)
  const known = isWhole ? WRONG.find(([said]) => said.test(fault.message))?.[1] : 'short'
  if (known === undefined) throw fault
  return known
}

/** What the runtime says of a body that is not as long as it was said to be, and the store of one with another digest. */
const WRONG: readonly (readonly [said: RegExp, refusal: PutRefusal])[] = [[/all expected bytes/, 'short'], [/too many bytes/, 'long'], [/checksum|10037/i, 'altered']]

/** So many bytes from the beginning; null where there are not so many, or the line breaks before. */
async function readHead(body: ReadableStream<Uint8Array> | null, bytes: number): Promise<Uint8Array | null> {
  const reader = body?.getReader({ mode: 'byob' })
  const read = await reader?.readAtLeast(bytes, new Uint8Array(bytes)).catch(() => undefined)
  reader?.releaseLock()
  return read?.value?.byteLength === bytes ? read.value : null
}

/** Ends where the line, the store or a body that is not as long as it says stops it: the put is told, and says why. */
async function pump(head: Uint8Array, body: ReadableStream<Uint8Array>, writable: WritableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
  const writer = writable.getWriter()
  const abort = () => void writer.abort().catch(() => undefined)
  signal.addEventListener('abort', abort)
  try {
    await writer.write(head)
    signal.removeEventListener('abort', abort)
    writer.releaseLock()
    await body.pipeTo(writable, { preventCancel: true, signal })
  } catch (fault) {
    await (writable.locked ? writer : writable).abort(fault).catch(() => undefined)
  }
}

/** Reads on and throws away (see body.ts). False where the line breaks before. */
async function isReadToItsEnd(body: ReadableStream<Uint8Array>): Promise<boolean> {
  try {
    for await (const chunk of body) void chunk
    return true
  } catch {
    return false
  }
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
