/** What a member can do about a report's reward now, and what is said of it. No DOM. */
import { paying } from '#contract/county/paying.ts'
import { moveWords } from '#contract/county/moves.ts'
import type { Award, AwardStanding } from '#contract/award.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { livingAward, type AwardMove, type AwardWhyNot } from '#contract/rules/award.ts'
import { sayYuan } from '#contract/rules/money.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import type { StaffSession } from '../session.ts'
import { awardMovesNow } from './act.ts'

export interface AwardDeed {
  readonly move: AwardMove
  readonly why: AwardWhyNot | null
}

/** The next step of a reward first. */
const ORDER: readonly AwardMove[] = ['approve', 'propose', 'decline', 'extend', 'withdraw']

/** Every deed about a reward. A proposal against the reporter's wish counts as open: its form asks for the explicit word. */
export function awardDeeds(session: StaffSession, unsealed: UnsealedReport): AwardDeed[] {
  const now = awardMovesNow(session, unsealed, true)
  return ORDER.map((move) => ({ move, why: now[move] }))
}

export const hasAwardDeed = (session: StaffSession, unsealed: UnsealedReport): boolean => awardDeeds(session, unsealed).some(({ why }) => why === null)

/** Why there is none to propose, where the matter has one or may have. */
const SPOKEN: readonly AwardWhyNot[] = ['not-first', 'rewarded', 'earlier-open']

/** Whether the pane speaks of a reward at all: not where nothing has been verified and nobody could do anything. */
export function concernsAward(session: StaffSession, unsealed: UnsealedReport): boolean {
  const { me } = session
  if (unsealed.copyOnly || !me.roles.some((role) => role === 'desk' || role === 'handler' || role === 'approver')) return false
  return unsealed.report.awards.length > 0 || awardDeeds(session, unsealed).some(({ why }) => why === null || SPOKEN.includes(why))
}

export const awardMoveText = (move: AwardMove): { readonly label: string; readonly does: string } => moveWords.award.moves[move]
export const sayWhyNot = (why: AwardWhyNot): string => moveWords.award.whyNot[why]

export const STANDING_WORDS: Record<AwardStanding, string> = {
  proposed: '等批准', waiting: '等举报人来领', claimed: '凭证领出去了', confirming: '等核对收款人', transferring: '等窗口转账', paid: '付了', declined: '不予奖励', withdrawn: '收回了', lapsed: '没人来领，作废',
}

/** How it stands; of two who must agree it is said how many are still to come. */
export function sayStanding({ standing, needsTwo, approvedBy }: Pick<Award, 'standing' | 'needsTwo' | 'approvedBy'>): string {
  if (standing !== 'proposed' || !needsTwo) return STANDING_WORDS[standing]
  return approvedBy === null ? '等批准，要两位' : '批了一位，还差一位'
}

export const lineName = (id: string): string => paying.funding.find((line) => line.id === id)?.name ?? '已取消的资金'

/** What is said after a deed. */
export function awardDone(move: AwardMove, { awards }: Pick<StaffReport, 'awards'>): string {
  const last = livingAward(awards) ?? awards.at(-1)
  const words: Record<AwardMove, string> = {
    propose: `提了，${last === undefined ? '' : sayYuan(last.fen)}，等批准。`,
    withdraw: '收回了，改了可以再提。',
    approve: last?.standing === 'waiting' ? '批了，举报人凭查询码能看到。' : '记下了，还差一位。',
    decline: '不予奖励，举报人能看到理由。',
    extend: '延长了，举报人能看到。',
  }
  return words[move]
}
