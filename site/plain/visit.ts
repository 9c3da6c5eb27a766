import type { Caller } from '../api/call.ts'
import type { Link } from './page.ts'

/** One request for a page without scripts. */
export interface Visit {
  /** Below the site's own sub-path: '/plain/report'. */
  readonly path: string
  /** What was posted; null where a page was only asked for. */
  readonly form: URLSearchParams | null
  readonly today: string
  /** Since 1970, to say when to come back. */
  readonly seconds: number
  readonly link: Link
  /** The API of the same Worker. */
  readonly call: Caller
}
