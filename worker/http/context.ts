import type { Context } from 'hono'
import type { Moment } from '../platform/clock.ts'
import type { Notice } from '../platform/outbox.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Member } from '../staff/store.ts'

export interface App {
  Bindings: Env & Secrets
  /** `staged`: what this call has put into the outbox. */
  Variables: { requestId: string; now: Moment; member: Member | null; staged: Notice[] }
}
export type Call = Context<App>
