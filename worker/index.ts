import { handle } from '@astrojs/cloudflare/handler'
import { app } from './app.ts'
import { guarded } from './http/pages.ts'
import { at, innerPath } from './http/sub-path.ts'
import { announceAll } from './notice/gateway.ts'
import type { Secrets } from './platform/secrets.ts'
import { sweep } from './sweep.ts'

/** A table of contents: /api to the app, everything else to Astro's pages; announcements; the day's cron. */
export default {
  async fetch(request, env, ctx) {
    const inner = innerPath(request.url)
    return inner?.startsWith('/api/') === true ? app.fetch(at(inner, request), env, ctx) : guarded(await handle(request, env, ctx))
  },
  async queue(batch, env) {
    await announceAll(batch, env)
  },
  async scheduled(_controller, env) {
    await sweep(env)
  },
} satisfies ExportedHandler<Env & Secrets>
