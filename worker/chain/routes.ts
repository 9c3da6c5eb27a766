import type { Hono } from 'hono'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import * as contract from '#contract/public.ts'
import { makeContestChallenge, makeReportChallenge, makeUploadChallenge } from '../challenge/commands.ts'
import type { App } from '../http/context.ts'
import { PLAIN_FULL, serve } from '../http/serve.ts'
import { receiptPublicKey } from '../platform/receipt-key.ts'
import { ok } from '../platform/result.ts'
import { listHeads } from './commands.ts'

/** What anybody may read: keys, challenge, chain, health. */
export function mountPublic(app: Hono<App>): void {
  serve(app, contract.readKeyring, {}, async ({ c }) => ok({ county: profile.id, receiptKey: receiptPublicKey(c.env), keyring }))
  serve(app, contract.readChallenge, { 'plain-full': PLAIN_FULL }, async ({ c, input }) => {
    const { seconds } = c.get('now')
    if (input.for === 'upload') return ok(await makeUploadChallenge(c.env.DB, c.env, Number(input.parts ?? 1), seconds))
    return input.for === 'contest' ? ok(await makeContestChallenge(c.env.DB, c.env, seconds)) : makeReportChallenge(c.env.DB, c.env, seconds)
  })
  serve(app, contract.listHeads, {}, async ({ c, input }) => ok(await listHeads(c.env.DB, Number(input.after ?? 0))))
  serve(app, contract.readHealth, {}, async ({ c }) => {
    await c.env.DB.prepare('SELECT 1').run()
    return ok({ ok: true as const })
  })
}
