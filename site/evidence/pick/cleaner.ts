/** The cleaning thread as a page uses it: begun with the first file, one question at a time. */
import type { CleanFile } from '../clean/clean.ts'
import type { Answer, Question } from '../clean/thread.ts'
import type { Cleaner } from './picked.ts'

/** A thread that has nothing to do for so long is ended: what a film took of memory is given back before sealing wants some. */
const IDLE_MS = 1_000

/** A cleaner with a thread of its own. */
export function makeCleaner(): Cleaner {
  let thread: Worker | null = null
  let asked = 0
  let answered = 0
  const end = () => {
    thread?.terminate()
    thread = null
  }
  return async (file) => {
    thread ??= new Worker(new URL('../clean/thread.ts', import.meta.url), { type: 'module' })
    const id = (asked += 1)
    const answer = await ask(thread, { id, file })
    answered += 1
    if (answer === null) {
      // It did not load, or it died; the next file gets another.
      end()
      return { failed: 'program' }
    }
    setTimeout(() => asked === answered && end(), IDLE_MS)
    return 'failed' in answer ? { failed: answer.failed } : answer.cleaned
  }
}

/** Null when the thread broke. */
function ask(thread: Worker, question: Question): Promise<{ readonly cleaned: CleanFile } | { readonly failed: Extract<Answer, { failed: unknown }>['failed'] } | null> {
  return new Promise((done) => {
    const over = new AbortController()
    const end = (value: Parameters<typeof done>[0]) => {
      over.abort()
      done(value)
    }
    thread.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.id === question.id) end(data)
    }, { signal: over.signal })
    thread.addEventListener('error', () => end(null), { signal: over.signal })
    thread.postMessage(question, [])
  })
}
