import { app } from '../../worker/app.ts'
import { notifyAll } from '../../worker/notice/gateway.ts'
import { sweep } from '../../worker/sweep.ts'

/** The API alone, as the Worker's tests see it; the browser tests run the built Worker with its pages. */
export default {
  fetch: app.fetch,
  async queue(batch, env) {
    await notifyAll(batch, env)
  },
  async scheduled(_controller, env) {
    await sweep(env)
  },
} satisfies ExportedHandler<Env>
