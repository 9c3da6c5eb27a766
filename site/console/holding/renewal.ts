/** A new stretch of dialogue, for when a unit that could open the old one holds the report no more. No DOM. */
import { utf8 } from '#contract/bytes.ts'
import type { Part, StaffReport } from '#contract/staff-report.ts'
import { newKeysVouched } from '#contract/rules/custody.ts'
import { originalsOf, withParts } from '#contract/rules/holding.ts'
import { makeCompartment } from '../../crypto/compartment.ts'
import { hashOf } from '../../crypto/derive.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import { sealGrant } from '../../crypto/grant.ts'
import { granterOf, grantTo, nothing, regrant, type Granting, type LeftOut } from '../report/holders.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import type { StaffSession } from '../session.ts'

export interface Renewal extends Granting {
  readonly dialogue: string
}

/**
 * Granted to the reporter and to all who hold the original once `changed` has happened; who comes to hold it by this very change is granted
 * the rest with it, but for the files that are left out. Throws `unvouched` if the reporter's recipient is not the one that the reporter signed for: the server could have put its own there.
 */
export async function renewal(session: StaffSession, unsealed: UnsealedReport, changed: readonly Part[] = [], leftOut: LeftOut = nothing): Promise<Renewal> {
  const { report, reporter, parts } = unsealed.report
  if (reporter === null || !(await isOwnRecipient(unsealed, reporter))) throw new SealingFailure('unvouched')
  const { id, identity } = await makeCompartment()
  const fresh = { [id]: identity }
  const after = originalsOf(withParts(parts, changed))
  const stayers = after.filter((unit) => unsealed.holding.includes(unit))
  const newcomers = after.filter((unit) => !stayers.includes(unit))
  const toReporter = { holder: 'reporter', sealed: await sealGrant(reporter.recipient, { report, holder: 'reporter' }, fresh, granterOf(session)) }
  const [old, all] = await Promise.all([grantTo(session, unsealed, stayers, fresh), regrant(session, unsealed, newcomers, leftOut, fresh)])
  return { ...all, dialogue: id, grants: [toReporter, ...old, ...all.grants] }
}

/**
 * Whether the recipient that the server names is the reporter's: the one signed for at filing or, once a lost code was replaced, the one that both
 * the desk signed for last and the history names. Grants that were taken away are missed by the history; a history that does not hold proves nothing.
 */
export async function isOwnRecipient({ recipientHash, replaced, report, brokenAt, copyOnly }: UnsealedReport, reporter: NonNullable<StaffReport['reporter']>): Promise<boolean> {
  if (copyOnly || brokenAt !== null) return false
  const signed = replaced.findLast(({ by }) => by === 'desk')
  const reset = report.timeline.findLast(({ kind }) => kind === 'code-reset')
  if (signed === undefined && reset === undefined) return recipientHash === (await hashOf(utf8(reporter.recipient)))
  const keys = await hashOf(newKeysVouched(reporter))
  return signed?.hash === keys && reset?.detail.keys === keys
}
