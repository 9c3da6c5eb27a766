import { app } from '../../worker/app.ts'
import { sweep } from '../../worker/sweep.ts'

/** The API alone, as the Worker's tests see it; the browser tests run the built Worker with its pages. */
export default {
  fetch: app.fetch,
  async queue(batch) {
    batch.ackAll()
  },
  async scheduled(_controller, env) {
    await sweep(env)
  },
} satisfies ExportedHandler<Env>
