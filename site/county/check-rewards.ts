/** The reward's figures hold together, and every worked example comes out as it is written. */
import type { Paying } from '#contract/reward.ts'
import { reckonReward, schemeOf } from '#contract/rules/reward.ts'
import { refuseTwice } from './check-duties.ts'
import { COUNTY, type County } from './county.ts'
import { quoted, wrong } from './wrong.ts'

const FILE = `${COUNTY}/reward-rules.yaml`

export function checkRewards({ 'reward-rules': rules, policy }: County): void {
  refuseTwice(FILE, rules.schemes.map(({ id }) => id), '办法')
  refuseTwice(FILE, rules.exclusions.map(({ id }) => id), '不奖的情形')
  if (schemeOf(rules) === undefined) wrong(FILE, `scheme 写了${quoted(rules.scheme)}，schemes 里没有`, '改成其中一个 id')
  const { larger, major, extraordinary } = rules.grades
  if (larger < 1 || larger >= major || major >= extraordinary) wrong(FILE, 'grades 里的人数没有一级比一级多', '照第三条改对')
  for (const { id, fine, concealment, ordinary, insider } of rules.schemes) {
    if (insider !== undefined && insider.most < Math.max(fine.most, concealment.most)) wrong(FILE, `${id} 的 insider 上限比别人的还低`, '内部人的奖不能比别人少，把 most 改对')
    if (fine.least > fine.most) wrong(FILE, `${id} 的 fine 下限比上限高`, '把 least 和 most 改对')
    if (ordinary?.most !== undefined && ordinary.least > ordinary.most) wrong(FILE, `${id} 的 ordinary 下限比上限高`, '把 least 和 most 改对')
  }
  checkPaying(rules.paying, policy)
  for (const { says, query, yuan } of rules.examples) {
    if (schemeOf(rules, query.scheme) === undefined) wrong(FILE, `例子${quoted(says)}用的办法 schemes 里没有`, '改成其中一个 id')
    const { fen } = reckonReward(query, rules)
    if (fen !== yuan * 100) wrong(FILE, `例子${quoted(says)}写的是${yuan}元，算出来是${fen / 100}元`, '改例子，或者改上面的数')
  }
}

function checkPaying({ funding, wrongVouchers, ways }: Paying, { anonymousRewards }: County['policy']): void {
  refuseTwice(FILE, funding.map(({ id }) => id), '资金')
  for (const { id, sums } of funding) refuseTwice(FILE, sums.map(({ year }) => String(year)), `${id} 的年份`)
  if (wrongVouchers.each > wrongVouchers.all) wrong(FILE, 'wrongVouchers 里一个人的次数比全窗口的多', '把 each 和 all 改对')
  refuseTwice(FILE, ways, '领法')
  if (anonymousRewards.on && !ways.includes('voucher')) wrong(FILE, 'ways 里没有 voucher，可 policy.yaml 说匿名的也能领', '加上 voucher，或者把 anonymousRewards 的 on 改成 false')
}
