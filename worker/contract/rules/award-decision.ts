/** What a member signs who decides about a reward, with the unit's key, so that a server cannot make a decision up. Only members use it. */
import { utf8 } from '../bytes.ts'
import type { HistoryEntry } from '../event.ts'

/** Events that are a decision, and what was decided. */
export const DECISIONS = { 'award-agreed': 'approve', 'award-approved': 'approve', 'award-declined': 'decline', 'award-extended': 'extend' } as const
export type Decision = (typeof DECISIONS)[keyof typeof DECISIONS]

export const decisionOf = (kind: HistoryEntry['kind']): Decision | null => (kind in DECISIONS ? DECISIONS[kind as keyof typeof DECISIONS] : null)

export interface AwardDecision {
  readonly reference: string
  /** The digest of the event before: what was signed follows on this history and no other. */
  readonly follows: string
  readonly decision: Decision
  readonly unit: string
  readonly member: string
  /** Null where it is declined without a proposal: then there is no amount and no scheme either. */
  readonly award: string | null
  readonly fen: number
  readonly scheme: string
  /** Coded; null of an approval. */
  readonly reason: string | null
}

/** The exact bytes. The member stands in them, but the key is the unit's: a colleague of the same unit could sign in their name. */
export const decisionStatement = (county: string, { reference, follows, decision, unit, member, award, fen, scheme, reason }: AwardDecision): Uint8Array<ArrayBuffer> =>
  utf8(['anshao/v1/award-decision', county, reference, follows, decision, unit, member, award ?? '', String(fen), scheme, reason ?? ''].join('\n'))
