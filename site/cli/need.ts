/** A command goes on with the value of an outcome, or ends with the refusal's words. */
import type { Outcome } from '../console/outcome.ts'
import { sayLocal } from '../console/words.ts'
import { fail } from './print.ts'

/** Where a terminal says it otherwise than the page: it has no buttons, nor anything typed that stays. */
const SAID: Partial<Record<string, string>> = {
  'not-opened': '封存的内容打不开，不知道要回避谁，没有办。', 'no-unit-key': '还没有单位密钥，请同事授给你。', network: '连不上，没有办。', garbled: '对方答的看不懂，没有办。',
  revoked: '公钥册已经作废，没有办。更新程序再来。', 'payee-shut': '收款人打不开，或者核对不上，没有确认。用 decline-payee 退回去。',
  'route-differs': '按密封的内容，不该由建议的单位牵头，没有办。用 assign 另定牵头单位，并告诉管理员。',
}

export function need<T>(outcome: Outcome<T>): T {
  return outcome.ok ? outcome.value : fail(outcome.code, outcome.message || (SAID[outcome.code] ?? sayLocal(outcome.code) ?? '没有办成。'))
}
