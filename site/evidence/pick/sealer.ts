/** The sealing thread as a page uses it. */
import type { Shape } from '#contract/rules/part-size.ts'
import { makeTurns } from '../in-turn.ts'
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

/** So many threads seal at once: the ciphers of one part fill a processor's core, reading and digests of another go on beside them. */
export const THREADS = 2

/** Parts in the order in which they are asked for, on the threads in turn. */
export function makeSealer(): Sealer {
  const over = new AbortController()
  const lanes = Array.from({ length: THREADS }, () => makeLane(over.signal))
  return {
    seal: (file, shape, n, recipient) => {
      const [lane = makeLane(over.signal)] = lanes.splice(0, 1)
      lanes.push(lane)
      return lane({ file, shape, n, recipient })
    },
    end: () => over.abort(),
  }
}

/** One part at a time. */
function makeLane(signal: AbortSignal): (question: Question) => Promise<PartToSend> {
  let thread: Worker | null = null
  const turns = makeTurns()
  const end = () => {
    thread?.terminate()
    thread = null
  }
  signal.addEventListener('abort', end, { once: true })
  const sealOne = async (question: Question): Promise<PartToSend> => {
    if (signal.aborted) throw new Error('nobody waits for it')
    thread ??= new Worker(new URL('../seal/thread.ts', import.meta.url), { type: 'module' })
    try {
      return await ask(thread, question, signal)
    } catch (fault) {
      if (!(fault instanceof Unread)) end() // It may have broken; the next part gets another.
      throw fault
    }
  }
  return (question) => turns(() => sealOne(question))
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
