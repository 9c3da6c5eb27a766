/**
 * Every move a member can make on a report, sealed and sent. No DOM: the buttons and the commands call the same functions. Each
 * carries the `seq` it saw; `conflict` means that somebody was quicker, and the caller reads the report again.
 */
import type { AnswerWords } from '#contract/answer.ts'
import * as clearance from '#contract/clearance.ts'
import * as contract from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { keptByGovernment } from '#contract/rules/escalation.ts'
import { hasCopyOnly, losesReader, partsAssigned } from '#contract/rules/holding.ts'
import type { NewBody } from '#contract/sealed.ts'
import type * as states from '#contract/states.ts'
import type * as z from 'zod/mini'
import type { FileToSeal } from '../../crypto/filing.ts'
import type { UnitKeys } from '../../crypto/member.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import { areNumberedAsSigned } from '../evidence/held.ts'
import { attempt, refusal, type Outcome } from '../outcome.ts'
import type { StaffSession } from '../session.ts'
import { grantCopies } from '../holding/act.ts'
import { renewal } from '../holding/renewal.ts'
import { barOf, newcomers, nothing, receivers, regrant, type LeftOut } from './holders.ts'
import type { UnsealedReport } from './unseal.ts'
import { writeNote, writeToDialogue, writeWithFiles } from './write.ts'

type Moved = Promise<Outcome<StaffReport>>
type Reason<Schema extends z.ZodMiniType> = z.infer<Schema>

const whereTo = ({ report }: UnsealedReport) => ({ reference: report.reference })

/** Work that needs the unit's keys; refused without them. */
function withKeys(session: StaffSession, work: (keys: UnitKeys) => Moved): Moved {
  const keys = session.unitKeys
  return keys === null ? Promise.resolve(refusal('no-unit-key')) : attempt(() => work(keys))
}

/** Marks it read for the unit. */
export const open = (session: StaffSession, reference: string): Moved => session.tools.call(contract.openReport, { reference }, {})

/** Accepts with the proposed route; a lead that holds nothing yet is granted here. */
export function accept(session: StaffSession, unsealed: UnsealedReport): Moved {
  return withKeys(session, async () => {
    const { seq } = unsealed.report
    const doubt = doubtOf(unsealed)
    if (doubt !== null) return refusal(doubt)
    const given = await regrant(session, unsealed, acceptedAnew(unsealed))
    return await session.tools.call(contract.acceptReport, whereTo(unsealed), { seq, ...given })
  })
}

/** Who comes to hold the original by accepting. */
export const acceptedAnew = (unsealed: UnsealedReport): string[] => newcomers(unsealed, unsealed.report.route.lead === null ? [] : [unsealed.report.route.lead])

/** Why the proposed lead cannot be trusted: it may not hold the report, or the sealed fields lead elsewhere. Null when it can. */
export function doubtOf(unsealed: UnsealedReport): 'avoided' | 'route-differs' | null {
  const { lead } = unsealed.report.route
  if (lead !== null && barOf(unsealed, lead) !== null) return 'avoided'
  return unsealed.sealedRoute !== null && unsealed.sealedRoute.lead !== lead ? 'route-differs' : null
}

/** Names lead and assists anew; whoever is to hold the report and does not is granted it, `leftOut` the files that are not given. */
export function assign(session: StaffSession, unsealed: UnsealedReport, lead: string, assists: readonly string[], leftOut?: LeftOut): Moved {
  return withKeys(session, async () => {
    const { seq, parts } = unsealed.report
    const helping = [...new Set(assists)].filter((unit) => unit !== lead)
    const granted = assignedAnew(unsealed, lead, helping)
    const changed = partsAssigned(parts, keptByGovernment(unsealed.report), { lead, assists: helping, granted })
    const given = losesReader(parts, changed) ? await renewal(session, unsealed, changed, leftOut) : await regrant(session, unsealed, granted, leftOut)
    return await session.tools.call(contract.assignReport, whereTo(unsealed), { seq, lead, assists: helping, ...given })
  })
}

/** Who comes to hold the original by an assignment. Who helps with a redacted copy goes on with it, unless it is to lead. */
export const assignedAnew = (unsealed: UnsealedReport, lead: string, assists: readonly string[]): string[] =>
  newcomers(unsealed, [lead, ...assists]).filter((unit) => unit === lead || !hasCopyOnly(unsealed.report.parts, unit))

/** Hands the report on to units that assist or get a copy; `redacted`: those that get the redacted copy only. `leftOut`: what each is not given of the files (notGiven of ../holding/files.ts). */
export function handOn(session: StaffSession, unsealed: UnsealedReport, units: readonly string[], redacted: readonly string[] = [], leftOut: LeftOut = nothing): Moved {
  return withKeys(session, async () => {
    const wanted = receivers(unsealed, units)
    const copies = wanted.filter((unit) => redacted.includes(unit))
    if (wanted.some((unit) => !areNumberedAsSigned(unsealed, leftOut(unit), copies.includes(unit)))) throw new SealingFailure('misplaced')
    const [whole, redactedToo] = await Promise.all([regrant(session, unsealed, wanted.filter((unit) => !copies.includes(unit)), leftOut), grantCopies(session, unsealed, copies, leftOut)])
    const without = { ...whole.without, ...redactedToo.without }
    const input = { units: wanted, ...(copies.length > 0 && { redacted: copies }), ...(Object.keys(without).length > 0 && { without }), grants: [...whole.grants, ...redactedToo.grants] }
    return await session.tools.call(contract.handOnReport, whereTo(unsealed), { seq: unsealed.report.seq, ...input })
  })
}

/** `text`: words for the reporter, if any. */
export function refuse(session: StaffSession, unsealed: UnsealedReport, choice: { reason: Reason<typeof states.RefuseReason>; destination?: string; text?: string }): Moved {
  return withKeys(session, async (keys) => {
    const { reason, destination } = choice
    const input = { seq: unsealed.report.seq, reason, ...(destination === undefined ? {} : { destination }), ...(await messageOf(keys, unsealed, choice.text)) }
    return await session.tools.call(contract.refuseReport, whereTo(unsealed), input)
  })
}

export function refer(session: StaffSession, unsealed: UnsealedReport, destination: string, text?: string): Moved {
  return withKeys(session, async (keys) => {
    const input = { seq: unsealed.report.seq, destination, ...(await messageOf(keys, unsealed, text)) }
    return await session.tools.call(contract.referReport, whereTo(unsealed), input)
  })
}

/** Gives the report back to the desk; words for it go into the notes. */
export function giveBack(session: StaffSession, unsealed: UnsealedReport, reason: Reason<typeof states.ReturnReason>, text = ''): Moved {
  return withKeys(session, async (keys) => {
    const written = text === '' ? null : await writeNote(session, keys, unsealed, text)
    const input = { seq: unsealed.report.seq, reason, ...(written === null ? {} : { note: written.body, grants: written.grants }) }
    return await session.tools.call(contract.returnReport, whereTo(unsealed), input)
  })
}

export const begin = (session: StaffSession, unsealed: UnsealedReport): Moved =>
  session.tools.call(contract.beginReport, whereTo(unsealed), { seq: unsealed.report.seq })

/** `files`: what lies complete on the server (../../evidence/send.ts) and goes with the words, which may be none then. */
export function reply(session: StaffSession, unsealed: UnsealedReport, text: string, files: readonly FileToSeal[] = []): Moved {
  return withKeys(session, async (keys) => {
    const words = files.length === 0 ? { body: await writeToDialogue(keys, unsealed, 'message', text) } : await writeWithFiles(session, keys, unsealed, text, files)
    return await session.tools.call(contract.replyToReporter, whereTo(unsealed), { seq: unsealed.report.seq, ...words })
  })
}

export function note(session: StaffSession, unsealed: UnsealedReport, text: string): Moved {
  return withKeys(session, async (keys) => {
    const written = await writeNote(session, keys, unsealed, text)
    return await session.tools.call(contract.noteReport, whereTo(unsealed), { seq: unsealed.report.seq, ...written })
  })
}

export function find(session: StaffSession, unsealed: UnsealedReport, result: Reason<typeof states.Result>, text: string): Moved {
  return withKeys(session, async (keys) => {
    const body = await writeToDialogue(keys, unsealed, 'finding', text)
    return await session.tools.call(contract.findReport, whereTo(unsealed), { seq: unsealed.report.seq, result, body })
  })
}

/** Asks for 30 more days, or grants what another member asked for. */
export const extend = (session: StaffSession, unsealed: UnsealedReport, reason: Reason<typeof states.ExtendReason>): Moved =>
  session.tools.call(contract.extendReport, whereTo(unsealed), { seq: unsealed.report.seq, reason })

/** What was found is to be put right; it was looked at and is; it is off the list of dangers. Words go to the reporter. */
export const rectify = (session: StaffSession, unsealed: UnsealedReport, text?: string): Moved => withWords(session, unsealed, clearance.orderRectification, text)
export const inspect = (session: StaffSession, unsealed: UnsealedReport, text?: string): Moved => withWords(session, unsealed, clearance.recordInspection, text)
export const clear = (session: StaffSession, unsealed: UnsealedReport, text?: string): Moved => withWords(session, unsealed, clearance.clearHazard, text)

type Clearance = typeof clearance.orderRectification | typeof clearance.recordInspection | typeof clearance.clearHazard

const withWords = (session: StaffSession, unsealed: UnsealedReport, operation: Clearance, text?: string): Moved =>
  withKeys(session, async (keys) => await session.tools.call(operation, whereTo(unsealed), { seq: unsealed.report.seq, ...(await messageOf(keys, unsealed, text)) }))

export function close(session: StaffSession, unsealed: UnsealedReport, reason: Reason<typeof states.CloseReason>, text?: string): Moved {
  return withKeys(session, async (keys) => {
    const input = { seq: unsealed.report.seq, reason, ...(await messageOf(keys, unsealed, text)) }
    return await session.tools.call(contract.closeReport, whereTo(unsealed), input)
  })
}

/** Publishes words written for everybody. They are not sealed, and nothing of the question goes with them. */
export const publish = (session: StaffSession, unsealed: UnsealedReport, answer: AnswerWords): Moved =>
  session.tools.call(contract.publishAnswer, whereTo(unsealed), { seq: unsealed.report.seq, answer })

async function messageOf(keys: UnitKeys, unsealed: UnsealedReport, text = ''): Promise<{ body?: NewBody }> {
  return text === '' ? {} : { body: await writeToDialogue(keys, unsealed, 'message', text) }
}
