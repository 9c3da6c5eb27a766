/** What a checked receipt is said to be. The same sentences on /keys and from `npm run verify`. */
import { track } from '#contract/county/track.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import type { ReceiptChecked } from './receipt-check.ts'

/** Whether nothing speaks against it. */
export const isWell = ({ verdict }: ReceiptChecked): boolean => verdict === 'included' || verdict === 'pending'

/** Sentences, the most important first. `kept`: checked against copies that somebody kept, not against what is published now. */
export function sayChecked(checked: ReceiptChecked, today: string, kept: boolean): string[] {
  const { receipt, signed, at, published, until } = checked
  const good = fill(track.receipt.good, { n: receipt.position, day: sayDay(receipt.day, today) })
  const whole = published === 0 ? '公开链里还没有件。' : `公开链一共${published}件，从头到尾都接得上。`
  const ours = signed ? '回执的签名是对的，是县里签过的凭据，收好。' : '回执的签名也对不上。'
  switch (checked.verdict) {
    case 'included':
      return [good, track.receipt.included, whole]
    case 'pending':
      return [good, kept && until !== null ? `你选的公开链只到${sayDay(until, today)}，还没有编到这一件。过一天再存一份来对。` : track.receipt.pending, whole]
    case 'late':
      return [`这一天的公开链早该公布了，到现在还没有。`, ours, '拿着它去问受理台。']
    case 'missing':
      return [`公开链已经编过这一天，第${receipt.position}位却不是这一件。`, ours, '拿着它去问受理台；说不清楚的，找上一级安委办。']
    case 'altered':
      return [`公开链从第${at}段起接不上，有人改过。`, ours, kept ? '换一份公开链再核对一次。' : '把公开链存一份，去问受理台。']
    case 'forked':
      return [`你选的几份公开链，从第${at}段起不一样：前面的被人改过。`, ours, '几份都收好，去问受理台。']
    case 'other-key':
      return ['公开链里有这一件，签名却不是这把钥匙签的。', '回执上的公开编号或者签名改过，或者县里换过签回执的钥匙。拿着它去问受理台。']
    case 'forged':
      return ['签名对不上，公开链里也没有这一件。', '回执被改过、没有抄全，或者不是这里给的。']
  }
}
