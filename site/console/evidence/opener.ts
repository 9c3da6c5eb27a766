/** Where parts are opened: in a thread of their own, which ends with the file; in the page where there is none to be had. */
import { SealingFailure } from '../../crypto/failure.ts'
import { openPart } from '../../evidence/seal/seal.ts'
import type { Answer, Question } from './open-thread.ts'

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
  let isBroken = false
  let last = 0
  const here = async ({ asked: { sealed, shape, n, identity, said }, done, failed }: Waiting) => {
    try {
      done(await openPart(sealed, shape, n, identity, said))
    } catch (fault) {
      failed(fault)
    }
  }
  thread.addEventListener('message', ({ data: { id, plain } }: MessageEvent<Answer>) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (plain === null) one?.failed(new SealingFailure('unopenable'))
    else one?.done(plain)
  })
  thread.addEventListener('error', () => {
    isBroken = true
    for (const one of waiting.values()) void here(one)
    waiting.clear()
  })
  return {
    open: (sealed, shape, n, identity, said) => new Promise((done, failed) => {
      const asked = { id: ++last, sealed, shape, n, identity, said }
      if (isBroken) return void here({ asked, done, failed })
      waiting.set(asked.id, { asked, done, failed })
      thread.postMessage(asked, [])
    }),
    close: () => {
      thread.terminate()
      waiting.clear()
    },
  }
}
