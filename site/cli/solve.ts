import type { Challenge } from '#contract/public.ts'
import type { SolvedChallenge } from '#contract/report.ts'
import { solve } from '../report/solve.ts'
import { fail } from './print.ts'

/** Does the proof of work on this machine. Turnstile wants a browser, so a county that uses it takes nothing from commands. */
export async function solveHere(challenge: Challenge): Promise<SolvedChallenge> {
  return (await solve(challenge)) ?? fail('challenge', '安全验证没有做成；用第三方人机验证的县，只能在网页上做。')
}
