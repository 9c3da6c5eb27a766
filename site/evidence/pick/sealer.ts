/** The sealing thread as a page uses it. */
import type { Shape } from '#contract/rules/part-size.ts'
import type { SealedPartFile } from '../seal/seal.ts'
import type { Answer, Question } from '../seal/thread.ts'

/** A file that cannot be read any more: moved, changed since it was chosen, or on a device that is full. */
export class Unread extends Error {
  override readonly name = 'Unread'
}

export interface Sealer {
  seal(file: Blob, shape: Shape, n: number, recipient: string): Promise<SealedPartFile>
  end(): void
}

export function makeSealer(): Sealer {
  const thread = new Worker(new URL('../seal/thread.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, { done: (part: SealedPartFile) => void; fail: (fault: Error) => void }>()
  let asked = 0
  const failAll = () => {
    for (const { fail } of waiting.values()) fail(new Error('the sealing thread broke'))
    waiting.clear()
  }
  thread.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const one = waiting.get(data.id)
    waiting.delete(data.id)
    if ('part' in data) one?.done(data.part)
    else one?.fail(data.failed === 'unread' ? new Unread() : new Error('not sealed'))
  })
  thread.addEventListener('error', failAll)
  return {
    seal: (file, shape, n, recipient) => new Promise((done, fail) => {
      const id = (asked += 1)
      waiting.set(id, { done, fail })
      thread.postMessage({ id, file, shape, n, recipient } satisfies Question, [])
    }),
    end: () => {
      thread.terminate()
      failAll()
    },
  }
}
