/** Reads at most `maxBytes` of a request's body; null when there is more, without waiting for the rest of it. */
export async function readAtMost(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  chunks.reduce((at, chunk) => (whole.set(chunk, at), at + chunk.byteLength), 0)
  return whole
}
