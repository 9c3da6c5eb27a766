import { deleteMisses } from './award/miss.ts'
import { forgetPayouts, sweepAwards } from './award/cron.ts'
import { linkFilings } from './chain/commands.ts'
import { deletePlain, deleteSpent } from './challenge/store.ts'
import { forgetContest } from './contest/commands.ts'
import { sweepUploads } from './evidence/sweep.ts'
import { lapse } from './custody/commands.ts'
import { now } from './platform/clock.ts'
import { commit } from './platform/d1.ts'
import { log } from './platform/log.ts'
import { drain } from './platform/outbox.ts'
import { LIFE_MINUTES } from './staff/session.ts'
import { deleteFailures, deleteOldSessions } from './staff/store.ts'

/**
 * The day's cron: links the filings, hands over what a crash left staged, and forgets every time that has done its service. One that
 * fails holds up none of the others; the platform is told in the end.
 */
export async function sweep(env: Env): Promise<void> {
  const moment = now()
  const { seconds } = moment
  const done = await Promise.allSettled([
    linkFilings(env.DB),
    drain(env.DB, env.OUTBOX),
    commit(env.DB, [
      deleteSpent(env.DB, seconds),
      deleteSpent(env.DB, seconds, 'upload'),
      deletePlain(env.DB, Math.floor(seconds / 3600)),
      deleteOldSessions(env.DB, Math.floor(seconds / 60) - LIFE_MINUTES),
      deleteFailures(env.DB, Math.floor(seconds / 3600) - 1),
      deleteMisses(env.DB, Math.floor(seconds / 3600) - 1),
    ]),
    forgetContest(env.DB, moment),
    lapse(env.DB, moment.today),
    sweepAwards(env.DB, moment.today),
    sweepUploads(env.DB, env.EVIDENCE, seconds),
    forgetPayouts(env.DB, moment.today),
  ])
  const faults = done.flatMap((step) => (step.status === 'rejected' ? each(step.reason) : []))
  for (const fault of faults) log('sweep-fault', { fault })
  if (faults.length > 0) throw new Error('sweep did not finish')
}

/** Of a step that went on past what failed: what failed. */
const each = (reason: unknown): unknown[] => (reason instanceof AggregateError ? reason.errors : [reason])
