import type { Hono } from 'hono'
import { confirmPayee, declinePayee, listPayees as listPayeesContract } from '#contract/custody.ts'
import { PAGE_SIZE } from '#contract/limits.ts'
import * as transfer from '#contract/transfer.ts'
import { CUSTODY_WHY } from '../custody/answers.ts'
import type { App, Call } from '../http/context.ts'
import { memberOf, serve, UNKNOWN_CODE, type Answers } from '../http/serve.ts'
import { ok } from '../platform/result.ts'
import { answerPayee, type PayeeRefusal, type PayeeWord } from './payee.ts'
import { claimTransfer } from './transfer.ts'
import { listPayees } from './transfer-store.ts'
import { listTransfers, payTransfer, returnTransfer, type TransferPayRefusal } from './transfer-pay.ts'

const TRANSFER: Answers<TransferPayRefusal> = {
  unknown: ['not_found', '没有这一笔转账。'],
  gone: ['conflict', '这一笔退回去了，或者举报人改了。刷新后再看。'],
  held: ['conflict', '这一笔现在不能付，等受理台处理。'],
  paid: ['conflict', '这一笔已经记成付了，不能再付。'],
  poor: ['conflict', '这条资金今年剩下的不够付这一笔，没有记账。请先补足资金。'],
  'filed-it': ['forbidden', '这一笔不能由你来付，请换一位。'],
  stale: ['conflict', '这会儿同时办的人太多，没有办成。再按一次。'],
}

const PAYEE: Answers<PayeeRefusal> = {
  'not-found': ['not_found', '没有这一笔转账领奖。'],
  'wrong-signature': ['forbidden', '签名对不上，没有确认。'],
  done: ['conflict', '这一笔已经有了结果，或者举报人改了。刷新后再看。'],
  stale: ['conflict', '刚刚有人动过这件。再按一次。'],
  ...CUSTODY_WHY,
}

/** 转账领奖: claimed, its payee confirmed, paid or sent back. */
export function mountTransfers(app: Hono<App>): void {
  serve(app, transfer.claimTransfer, {
    'not-found': UNKNOWN_CODE,
    'wrong-signature': ['forbidden', '这次领奖的签名对不上，没有收。请重新打开查询页再领。'],
    'not-waiting': ['conflict', '现在没有等着领的奖励，或者窗口已经在转账。请重新打开看看。'],
    'too-late': ['conflict', '领奖的日子过了，不能再领。'],
    'transfer-off': ['forbidden', '这一件不能转账领奖。'],
    'too-many': ['too_many', '这笔奖励领的次数太多，不能再领。请给承办单位写话说明。'],
    'old-keyring': ['conflict', '这一页太旧了，没有收。请刷新以后再填。'],
    taken: ['conflict', '这一次已经送过，没有再收。请重新打开看看。'],
    stale: ['conflict', '刚刚有了变化。请重新打开看看最新的。'],
  }, ({ c, input, today }) => claimTransfer(c.env.DB, c.env, input, today, c.get('staged')))
  const word = (c: Call, reference: string, said: PayeeWord, today: string) => answerPayee(c.env.DB, memberOf(c), reference, said, today, c.get('staged'))
  serve(app, confirmPayee, PAYEE, ({ c, input, params, today }) => word(c, params.reference, input, today))
  serve(app, declinePayee, PAYEE, ({ c, input, params, today }) => word(c, params.reference, input, today))
  serve(app, listPayeesContract, {}, async ({ c, input, today }) => ok({ ...(await listPayees(c.env.DB, input.after, PAGE_SIZE)), today }))
  serve(app, transfer.listTransfers, {}, async ({ c, input, today }) => ok({ ...(await listTransfers(c.env.DB, input, today, PAGE_SIZE)), today }))
  serve(app, transfer.payTransfer, TRANSFER, ({ c, input, params, today }) => payTransfer(c.env.DB, memberOf(c), params.transfer, input.deed, today))
  serve(app, transfer.returnTransfer, TRANSFER, ({ c, input, params, today }) => returnTransfer(c.env.DB, memberOf(c), params.transfer, input.reason, today, c.get('staged')))
}
