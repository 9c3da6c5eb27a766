import type { Context } from 'hono'
import type { Moment } from '../platform/clock.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Member } from '../staff/store.ts'

export interface App {
  Bindings: Env & Secrets
  Variables: { requestId: string; now: Moment; member: Member | null }
}
export type Call = Context<App>
