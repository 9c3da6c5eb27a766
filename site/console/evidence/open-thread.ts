/** Opens parts in a worker thread: eight megabytes take a tenth of a second, and a film must not stop for it. One message in, one out. */
import type { Shape } from '#contract/rules/part-size.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import { giveBack } from '../../evidence/clean/give-back.ts'
import { letGo } from '../../evidence/let-go.ts'
import { openPart, type ManifestPart } from '../../evidence/seal/seal.ts'

export interface Question {
  readonly id: number
  readonly sealed: Uint8Array<ArrayBuffer>
  readonly shape: Shape
  readonly n: number
  readonly identity: string
  readonly said: ManifestPart
}

/** `altered`: it is not the part that the manifest names. `broken`: this thread could not do it. */
export interface Answer {
  readonly id: number
  readonly plain: Uint8Array<ArrayBuffer> | 'altered' | 'broken'
}

addEventListener('message', ({ data: { id, sealed, shape, n, identity, said } }: MessageEvent<Question>) => {
  const opening = openPart(sealed, shape, n, identity, said)
  // What nobody foresaw is answered too: whoever waits must not wait for ever.
  void opening.catch((fault: unknown) => (fault instanceof SealingFailure ? 'altered' as const : 'broken' as const))
    .then((plain) => {
      letGo(sealed)
      postMessage({ id, plain } satisfies Answer, { transfer: typeof plain === 'string' ? [] : [plain.buffer] })
      giveBack()
    })
})
