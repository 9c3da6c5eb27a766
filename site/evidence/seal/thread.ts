/** The sealing in a worker thread: it reads a part from the file, seals it and gives it away. So neither a page's thread nor its memory holds a file. */
import type { Shape } from '#contract/rules/part-size.ts'
import { blobSource, sealPart, type SealedPartFile } from './seal.ts'

export interface Question {
  readonly id: number
  readonly file: Blob
  readonly shape: Shape
  readonly n: number
  readonly recipient: string
}

/** `unread`: the file could not be read, or not any more. */
export type Answer = { readonly id: number; readonly part: SealedPartFile } | { readonly id: number; readonly failed: 'unread' | 'fault' }

addEventListener('message', ({ data: { id, file, shape, n, recipient } }: MessageEvent<Question>) => {
  sealPart(blobSource(file), shape, n, recipient).then(
    (part) => postMessage({ id, part } satisfies Answer, { transfer: [part.bytes.buffer] }),
    (fault: unknown) => postMessage({ id, failed: fault instanceof DOMException ? 'unread' : 'fault' } satisfies Answer),
  )
})
