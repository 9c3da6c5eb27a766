/** Moves that change who holds what: assigning, handing on, redacted copies, taking out, renewing. Pure. */
import type { Part } from '#contract/staff-report.ts'
import { isFileCopy, nextCopy } from '#contract/rules/file-copy.ts'
import { hasCopyOnly, lackedBy, losesReader, mustStay, originalsOf, partsAssigned, withParts } from '#contract/rules/holding.ts'
import { refuse } from '../platform/result.ts'
import { change, type Change, type Decision, type MoveInput, type MoveRefusal, type Situation } from './change.ts'
import { keptByGovernment } from '#contract/rules/escalation.ts'
import { goneFrom, whyNotLead } from '#contract/rules/past.ts'
import { filesGiven, gains, newOriginals, refuseLeft } from './giving.ts'
import { notHolding, partBeside, refuseGrants, refuseUnits } from './holders.ts'

/** Another lead, other assists. Who led before and is not among them holds it no longer. `without`: what those who come to hold it by this are not given of the files. */
export function decideAssign(now: Situation, input: MoveInput): Decision {
  const { lead = 'desk', assists = [], grants = [] } = input
  const unfit = refuseUnits(now, lead === 'desk' ? assists : [lead, ...assists])
  if (unfit !== null) return refuse(unfit)
  if (assists.includes(lead)) return refuse('unknown-unit')
  const barred = whyNotLead(lead, now.past)
  if (barred !== null) return refuse(barred)
  const granted = grants.map((grant) => grant.holder)
  const parts = partsAssigned(now.parts, routeKept(now), { lead, assists, granted })
  const refused = losesReader(now.parts, parts) || input.dialogue !== undefined
    ? refuseRenewal(now, input, parts)
    : refuseGrants(grants, { required: notHolding(now.parts, [lead]), allowed: notHolding(now.parts, assists) })
  const receivers = { whole: newOriginals(now, parts) }
  const unleft = refused ?? refuseLeft(now, input.without, receivers)
  if (unleft !== null) return refuse(unleft)
  const { lacks, told } = filesGiven(now, input.without, receivers)
  const to = { state: 'assigned' as const, lead, acceptedDay: now.report.standing.acceptedDay ?? now.today, assignedDay: now.today, foundDay: null }
  return change(now, 'assigned', to, { detail: { lead, assists: [...assists], ...told }, parts, grants, lacks, ...renewed(input) })
}

/**
 * The original, or to the units in `redacted` the newest redacted copy. Who has a copy may be given a newer one, or the original; who has
 * the original has it for as long as it holds, and may be given the files that it lacks. `without`: the files and copies of files that each is not given.
 */
export function decideHandOn(now: Situation, input: MoveInput): Decision {
  const { units = [], redacted = [], grants = [] } = input
  const unfit = refuseUnits(now, units)
  if (unfit !== null) return refuse(unfit)
  if (new Set(redacted).size !== redacted.length || redacted.some((unit) => !units.includes(unit))) return refuse('unknown-unit')
  if (redacted.length > 0 && now.report.redacted === null) return refuse('no-copy')
  const receivers = { whole: units.filter((unit) => !redacted.includes(unit)), redacted }
  const unleft = refuseLeft(now, input.without, receivers)
  if (unleft !== null) return refuse(unleft)
  const { lacks, told } = filesGiven(now, input.without, receivers)
  const newly = notHolding(now.parts, units)
  if (units.some((unit) => !newly.includes(unit) && (redacted.includes(unit) || !gains(now, lacks, unit)))) return refuse('already-holds')
  // Who was taken out or gave it back, or left another report of the matter for a conflict, comes to it again by the desk alone: a lead must not undo what the reporter was promised.
  if (now.member.unit !== 'desk' && goneFrom(now.parts, now.past).some((unit) => units.includes(unit))) return refuse('ended-unit')
  const refused = refuseGrants(grants, { required: units, allowed: [] })
  if (refused !== null) return refuse(refused)
  const parts = newly.map((unit): Part => ({
    unit, part: partBeside(unit), standing: 'holding', ...(redacted.includes(unit) && { copy: 'redacted' as const }),
  }))
  return change(now, 'handed-on', {}, { detail: { units: [...units], ...(redacted.length > 0 && { redacted: [...redacted] }), ...told }, parts, grants, lacks })
}

/** Every unit with the original is granted the copy, so that whichever may hand on can hand it on. With `file`: the copy of a file. */
export function decideRedact(now: Situation, input: MoveInput): Decision {
  const { body, grants = [], file } = input
  if (file !== undefined) return decideRedactFile(now, input, file)
  const refused = refuseGrants(grants, { required: originalsOf(now.parts), allowed: [] })
  if (refused !== null) return refuse(refused)
  if (body === undefined) return refuse('wrong-compartment')
  return change(now, 'redacted', {}, { bodies: [{ ...body, kind: 'redacted' }], grants, compartments: { redacted: body.compartment } })
}

/** Every unit that has the file is granted its copy; the others that hold the report lack it until it is handed on to them. Which upload it is, is looked at where it is attached. */
function decideRedactFile(now: Situation, { evidence = [], grants = [] }: MoveInput, file: number): Decision {
  const { files, withheld, member, parts } = now
  const lacks = (unit: string) => lackedBy(withheld, unit)
  if (!files.includes(file) || lacks(member.unit).includes(file)) return refuse('unknown-file')
  if (isFileCopy(file)) return refuse('copy-of-copy')
  if (evidence.some(({ compartment }) => isTaken(now, compartment))) return refuse('wrong-compartment')
  const having = originalsOf(parts).filter((unit) => !lacks(unit).includes(file))
  const refused = refuseGrants(grants, { required: having, allowed: [] })
  if (refused !== null) return refuse(refused)
  const others = parts.filter(({ unit, standing }) => standing === 'holding' && !having.includes(unit))
  const copy = nextCopy(files, file)
  return change(now, 'redacted', {}, { detail: { file }, grants, lacks: others.map(({ unit }) => ({ unit, files: [...lacks(unit), copy] })) })
}

/** A lead that is taken out leaves the report to the desk, to be assigned anew. */
export function decideTakeOut(now: Situation, input: MoveInput): Decision {
  const { unit = '', grants = [], reason } = input
  const part = now.parts.find((one) => one.unit === unit && one.standing === 'holding')
  if (part === undefined) return refuse('not-holding')
  if (mustStay(routeKept(now), unit)) return refuse('must-stay')
  const parts: Part[] = [{ ...part, standing: 'ended' }]
  const refused = hasCopyOnly(now.parts, unit) && input.dialogue === undefined ? refuseGrants(grants, { required: [], allowed: [] }) : refuseRenewal(now, input, parts)
  if (refused !== null) return refuse(refused)
  return change(now, 'taken-out', { ...leaderless(now, unit), ...reviewerless(now, unit) }, { detail: { units: [unit], reason }, parts, grants, ...renewed(input) })
}

function leaderless({ report: { standing: { lead, state } } }: Situation, unit: string): Change['standing'] {
  if (lead !== unit) return {}
  const underWay = state === 'assigned' || state === 'investigating'
  return underWay ? { state: 'accepted', lead: null, assignedDay: null } : { lead: null }
}

/** A review that is not decided goes back to the desk, which names somebody else. */
const reviewerless = ({ report: { standing } }: Situation, unit: string): Change['standing'] =>
  standing.reviewBy === unit && standing.reviewedDay === null ? { reviewBy: null } : {}

/** As much of the route as an escalation changes. */
export const routeKept = ({ report: { route, standing: { escalation } } }: Situation) => keptByGovernment({ route, escalation })

/** After a unit has given the report back. Nobody's part changes. */
export function decideRenew(now: Situation, input: MoveInput): Decision {
  const { dialogue, grants = [] } = input
  if (dialogue === undefined) return refuse('missing-renewal')
  if (isTaken(now, dialogue)) return refuse('wrong-compartment')
  const refused = refuseGrants(grants, { required: ['reporter', ...originalsOf(now.parts)], allowed: [] })
  return refused === null ? change(now, 'renewed', {}, { grants, ...renewed(input) }) : refuse(refused)
}

/** A change that takes the original from a unit brings a new dialogue, granted to the reporter and to exactly those who hold it afterwards. */
export function refuseRenewal(now: Situation, { dialogue, grants = [] }: MoveInput, changed: readonly Part[]): MoveRefusal | null {
  if (!losesReader(now.parts, changed)) return 'unwanted-renewal'
  if (dialogue === undefined) return 'missing-renewal'
  if (isTaken(now, dialogue)) return 'wrong-compartment'
  return refuseGrants(grants, { required: ['reporter', ...originalsOf(withParts(now.parts, changed))], allowed: [] })
}

/** Where words have gone before, somebody holds the key. */
export const isTaken = ({ report, lastNumber }: Situation, compartment: string) =>
  [report.dialogue, report.notes, report.redacted].includes(compartment) || lastNumber.has(compartment)

/** The next note begins a compartment of its own too. */
export const renewed = ({ dialogue }: MoveInput): Partial<Change> =>
  dialogue === undefined ? {} : { notes: null, compartments: { dialogue, renewalDue: false } }
