import { solveChallenge, type Challenge as Altcha } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from '#contract/public.ts'
import type { SolvedChallenge } from '#contract/report.ts'
import { fail } from './print.ts'

/** Does the proof of work on this machine. Turnstile wants a browser, so a county that uses it takes no filings from commands. */
export async function solve(challenge: Challenge): Promise<SolvedChallenge> {
  if (challenge.kind !== 'altcha') return fail('challenge', '本县用第三方人机验证，只能在网页上送出。')
  const altcha = challenge.challenge as unknown as Altcha
  const solution = await solveChallenge({ challenge: altcha, deriveKey })
  if (solution === null) return fail('challenge', '安全验证没有算出来，请再试一次。')
  return { kind: 'altcha', payload: btoa(JSON.stringify({ challenge: altcha, solution })) }
}
