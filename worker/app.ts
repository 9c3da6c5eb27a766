import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { mountAnswers } from './answer/routes.ts'
import { mountPublic } from './chain/routes.ts'
import { mountContest } from './contest/routes.ts'
import { mountCustody } from './custody/routes.ts'
import { mountAwards } from './award/routes.ts'
import { mountEvidence } from './evidence/routes.ts'
import type { App } from './http/context.ts'
import { openApi } from './http/openapi.ts'
import { refuseWith } from './http/refuse.ts'
import { refuseOtherMethods } from './http/wrong-method.ts'
import { discardBody } from './platform/body.ts'
import { now } from './platform/clock.ts'
import { log } from './platform/log.ts'
import { handOver } from './platform/outbox.ts'
import { randomId } from './platform/random.ts'
import { mountOversight } from './oversight/routes.ts'
import { mountReports } from './report/routes.ts'
import { mountStaff } from './staff/routes.ts'
import { mountWaiting } from './waiting/routes.ts'
import { mountTracking } from './track/routes.ts'

export const app = new Hono<App>()

app.use(secureHeaders({ referrerPolicy: 'no-referrer', xFrameOptions: 'DENY' }))
app.use(async (c, next) => {
  c.set('requestId', randomId())
  c.set('now', now())
  c.set('member', null)
  c.set('staged', [])
  await next()
  await discardBody(c.req.raw)
  c.header('Cache-Control', 'no-store')
})
/** What a change has staged goes to the queue after the answer; what a crash leaves, the next notice or the cron takes along. */
app.use(async (c, next) => {
  await next()
  const staged = c.get('staged')
  if (staged.length > 0) c.executionCtx.waitUntil(handOver(c.env.DB, c.env.OUTBOX, staged).catch((fault: unknown) => log('queue-fault', { fault })))
})

mountPublic(app)
mountReports(app)
mountTracking(app)
mountEvidence(app)
mountContest(app)
mountCustody(app)
mountAnswers(app)
mountOversight(app)
mountAwards(app)
mountStaff(app)
mountWaiting(app)
refuseOtherMethods(app)
app.get('/api/openapi.json', (c) => c.json(openApi()))

app.notFound((c) => refuseWith(c, 'not_found', '这里什么也没有。'))
app.onError((fault, c) => {
  log('fault', { requestId: c.get('requestId'), fault })
  return refuseWith(c, 'fault', '我们这边出了问题，没有存下来。你写的还在，过一会儿再试。')
})
