/** The sealing thread as a page uses it. */
import type { Shape } from '#contract/rules/part-size.ts'
import type { PartToSend } from '../send.ts'
import type { Answer, Question } from '../seal/thread.ts'

/** A file that cannot be read any more: moved, changed since it was chosen, or on a device that is full. */
export class Unread extends Error {
  override readonly name = 'Unread'
}

export interface Sealer {
  seal(file: Blob, shape: Shape, n: number, recipient: string): Promise<PartToSend>
  end(): void
}

/** A thread seals so many parts; then another takes its place. Collectors let tens of megabytes of each part lie; a thread that ends gives all back. */
const PARTS_A_THREAD = 2

/** One part at a time, in the order in which they are asked for. */
export function makeSealer(): Sealer {
  let thread: Worker | null = null
  let sealed = 0
  let turn: Promise<unknown> = Promise.resolve()
  const over = new AbortController()
  const end = () => {
    thread?.terminate()
    thread = null
  }
  const sealOne = async (question: Question): Promise<PartToSend> => {
    if (over.signal.aborted) throw new Error('nobody waits for it')
    thread ??= new Worker(new URL('../seal/thread.ts', import.meta.url), { type: 'module' })
    try {
      return await ask(thread, question, over.signal)
    } finally {
      sealed += 1
      if (sealed % PARTS_A_THREAD === 0) end()
    }
  }
  return {
    seal: (file, shape, n, recipient) => {
      const part = turn.then(() => sealOne({ file, shape, n, recipient }))
      turn = part.catch(() => undefined)
      return part
    },
    end: () => {
      over.abort()
      end()
    },
  }
}

function ask(thread: Worker, question: Question, signal: AbortSignal): Promise<PartToSend> {
  return new Promise((done, fail) => {
    const broken = () => fail(new Error('the sealing thread broke'))
    signal.addEventListener('abort', broken, { once: true })
    thread.addEventListener('error', broken, { once: true })
    thread.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      signal.removeEventListener('abort', broken)
      if ('part' in data) done(data.part)
      else fail(data.failed === 'unread' ? new Unread() : new Error('not sealed'))
    }, { once: true })
    thread.postMessage(question, [])
  })
}
