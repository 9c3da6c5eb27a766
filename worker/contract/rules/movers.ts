/** Who may make which move. What stands against the move itself is in moves.ts. */
import { GOVERNMENT } from './holding.ts'
import { NO_PAST, whyNotLead } from './past.ts'
import type { Mover, Standing, WhyNot } from './standing.ts'

/** Who may make a move: any desk member; a member of the lead unit; of the lead, or where none leads of the desk; of the lead that may say that it is put right, or of the desk; of any unit that holds the report; of the lead or the desk; whoever asks for more time or grants it; an approver who declines it; whoever reviews. */
export type By = 'desk' | 'lead' | 'lead-else-desk' | 'inspector' | 'holder' | 'lead-or-desk' | 'extender' | 'decliner' | 'reviewer'

const isDesk = (mover: Mover) => mover.unit === 'desk' && mover.roles.includes('desk')
const isLead = (report: Standing, mover: Mover) =>
  mover.unit !== null && mover.unit === report.lead && (mover.roles.includes('handler') || isDesk(mover))

/** Of the lead; of the desk where the lead was taken out while something is put right: nothing stands still. */
const isInCharge = (report: Standing, mover: Mover) => isLead(report, mover) || (report.lead === null && isDesk(mover))

/** Why this member is not among those who may make such a move on this report; null when they are. */
export function wrongPerson(by: By, report: Standing, mover: Mover): WhyNot | null {
  switch (by) {
    case 'desk':
      return isDesk(mover) ? null : 'desk-only'
    case 'lead':
      return isLead(report, mover) ? null : 'lead-only'
    case 'lead-else-desk':
      return isInCharge(report, mover) ? null : 'lead-only'
    case 'inspector':
      return isLead(report, mover) || isInCharge(isBarred(report) ? { ...report, lead: null } : report, mover) ? null : 'lead-only'
    case 'lead-or-desk':
      return isDesk(mover) || isLead(report, mover) ? null : 'lead-only'
    case 'holder':
      return mover.roles.some((role) => role === 'desk' || role === 'handler' || role === 'approver') ? null : 'holders-only'
    case 'extender':
      return whyNotExtend(report, mover)
    case 'decliner':
      return whyNotGrant(report, mover)
    case 'reviewer':
      return whyNotReview(report, mover)
  }
}

/** A death is the county government's by law: no other unit may have it. */
export const isConflicted = ({ past = NO_PAST, grave }: Standing, unit: string | null): boolean =>
  unit !== null && past.conflicted.includes(unit) && !(unit === GOVERNMENT && grave === true)

/** Whether the unit that leads gave a result that did not stand, or left the matter for a conflict: it does not say that all is put right either, the desk does. */
const isBarred = (report: Standing): boolean =>
  report.lead !== null && (isConflicted(report, report.lead) || whyNotLead(report.lead, { ...(report.past ?? NO_PAST), conflicted: [] }) !== null)

/** Two people say that a danger is gone, also where the desk itself led, and none of them whose result did not stand. */
export function whyNotAttest(move: 'inspect' | 'clear', report: Standing, mover: Mover): WhyNot | null {
  const { past = NO_PAST } = report
  if (move === 'clear' && past.inspectedBy === mover.name) return 'own-inspection'
  if (move === 'inspect' && isBarred(report) && isLead(report, mover)) return 'desk-inspects'
  return past.contested.some(({ member }) => member === mover.name) ? 'other-inspects' : null
}

/** The unit that was named; at the desk an approver. Never who wrote a result of the matter. */
function whyNotReview({ reviewBy, past = NO_PAST }: Standing, { unit, name, roles }: Mover): WhyNot | null {
  if (reviewBy == null || unit !== reviewBy || !roles.includes(unit === 'desk' ? 'approver' : 'handler')) return 'reviewer-only'
  return past.finders.some(({ member }) => member === name) ? 'own-finding' : null
}

function whyNotGrant({ extensionBy }: Standing, { name, roles }: Mover): WhyNot | null {
  if (!roles.includes('approver')) return 'approver-only'
  return extensionBy === name ? 'own-request' : null
}

/** 延期 is asked for by the lead and granted by an approver who is another person; once. */
function whyNotExtend(report: Standing, mover: Mover): WhyNot | null {
  if (report.extension === 'granted') return 'already-extended'
  if (report.extension === null) return isInCharge(report, mover) ? null : 'lead-only'
  if (!mover.roles.includes('approver')) return isInCharge(report, mover) ? 'already-requested' : 'approver-only'
  return report.extensionBy === mover.name ? 'own-request' : null
}
