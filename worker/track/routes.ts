import type { Hono } from 'hono'
import { small } from '#contract/county/small.ts'
import { track as words } from '#contract/county/track.ts'
import { sayRecourses } from '#contract/rules/recourse.ts'
import { askReview, trackReport, writeAsReporter } from '#contract/track.ts'
import type { App } from '../http/context.ts'
import { serve, UNKNOWN_CODE, type Answers } from '../http/serve.ts'
import type { AttachRefusal } from '../evidence/decide.ts'
import { ATTACH } from '../report/answers.ts'
import { contest, track, write } from './commands.ts'

const WRITE: Answers<'not-found' | 'stale' | 'wrong-compartment' | 'too-many' | 'moved-body' | 'missing-grant' | 'unwanted-grant' | AttachRefusal> = {
  ...ATTACH,
  'missing-grant': ['conflict', '刚刚换了经办的单位。请看过后再送一次，你写的和选的附件都还在。'],
  'unwanted-grant': ['conflict', '刚刚换了经办的单位。请看过后再送一次，你写的和选的附件都还在。'],
  'not-found': UNKNOWN_CODE,
  stale: ['conflict', '刚刚有新的往来。请看过后再送一次，你写的还在。'],
  'wrong-compartment': ['conflict', '往来换了新的一段。请重新打开后再送，你写的还在。'],
  'too-many': ['too_many', '这件举报的留言太多了，请等单位处理后再写。'],
  'moved-body': ['conflict', '这份封存内容已经存过，没有再收。'],
}

const ELSEWHERE = `${words.review.elsewhere}${sayRecourses().join(small.between)}。`

export function mountTracking(app: Hono<App>): void {
  serve(app, trackReport, { 'not-found': UNKNOWN_CODE }, async ({ c, input, today }) => track(c.env.DB, c.env, input.lookup, today))
  serve(app, writeAsReporter, WRITE, async ({ c, input, today }) => write(c.env.DB, c.env, input, today, c.get('staged')))
  serve(app, askReview, {
    ...WRITE,
    'no-result': ['invalid', '还没有结论，用不着复查。有话可以直接写。'],
    'asked-before': ['forbidden', `复查只能要求一次，这件已经要求过。${ELSEWHERE}`],
    'review-over': ['forbidden', `要求复查的日子已经过了。${ELSEWHERE}`],
  }, async ({ c, input, today }) => contest(c.env.DB, c.env, input.lookup, input.body, today, c.get('staged')))
}
