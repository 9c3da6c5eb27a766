/** What the reporter reads about a reward. No DOM: the pages with and without scripts say the same. */
import type { AwardNotice } from '#contract/award.ts'
import { claimWords } from '#contract/county/claim.ts'
import { language } from '#contract/county/language.ts'
import { reasons } from '#contract/county/reasons.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import { sayYuan } from '#contract/rules/money.ts'

export interface AwardSaid {
  readonly lead: string
  readonly sentences: readonly string[]
  /** How one comes to the voucher on the page with scripts, or why there is none to be had; null where nothing waits. */
  readonly how: string | null
  /** Whether the money is still to be had: then where to get it belongs beside it. */
  readonly open: boolean
}

export const sayAmount = (fen: number): string => fill(claimWords.amount, { n: sayYuan(fen).replace('元', '') })

/** What is written in Chinese for all readers stands in brackets for the others. */
export const asWritten = (words: string): string => (language.id === 'zh' ? words : `(${words})`)

/** How it stands, in a heading and its sentences. */
export function sayAward(notice: AwardNotice, today: string): AwardSaid {
  const fen = sayAmount(notice.fen)
  const day = (one: string | null) => (one === null ? null : sayDay(one, today))
  switch (notice.standing) {
    case 'waiting':
      return { lead: fill(claimWords.waiting.lead, { fen }), sentences: [...cameBack(notice), ...untilWhen(notice, today)], how: howToGet(notice), open: notice.closed !== 'too-late' }
    case 'claimed':
      return { lead: fill(claimWords.claimed.lead, { fen }), sentences: [fill(claimWords.claimed.until, { until: day(notice.voucherUntil) })], how: null, open: true }
    case 'confirming':
      return { lead: fill(claimWords.confirming.lead, { fen }), sentences: [claimWords.confirming.sentence, ...(notice.transferable ? [claimWords.confirming.change] : [])], how: null, open: false }
    case 'transferring':
      return { lead: fill(claimWords.transferring.lead, { fen }), sentences: [claimWords.transferring.sentence], how: null, open: false }
    case 'paid':
      return { lead: fill(claimWords.paid.lead, { fen }), sentences: [claimWords.paid.sentence], how: null, open: false }
    case 'declined':
      return { lead: claimWords.declined.lead, sentences: [...(notice.reason === null ? [] : [reasons['award-decline'][notice.reason].sentence]), claimWords.declined.disagree], how: null, open: false }
    case 'lapsed':
      return { lead: claimWords.lapsed.lead, sentences: [fill(claimWords.lapsed.sentence, { due: day(notice.dueDay) })], how: null, open: false }
  }
}

/** What the last claim by transfer came to, where it came to nothing. */
function cameBack({ transfer }: AwardNotice): string[] {
  if (transfer === null || transfer.reason === null) return []
  const { standing, reason } = transfer
  const list: Readonly<Record<string, { sentence: string }>> = reasons[standing === 'declined' ? 'payee-decline' : standing === 'reversed' ? 'reversal' : 'transfer-return']
  if (standing !== 'declined' && standing !== 'returned' && standing !== 'reversed') return []
  return [fill(claimWords.transfer[standing], { reason: list[reason]?.sentence ?? '' })]
}

function untilWhen({ dueDay, left, extended }: AwardNotice, today: string): string[] {
  if (dueDay === null || left === null || left < 0) return []
  const due = left === 0 ? claimWords.waiting.last : fill(claimWords.waiting.due, { due: sayDay(dueDay, today), n: left })
  return [due, ...(extended ? [claimWords.waiting.extended] : []), claimWords.waiting.joint]
}

const howToGet = ({ closed }: AwardNotice): string | null => (closed === null ? claimWords.waiting.how : closed === 'not-waiting' ? null : claimWords.closed[closed])
