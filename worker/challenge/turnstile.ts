import * as z from 'zod/mini'
import type { Secrets } from '../platform/secrets.ts'

const VERIFY_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'
const Answer = z.object({ success: z.boolean() })

/**
 * Asks Turnstile about a token. `remoteip` is never sent. A token is good once on Turnstile's side, so its id here is only
 * what keeps two filings from sharing it while the answer travels.
 */
export async function checkTurnstile(secrets: Secrets, token: string): Promise<boolean> {
  const response = await fetch(secrets.TURNSTILE_VERIFY_URL ?? VERIFY_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret: secrets.TURNSTILE_SECRET, response: token }),
  })
  const answer = Answer.safeParse(await response.json())
  return response.ok && answer.success && answer.data.success
}
