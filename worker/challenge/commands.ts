import { policy } from '#contract/county/policy.ts'
import type { Challenge } from '#contract/public.ts'
import type { SolvedChallenge } from '#contract/report.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { hmac, secretFor, type Secrets } from '../platform/secrets.ts'
import { checkAltcha, costAt, makeAltcha } from './altcha.ts'
import { countRecent, type Spent } from './store.ts'
import { checkTurnstile } from './turnstile.ts'

/** What a filing must bring: our own proof of work, or Turnstile where the county configured its keys. */
export async function makeReportChallenge(db: D1Database, secrets: Secrets, seconds: number): Promise<Challenge> {
  if (policy.challenge.kind === 'turnstile') return { kind: 'turnstile', siteKey: policy.challenge.siteKey }
  const cost = costAt(await countRecent(db, seconds))
  return { kind: 'altcha', challenge: await makeAltcha(secrets, 'report', cost, seconds) }
}

/** What an entry of the contest must bring: always our own proof of work, whatever the county uses for reports. */
export async function makeContestChallenge(db: D1Database, secrets: Secrets, seconds: number): Promise<Challenge> {
  const cost = costAt(await countRecent(db, seconds, 'contest'))
  return { kind: 'altcha', challenge: await makeAltcha(secrets, 'contest', cost, seconds) }
}

/** The spent row of a rightly solved challenge of the contest; null otherwise. */
export async function checkContestChallenge(secrets: Secrets, solved: SolvedChallenge | undefined): Promise<Spent | null> {
  return solved?.kind === 'altcha' ? checkAltcha(secrets, 'contest', solved.payload) : null
}

export type ChallengeRefusal = 'challenge' | 'challenge-unreachable'

/** The spent row of a rightly solved challenge. A kind that the county does not use is never right. */
export async function checkReportChallenge(secrets: Secrets, solved: SolvedChallenge, seconds: number): Promise<Result<Spent, ChallengeRefusal>> {
  if (solved.kind !== policy.challenge.kind) return refuse('challenge')
  if (solved.kind === 'altcha') {
    const spent = await checkAltcha(secrets, 'report', solved.payload)
    return spent === null ? refuse('challenge') : ok(spent)
  }
  const said = await checkTurnstile(secrets, solved.token)
  if (said !== 'good') return refuse(said === 'bad' ? 'challenge' : 'challenge-unreachable')
  return ok({ id: await hmac(await secretFor(secrets, 'challenge'), solved.token), hour: Math.floor(seconds / 3600) })
}
