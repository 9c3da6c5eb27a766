import { handle } from '@astrojs/cloudflare/handler'
import { app } from './app.ts'
import { answerPlain, isPlain } from './plain.ts'
import { guard, guarded } from './http/pages.ts'
import { at, innerPath } from './http/sub-path.ts'
import { notifyAll } from './notice/gateway.ts'
import type { Secrets } from './platform/secrets.ts'
import { sweep } from './sweep.ts'

/** A table of contents: /api to the app, /plain to the pages without scripts, everything else to Astro's pages; notices; the day's cron. */
export default {
  async fetch(request, env, ctx) {
    const inner = innerPath(request.url)
    if (inner?.startsWith('/api/') === true) return app.fetch(at(inner, request), env, ctx)
    if (inner !== null && isPlain(inner)) return guard(await answerPlain(request, inner, env, ctx), request.url)
    return guarded(await handle(request, env, ctx), request.url)
  },
  async queue(batch, env) {
    await notifyAll(batch, env)
  },
  async scheduled(_controller, env) {
    await sweep(env)
  },
} satisfies ExportedHandler<Env & Secrets>
