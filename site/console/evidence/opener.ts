/**
 * Where parts are opened: in a thread of their own, which ends with the file; in the page where there is none to be had. Whatever happens to the thread,
 * whoever waits for a part is answered: `closed` once the file is shut, `broken` where opening failed for no reason of the file's.
 */
import { SealingFailure } from '../../crypto/failure.ts'
import { openPart } from '../../evidence/seal/seal.ts'
import type { Answer, Question } from './open-thread.ts'
import { PartFault } from './parts.ts'

export interface Opener {
  readonly open: typeof openPart
  readonly close: () => void
}

interface Waiting {
  readonly asked: Question
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
    if (plain === 'broken') one?.failed(new PartFault('broken', one.asked.n))
    else if (plain === 'altered') one?.failed(new SealingFailure('unopenable'))
    else one?.done(plain)
  })
  // It did not load, or it died.
  const goOnHere = () => {
    if (state === 'open') state = 'threadless'
    for (const one of take(waiting)) void openHere(one)
  }
  thread.addEventListener('error', goOnHere)
  thread.addEventListener('messageerror', goOnHere)
  return {
    open: (sealed, shape, n, identity, said) => new Promise((done, failed) => {
      const asked = { id: ++last, sealed, shape, n, identity, said }
      if (state === 'closed') return failed(new PartFault('closed', n))
      if (state === 'threadless') return void openHere({ asked, done, failed })
      waiting.set(asked.id, { asked, done, failed })
      thread.postMessage(asked, [])
    }),
    close: () => {
      state = 'closed'
      thread.terminate()
      for (const { asked: { n }, failed } of take(waiting)) failed(new PartFault('closed', n))
    },
  }
}

/** All who wait, and nobody does any more. */
function take(waiting: Map<number, Waiting>): Waiting[] {
  const all = [...waiting.values()]
  waiting.clear()
  return all
}

async function openHere({ asked: { sealed, shape, n, identity, said }, done, failed }: Waiting): Promise<void> {
  try {
    done(await openPart(sealed, shape, n, identity, said))
  } catch (fault) {
    failed(fault instanceof SealingFailure ? fault : new PartFault('broken', n))
  }
}
