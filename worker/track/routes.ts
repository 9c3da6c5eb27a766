import type { Hono } from 'hono'
import { trackReport, writeAsReporter } from '#contract/track.ts'
import type { App } from '../http/context.ts'
import { serve, UNKNOWN_CODE } from '../http/serve.ts'
import { track, write } from './commands.ts'

export function mountTracking(app: Hono<App>): void {
  serve(app, trackReport, { 'not-found': UNKNOWN_CODE }, async ({ c, input }) => track(c.env.DB, c.env, input.lookup))
  serve(app, writeAsReporter, {
    'not-found': UNKNOWN_CODE,
    stale: ['conflict', '刚刚有新的往来。请看过后再送一次，你写的还在。'],
    'wrong-compartment': ['conflict', '往来换了新的一段。请重新打开后再送，你写的还在。'],
    'too-many': ['too_many', '这件举报的留言太多了，请等单位处理后再写。'],
    'moved-body': ['conflict', '这份封存内容已经存过，没有再收。'],
  }, async ({ c, input, today }) => write(c.env.DB, c.env, input.lookup, input.body, today, c.get('staged')))
}
