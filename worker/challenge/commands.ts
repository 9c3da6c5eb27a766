import { policy } from '#contract/county/policy.ts'
import type { Challenge } from '#contract/public.ts'
import type { SolvedChallenge } from '#contract/report.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { isWithin } from '../platform/within.ts'
import { hmac, secretFor, type Secrets } from '../platform/secrets.ts'
import { checkAltcha, costAt, makeAltcha } from './altcha.ts'
import { countPlain, countRecent, type Entry, type Spent } from './store.ts'
import { checkTurnstile } from './turnstile.ts'

const hourOf = (seconds: number) => Math.floor(seconds / 3600)

/**
 * What a filing must bring: our own proof of work, or Turnstile where the county configured its keys. The pages without scripts can do
 * neither: they share what the county takes of them in an hour.
 */
export async function makeReportChallenge(db: D1Database, secrets: Secrets, seconds: number): Promise<Result<Challenge, 'plain-full'>> {
  if (isWithin(secrets)) return (await countPlain(db, hourOf(seconds))) < policy.plain.perHour ? ok({ kind: 'plain' }) : refuse('plain-full')
  if (policy.challenge.kind === 'turnstile') return ok({ kind: 'turnstile', siteKey: policy.challenge.siteKey })
  const cost = costAt(await countRecent(db, seconds))
  return ok({ kind: 'altcha', challenge: await makeAltcha(secrets, 'report', cost, seconds) })
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

const uploadPurpose = (parts: number) => `upload/${parts}`
/** This many parts ask for one filing's work; as many again for as much again. */
const PARTS_A_FILING = 8

/** What an upload of so many parts must bring: the more there is to keep, the more work. */
export async function makeUploadChallenge(db: D1Database, secrets: Secrets, parts: number, seconds: number): Promise<Challenge> {
  if (policy.challenge.kind === 'turnstile') return { kind: 'turnstile', siteKey: policy.challenge.siteKey }
  const cost = costAt(await countRecent(db, seconds, 'upload'), Math.ceil(parts / PARTS_A_FILING))
  return { kind: 'altcha', challenge: await makeAltcha(secrets, uploadPurpose(parts), cost, seconds) }
}

/** What a challenge that was solved for an upload of just so many parts spends. */
export async function checkUploadChallenge(secrets: Secrets, solved: SolvedChallenge, parts: number, seconds: number): Promise<Result<Spent, ChallengeRefusal>> {
  if (solved.kind === 'plain' || solved.kind !== policy.challenge.kind) return refuse('challenge')
  return checkSolved(secrets, solved, uploadPurpose(parts), seconds)
}

/** What a rightly solved challenge spends. A kind that the county does not use is never right; `plain` only from within. */
export async function checkReportChallenge(secrets: Secrets, solved: SolvedChallenge, seconds: number): Promise<Result<Entry, ChallengeRefusal>> {
  if (solved.kind === 'plain') return isWithin(secrets) ? ok({ plainHour: hourOf(seconds), most: policy.plain.perHour }) : refuse('challenge')
  if (solved.kind !== policy.challenge.kind) return refuse('challenge')
  return checkSolved(secrets, solved, 'report', seconds)
}

async function checkSolved(secrets: Secrets, solved: Exclude<SolvedChallenge, { kind: 'plain' }>, purpose: string, seconds: number): Promise<Result<Spent, ChallengeRefusal>> {
  if (solved.kind === 'altcha') {
    const spent = await checkAltcha(secrets, purpose, solved.payload)
    return spent === null ? refuse('challenge') : ok(spent)
  }
  const said = await checkTurnstile(secrets, solved.token)
  if (said !== 'good') return refuse(said === 'bad' ? 'challenge' : 'challenge-unreachable')
  return ok({ id: await hmac(await secretFor(secrets, 'challenge'), solved.token), hour: hourOf(seconds) })
}
