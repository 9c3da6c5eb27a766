/** The sealing in a worker thread: it reads a part from the file, seals it and gives it away as a Blob. So neither a page's thread nor its memory holds any of a file. */
import { PART_BYTES, type Shape } from '#contract/rules/part-size.ts'
import { giveBack, PARTS_BETWEEN } from '../clean/give-back.ts'
import { readInto } from './read-into.ts'
import { sealPart, type ManifestPart } from './seal.ts'

export interface Question {
  readonly file: Blob
  readonly shape: Shape
  readonly n: number
  readonly recipient: string
}

/** `unread`: the file could not be read, or not any more. */
export type Answer = { readonly part: ManifestPart & { readonly bytes: Blob } } | { readonly failed: 'unread' | 'fault' }

addEventListener('message', ({ data: { file, shape, n, recipient } }: MessageEvent<Question>) => {
  sealPart({ size: file.size, read: (start, end) => readInto(room, file.slice(start, end)) }, shape, n, recipient).then(
    ({ bytes, ...part }) => {
      postMessage({ part: { ...part, bytes: new Blob([bytes]) } } satisfies Answer)
      sealed += 1
      if (sealed % PARTS_BETWEEN === 0) giveBack()
    },
    (fault: unknown) => postMessage({ failed: fault instanceof DOMException ? 'unread' : 'fault' } satisfies Answer),
  )
})

let sealed = 0

/** Where every part is read in its turn: a new place for each would lie about until a collector comes. */
const room = new Uint8Array(PART_BYTES)
