/** A proposed reward as its reader's browser sees it: opened, its signature and place compared, and reckoned again. No DOM. */
import type { Award } from '#contract/award.ts'
import { rewardRules } from '#contract/county/reward-rules.ts'
import { RewardQuery } from '#contract/reward.ts'
import { reckonReward, schemeOf, type Reckoning } from '#contract/rules/reward.ts'
import type { AwardWords } from '../../crypto/words.ts'
import type { Entry, UnsealedReport } from '../report/unseal.ts'

/**
 * Why a proposal cannot be agreed to. `shut`: it does not open · `unsigned`: not by the unit that proposed it · `differs`: amount, scheme or
 * line are not those that the server shows · `unreadable`: no question to the rule · `miscounted`: the rule gives another amount.
 */
export type AwardDoubt = 'shut' | 'unsigned' | 'differs' | 'unreadable' | 'miscounted'

export interface OpenedAward {
  readonly award: Award
  /** Null while it does not open, and for one that was declined without a proposal. */
  readonly words: AwardWords | null
  /** What the rule gives for the sealed question today; null where it is no question. */
  readonly reckoning: Reckoning | null
  /** Null when everything holds. */
  readonly doubt: AwardDoubt | null
}

/** Every award of the report, oldest first. */
export const openAwards = ({ report, proposals }: UnsealedReport): OpenedAward[] =>
  report.awards.map((award) => openedOf(award, proposals.find(({ compartment }) => compartment === award.compartment)))

function openedOf(award: Award, entry: Entry<'award'> | undefined): OpenedAward {
  const words = entry?.words ?? null
  if (entry === undefined || words === null) return { award, words: null, reckoning: null, doubt: 'shut' }
  const query = RewardQuery.safeParse(words.query)
  const known = query.success && schemeOf(rewardRules, query.data.scheme) !== undefined
  const reckoning = known ? reckonReward(query.data, rewardRules) : null
  return { award, words, reckoning, doubt: doubtOf(award, entry, words, reckoning, query.success ? (query.data.scheme ?? rewardRules.scheme) : null) }
}

function doubtOf(award: Award, entry: Entry<'award'>, words: AwardWords, reckoning: Reckoning | null, scheme: string | null): AwardDoubt | null {
  if (entry.signature !== 'good' || entry.author !== award.proposedUnit) return 'unsigned'
  if (words.fen !== award.fen || words.scheme !== award.scheme || words.line !== award.line) return 'differs'
  if (reckoning === null) return 'unreadable'
  return reckoning.fen === award.fen && scheme === award.scheme ? null : 'miscounted'
}
