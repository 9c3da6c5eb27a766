import { join } from '#contract/bytes.ts'

const MOST_DISCARDED = 9 * 1024 * 1024

/**
 * Reads at most `maxBytes` of a request's body; null when there is more. What is too much is read on and thrown away, up to 9 MiB, which is more than a part of an upload: the
 * local runtime answers 500 now and then where a body was refused unread (seen with wrangler 4.149: 31 of 60 refused posts of 9 KB).
 */
export async function readAtMost(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size <= maxBytes) chunks.push(chunk)
    else if (size > maxBytes + MOST_DISCARDED) break
  }
  if (size > maxBytes) return null
  return join(chunks)
}

/** For a request that was refused before anybody read it. */
export async function discardBody(request: Request): Promise<void> {
  if (!request.bodyUsed) await readAtMost(request, 0)
}
