import type { Hono } from 'hono'
import { contest } from '#contract/county/contest.ts'
import * as contract from '#contract/contest.ts'
import { MAX_NICKNAME_CHARACTERS } from '#contract/rules/contest.ts'
import type { App } from '../http/context.ts'
import { serve } from '../http/serve.ts'
import { ok } from '../platform/result.ts'
import { answer, enter, readContest } from './commands.ts'

export function mountContest(app: Hono<App>): void {
  serve(app, contract.readContest, {}, async ({ c, today }) => ok(await readContest(c.env.DB, today)))
  serve(app, contract.enterContest, {
    'not-yet': ['conflict', '竞赛还没有开始。'],
    over: ['conflict', '竞赛已经结束。'],
    'unknown-unit': ['invalid', '参赛单位里没有这一个。'],
    'nickname-empty': ['invalid', '还没有写花名。'],
    'nickname-long': ['invalid', `花名最多${MAX_NICKNAME_CHARACTERS}个字。`],
    'nickname-signs': ['invalid', '花名只能用汉字、字母和数字。'],
    'nickname-digits': ['invalid', '花名里的数字太多，像电话或者证件号，换一个。'],
    'no-tries': ['too_many', `这个花名在这个单位已经答过${contest.tries}次，不能再答。`],
    challenge: ['challenge', '安全验证没有通过，再按一次“开始答题”。'],
    'other-entry': ['conflict', '这份卷子对不上，回到竞赛首页重新开始。'],
  }, async ({ c, input }) => enter(c.env.DB, c.env, input, c.get('now')))
  serve(app, contract.answerContest, {
    'not-found': ['not_found', '没有这份卷子，或者时间过了太久，已经清掉。'],
    judged: ['conflict', '这份卷子已经判过，不能再改。'],
    expired: ['conflict', '时间过了，这份卷子不能再交。还有次数的话，可以重新开始。'],
    'wrong-number': ['invalid', '答案的道数和题目对不上。'],
    'no-such-option': ['invalid', '有一道题选了没有的选项，或者同一项选了两次。'],
  }, async ({ c, input, params }) => answer(c.env.DB, params.id, input.answers, c.get('now')))
}
