import type { Hono } from 'hono'
import { exportReport as exportContract } from '#contract/archive.ts'
import * as audit from '#contract/audit.ts'
import * as board from '#contract/board.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import { addDays } from '#contract/rules/day.ts'
import type { App } from '../http/context.ts'
import { memberOf, serve } from '../http/serve.ts'
import { ok } from '../platform/result.ts'
import { SOON_DAYS } from '../report/inbox.ts'
import { exportReport } from './archive.ts'
import { countBoard, listBoard } from './board.ts'
import { listEvents } from './events.ts'
import { listHistories } from './histories.ts'
import { listLateAwards } from './late-awards.ts'

const spanOf = (today: string) => ({ today, soonest: addDays(today, SOON_DAYS) })

/** What supervisor and auditor see; and what they may take away, sealed. */
export function mountOversight(app: Hono<App>): void {
  serve(app, board.listBoard, {}, async ({ c, input, today }) => ok({ ...(await listBoard(c.env.DB, input, spanOf(today), PAGE_SIZE)), today }))
  serve(app, board.countBoard, {}, async ({ c, today }) => ok({ counts: await countBoard(c.env.DB, spanOf(today)), today }))
  serve(app, board.listLateAwards, {}, async ({ c, input, today }) => ok({ ...(await listLateAwards(c.env.DB, input.after, today, PAGE_SIZE)), today }))
  serve(app, audit.listEvents, {}, async ({ c, input, today }) => ok({ ...(await listEvents(c.env.DB, input, PAGE_SIZE)), today }))
  serve(app, audit.listHistories, {}, async ({ c, input }) => ok(await listHistories(c.env.DB, Number(input.after ?? 0), audit.HISTORIES_A_PAGE)))
  serve(app, exportContract, {
    'not-found': ['not_found', '没有这件举报，或不在你单位手里。'],
    stale: ['conflict', '刚刚有人动过这件，没有导出。再按一次。'],
  }, ({ c, params, today }) => exportReport(c.env.DB, c.env, memberOf(c), params.reference, today))
}
