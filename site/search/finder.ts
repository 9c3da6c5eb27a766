/** The page's end of the search: one question at a time, the latest counts. */
import { link } from '../ui/link.ts'
import type { Answered, Asked, Filters, Found } from './find.ts'

export interface Finder {
  /** Null when the index could not be read. An answer that a later question has overtaken never comes. */
  ask(query: string, filters: Filters, most: number): Promise<Found | null>
}

export function openFinder(): Finder {
  let worker: Worker | null = null
  let asked = 0
  const start = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  return {
    ask(query, filters, most) {
      const n = (asked += 1)
      const mine = (worker ??= start())
      return new Promise((resolve) => {
        const end = (found: Found | null) => {
          // A worker that failed to fetch its script would go on failing: the next question gets a new one.
          if (found === null) {
            mine.terminate()
            if (worker === mine) worker = null
          }
          if (n === asked) resolve(found)
        }
        mine.addEventListener('message', ({ data }: MessageEvent<Answered>) => data.n === n && end(data.found))
        mine.addEventListener('error', () => end(null))
        mine.postMessage({ n, folder: new URL(link('/pagefind/'), location.href).href, query, filters, most } satisfies Asked, [])
      })
    },
  }
}
