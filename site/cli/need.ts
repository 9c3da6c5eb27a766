/** A command goes on with the value of an outcome, or ends with the refusal's words. */
import type { Outcome } from '../console/outcome.ts'
import { fail } from './print.ts'

const SAID: Partial<Record<string, string>> = {
  'not-opened': '封存的内容打不开，不知道要回避谁，没有办。', 'no-unit-key': '还没有单位密钥，请同事授给你。', avoided: '举报人要求这个单位回避，或它不能收这件，没有办。',
  unopenable: '这个单位没有打开这一段的授权，没有办。', 'award-missing': '没有等着批的奖励。', 'award-shut': '奖励的依据打不开，没有批。', 'award-unsigned': '奖励的依据不是提出的单位签的，没有批。',
  'award-differs': '封好的数和明面上的数不一样，没有批。', 'award-unreadable': '奖励的依据看不懂，没有批。', 'award-miscounted': '按封好的依据重新算，数对不上，没有批。',
  'payee-shut': '收款人打不开，或者核对不上，没有确认。', 'transfer-shut': '收款信息打不开，没有记账。', 'transfer-unsigned': '收款信息的签名不对，没有记账。', 'transfer-unconfirmed': '这个收款人身份保管员没有核对过，没有记账。',
  'reversal-missing': '没有人申请冲正这一笔，或者已经有人答复了。看看付款单号对不对。',
  'voucher-mistyped': '凭证号是16位数字，这个对不上，看看是不是输错了一位。', network: '连不上，没有办。', garbled: '对方答的看不懂，没有办。',
}

export function need<T>(outcome: Outcome<T>): T {
  return outcome.ok ? outcome.value : fail(outcome.code, outcome.message || (SAID[outcome.code] ?? '没有办成。'))
}
