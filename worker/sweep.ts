import { linkFilings } from './chain/commands.ts'
import { deleteSpent } from './challenge/store.ts'
import { now } from './platform/clock.ts'
import { drain } from './platform/outbox.ts'
import { LIFE_MINUTES } from './staff/session.ts'
import { deleteFailures, deleteOldSessions } from './staff/store.ts'

/** The day's cron: links the filings, hands over what a crash left staged, and forgets every time that has done its service. */
export async function sweep(env: Env): Promise<void> {
  const { seconds } = now()
  await linkFilings(env.DB)
  await drain(env.DB, env.OUTBOX)
  await env.DB.batch([
    deleteSpent(env.DB, seconds),
    deleteOldSessions(env.DB, Math.floor(seconds / 60) - LIFE_MINUTES),
    deleteFailures(env.DB, Math.floor(seconds / 3600) - 1),
  ])
}
