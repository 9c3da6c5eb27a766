/** A worker that only runs the age stream over a file: what sealing is measured against. */
import { Encrypter } from 'age-encryption'
import { PART_BYTES } from '#contract/rules/part-size.ts'

/** `beside`: as the manifest wants it, a stream for each part and two digests beside it; otherwise one stream over all, and nothing else. */
export interface Question {
  readonly file: Blob
  readonly recipient: string
  readonly beside: boolean
}

addEventListener('message', ({ data: { file, recipient, beside } }: MessageEvent<Question>) => {
  void (beside ? byParts(file, recipient) : stream(file, recipient)).then(() => postMessage(null))
})

async function stream(file: Blob, recipient: string): Promise<void> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const reader = (await encrypter.encrypt(file.stream())).getReader()
  while (!(await reader.read()).done) { /* what comes is not kept */ }
}

async function byParts(file: Blob, recipient: string): Promise<void> {
  for (let at = 0; at < file.size; at += PART_BYTES) {
    const part = file.slice(at, at + PART_BYTES)
    const bytes = await part.arrayBuffer()
    const digests = Promise.all([1, 2].map(() => crypto.subtle.digest('SHA-256', bytes)))
    await stream(part, recipient)
    await digests
  }
}
