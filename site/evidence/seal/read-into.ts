/** A piece of a file read into a place that is there already. No DOM. */

/** The bytes of `blob` at the beginning of `into`, which has room for them. Throws a DOMException where they cannot be read, or not all of them: streams of some browsers end in a TypeError then. */
export async function readInto(into: Uint8Array<ArrayBuffer>, blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const reader = blob.stream().getReader()
  let at = 0
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      into.set(read.value, at)
      at += read.value.length
    }
  } catch {
    throw unread()
  }
  if (at !== blob.size) throw unread()
  return into.subarray(0, at)
}

const unread = () => new DOMException('the file cannot be read', 'NotReadableError')
