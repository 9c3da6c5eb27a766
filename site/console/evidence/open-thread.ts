/** Opens parts in a worker thread: eight megabytes take a tenth of a second, and a film must not stop for it. One message in, one out. */
import type { Shape } from '#contract/rules/part-size.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import { openPart, type ManifestPart } from '../../evidence/seal/seal.ts'

export interface Question {
  readonly id: number
  readonly sealed: Uint8Array<ArrayBuffer>
  readonly shape: Shape
  readonly n: number
  readonly identity: string
  readonly said: ManifestPart
}

/** `plain` null: it is not the part that the manifest names. */
export interface Answer {
  readonly id: number
  readonly plain: Uint8Array<ArrayBuffer> | null
}

addEventListener('message', ({ data: { id, sealed, shape, n, identity, said } }: MessageEvent<Question>) => {
  void openPart(sealed, shape, n, identity, said).catch((fault: unknown) => {
    if (fault instanceof SealingFailure) return null
    throw fault
  }).then((plain) => postMessage({ id, plain } satisfies Answer, { transfer: plain === null ? [] : [plain.buffer] }))
})
