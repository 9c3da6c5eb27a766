import type { Hono } from 'hono'
import { listAnswers, withdrawAnswer } from '#contract/answer.ts'
import type { App } from '../http/context.ts'
import { memberOf, serve } from '../http/serve.ts'
import { ok } from '../platform/result.ts'
import { withdraw } from './commands.ts'
import * as store from './store.ts'

const NEWEST = 100

export function mountAnswers(app: Hono<App>): void {
  serve(app, listAnswers, {}, async ({ c }) => ok({ answers: await store.listAnswers(c.env.DB, NEWEST) }))
  serve(app, withdrawAnswer, { 'not-found': ['not_found', '没有这条公开答复，或者已经收回。'] }, ({ c, params, today }) =>
    withdraw(c.env.DB, memberOf(c), params.id, today))
}
