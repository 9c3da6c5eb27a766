/** Sealed bodies that members write: the running number, the day, the unit's signature. No DOM. */
import type { StaffReport } from '#contract/staff-report.ts'
import type { Evidence } from '#contract/report.ts'
import type { Grant, NewBody } from '#contract/sealed.ts'
import { sealLater } from '../../crypto/attach.ts'
import { sealBody } from '../../crypto/body.ts'
import { makeCompartment } from '../../crypto/compartment.ts'
import { recipientOf } from '../../crypto/age.ts'
import type { FileToSeal } from '../../crypto/filing.ts'
import { sealGrant } from '../../crypto/grant.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import type { UnitKeys } from '../../crypto/member.ts'
import type { StaffSession } from '../session.ts'
import { isOwnRecipient } from '../holding/renewal.ts'
import { barOf, granterOf, grantTo } from './holders.ts'
import type { UnsealedReport } from './unseal.ts'

type Written = 'message' | 'finding' | 'note'

/** Numbers run from 1 within a compartment, whoever writes. Two who write at once take the same one, and the second is told so. */
export const nextNumber = ({ bodies }: StaffReport, compartment: string): number =>
  1 + Math.max(0, ...bodies.filter((body) => body.compartment === compartment).map((body) => body.n))

/** A message or a finding, sealed to the dialogue: the reporter reads it too. `unvouched` where nobody has signed for that dialogue: it may be somebody else’s. */
export async function writeToDialogue(keys: UnitKeys, { report, vouched }: UnsealedReport, kind: 'message' | 'finding', text: string): Promise<NewBody> {
  const identity = vouched[report.dialogue]
  if (identity === undefined) throw new SealingFailure('unvouched')
  return await seal(keys, report, report.dialogue, await recipientOf(identity), kind, text)
}

/** A message with files, or files alone: granted to the reporter, once their recipient is vouched for, and to every unit that holds the report. */
export async function writeWithFiles(session: StaffSession, keys: UnitKeys, unsealed: UnsealedReport, text: string, files: readonly FileToSeal[]): Promise<{ body: NewBody; evidence: Evidence[]; grants: Grant[] }> {
  const { report, vouched, holding } = unsealed
  const identity = vouched[report.dialogue]
  if (identity === undefined || report.reporter === null || !(await isOwnRecipient(unsealed, report.reporter))) throw new SealingFailure('unvouched')
  const dialogue = { id: report.dialogue, recipient: await recipientOf(identity) }
  const { evidence, opens } = await sealLater(files, { report: report.report, author: keys.unit, signSeed: keys.signSeed, day: report.today, dialogue })
  const toReporter = { holder: 'reporter', sealed: await sealGrant(report.reporter.recipient, { report: report.report, holder: 'reporter' }, opens, granterOf(session)) }
  return {
    body: await seal(keys, report, dialogue.id, dialogue.recipient, 'message', text, evidence.map(({ compartment }) => compartment)),
    evidence: [...evidence],
    grants: [toReporter, ...(await grantTo(session, unsealed, holding, opens))],
  }
}

/**
 * A note among staff. The first one makes the notes' compartment and grants it to every unit that holds the report, the writer's
 * own included; never to the reporter, nor to a unit that should not hold the report at all.
 */
export async function writeNote(session: StaffSession, keys: UnitKeys, unsealed: UnsealedReport, text: string): Promise<{ body: NewBody; grants: Grant[] }> {
  const { report, vouched, holding } = unsealed
  if (report.notes !== null) {
    const identity = vouched[report.notes]
    if (identity === undefined) throw new SealingFailure('unvouched')
    return { body: await seal(keys, report, report.notes, await recipientOf(identity), 'note', text), grants: [] }
  }
  if (unsealed.content?.words == null) throw new SealingFailure('unopenable')
  const { id, identity, recipient } = await makeCompartment()
  const holders = holding.filter((unit) => barOf(unsealed, unit) === null)
  return {
    body: await seal(keys, report, id, recipient, 'note', text),
    grants: await grantTo(session, unsealed, holders, { [id]: identity }),
  }
}

async function seal(keys: UnitKeys, report: StaffReport, compartment: string, recipient: string, kind: Written, text: string, files: readonly string[] = []): Promise<NewBody> {
  const n = nextNumber(report, compartment)
  const statement = { report: report.report, compartment, n, author: keys.unit, kind, day: report.today, body: { text, ...(files.length > 0 && { files: [...files] }) } }
  return { compartment, n, sealed: await sealBody(recipient, statement, keys.signSeed) }
}
