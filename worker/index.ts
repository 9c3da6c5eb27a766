import { handle } from '@astrojs/cloudflare/handler'
import { app } from './app.ts'
import { sweep } from './sweep.ts'
import { announce } from './notice/gateway.ts'
import { log } from './platform/log.ts'
import type { Secrets } from './platform/secrets.ts'

/** A table of contents: /api to the app, everything else to Astro's pages; announcements; the day's cron. */
export default {
  async fetch(request, env, ctx) {
    return new URL(request.url).pathname.startsWith('/api/') ? app.fetch(request, env, ctx) : handle(request, env, ctx)
  },
  async queue(batch, env) {
    for (const message of batch.messages) {
      await announce(env, message.body).then(
        () => message.ack(),
        (fault: unknown) => {
          log('notice-fault', { fault })
          message.retry()
        },
      )
    }
  },
  async scheduled(_controller, env) {
    await sweep(env)
  },
} satisfies ExportedHandler<Env & Secrets>
