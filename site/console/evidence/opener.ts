/**
 * Where parts are opened: in a thread, which ends with the file; in the page where there is none to be had. Whatever happens to the thread, whoever waits for a part is answered:
 * `closed` once the file is shut, `broken` where opening failed for no reason of the file's, `lost` where the thread died with it: asked again, it is opened here.
 */
import { SealingFailure } from '../../crypto/failure.ts'
import { letGo } from '../../evidence/let-go.ts'
import { openPart } from '../../evidence/seal/seal.ts'
import type { Answer, Question } from './open-thread.ts'
import { PartFault } from './parts.ts'

export interface Opener {
  readonly open: typeof openPart
  readonly close: () => void
}

interface Waiting {
  readonly n: number
  readonly done: (plain: Uint8Array<ArrayBuffer>) => void
  readonly failed: (fault: unknown) => void
}

export function makeOpener(): Opener {
  const waiting = new Map<number, Waiting>()
  const thread = new Worker(new URL('./open-thread.ts', import.meta.url), { type: 'module' })
  let state: 'open' | 'threadless' | 'closed' = 'open'
  let last = 0
  thread.addEventListener('message', ({ data: { id, plain } }: MessageEvent<Answer>) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (plain === 'broken') one?.failed(new PartFault('broken', one.n))
    else if (plain === 'altered') one?.failed(new SealingFailure('unopenable'))
    else one?.done(plain)
  })
  // It did not load, or it died.
  const goOnHere = () => {
    if (state === 'open') state = 'threadless'
    failAll(waiting, 'lost')
  }
  thread.addEventListener('error', goOnHere)
  thread.addEventListener('messageerror', goOnHere)
  return {
    open: (sealed, shape, n, identity, said) => {
      if (state === 'threadless') return openHere(sealed, shape, n, identity, said)
      return new Promise((done, failed) => {
        if (state === 'closed') return failed(new PartFault('closed', n))
        const id = ++last
        waiting.set(id, { n, done, failed })
        // Given away, not copied.
        thread.postMessage({ id, sealed, shape, n, identity, said } satisfies Question, [sealed.buffer])
      })
    },
    close: () => {
      state = 'closed'
      thread.terminate()
      failAll(waiting, 'closed')
    },
  }
}

/** All who wait are told, and nobody does any more. */
function failAll(waiting: Map<number, Waiting>, code: 'lost' | 'closed'): void {
  const all = [...waiting.values()]
  waiting.clear()
  for (const { n, failed } of all) failed(new PartFault(code, n))
}

const openHere: typeof openPart = (sealed, shape, n, identity, said) =>
  openPart(sealed, shape, n, identity, said)
    .catch((fault: unknown) => { throw fault instanceof SealingFailure ? fault : new PartFault('broken', n) })
    .finally(() => letGo(sealed))
