import * as z from 'zod/mini'
import { ask } from '../platform/ask.ts'
import type { Secrets } from '../platform/secrets.ts'

const VERIFY_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'
const Answer = z.object({ success: z.boolean() })

/**
 * Asks Turnstile about a token. `remoteip` is never sent. A token is good once on Turnstile's side, so its id here is only
 * what keeps two filings from sharing it while the answer travels. `unreachable`: no answer, or none that says yes or no.
 */
export async function checkTurnstile(secrets: Secrets, token: string): Promise<'good' | 'bad' | 'unreachable'> {
  const answered = await ask(secrets.TURNSTILE_VERIFY_URL ?? VERIFY_URL, { secret: secrets.TURNSTILE_SECRET, response: token })
  const answer = Answer.safeParse(answered?.json)
  if (!answer.success) return 'unreachable'
  return answered?.ok === true && answer.data.success ? 'good' : 'bad'
}
