/** What a checked proof of a claim is said to be. The same sentences on /keys and from `npm run verify`. */
import { ISSUES } from '#contract/rules/claim.ts'
import { sayYuan } from '#contract/rules/money.ts'
import type { ClaimProof, ClaimVerdict } from '../track/claim-proof.ts'

/** Sentences, the most important first. */
export function sayClaimProof({ reference, fen, issue }: ClaimProof, verdict: ClaimVerdict): string[] {
  switch (verdict) {
    case 'signed':
      return ['签名对得上，一个字没有改。', `签的是：公开编号 ${reference}，${sayYuan(fen)}，第${issue % ISSUES}张凭证。`, '对的是证明里写的那把公钥。它是不是县里存着的那一把，这里不知道：凭查询码回来，在“奖励”那里能对。']
    case 'altered':
      return ['签名对不上：证明被改过，或者没有抄全。', '凭查询码回来，在“奖励”那里重新复制一份。还对不上，别用那张凭证，写话告诉承办单位。']
    case 'elsewhere':
      return ['这是别的县的领奖证明，这里核对不了。']
  }
}
