/** The challenge before a filing: proof of work against floods, by whoever files and without knowing who that is. */
import { solveChallenge, type Challenge as AltchaChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from '#contract/public.ts'
import type { SolvedChallenge } from '#contract/report.ts'

const TIMEOUT_MS = 120_000

/** Turnstile's token, from whoever can show its box; only called where the county uses it. */
export type AskTurnstile = (siteKey: string) => Promise<string>

/** Null when it could not be solved: too slow, refused, or nobody to show Turnstile's box. */
export async function solve(challenge: Challenge, askTurnstile?: AskTurnstile): Promise<SolvedChallenge | null> {
  if (challenge.kind === 'plain') return challenge
  if (challenge.kind === 'altcha') return solveAltcha(challenge.challenge as unknown as AltchaChallenge)
  if (askTurnstile === undefined) return null
  const token = await askTurnstile(challenge.siteKey).catch(() => null)
  return token === null ? null : { kind: 'turnstile', token }
}

/**
 * Web Crypto derives keys off the main thread, so the page stays alive without a worker of ours. Some lanes run at once, each trying every
 * n-th counter; the first to find one stops the others.
 */
async function solveAltcha(challenge: AltchaChallenge): Promise<SolvedChallenge | null> {
  const lanes = Math.max(1, Math.min(4, typeof navigator === 'undefined' ? 2 : navigator.hardwareConcurrency))
  const controller = new AbortController()
  const tries = Array.from({ length: lanes }, async (_, lane) => {
    const solution = await solveChallenge({ challenge, controller, counterStart: lane, counterStep: lanes, deriveKey, timeout: TIMEOUT_MS })
    if (solution !== null) controller.abort()
    return solution
  })
  const solution = (await Promise.all(tries)).find((found) => found !== null)
  if (solution === undefined || solution === null) return null
  const { counter, derivedKey } = solution
  const { parameters, signature } = challenge
  return { kind: 'altcha', payload: btoa(JSON.stringify({ challenge: { parameters, signature }, solution: { counter, derivedKey } })) }
}
