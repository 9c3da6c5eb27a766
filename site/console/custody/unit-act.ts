/** What a unit that holds a named report does about its custody: asks that the reporter be reached, and grants the dialogue to a new code. No DOM. */
import type { StaffReport } from '#contract/staff-report.ts'
import * as contract from '#contract/custody.ts'
import { profile } from '#contract/county/profile.ts'
import { isAskedFor, newCodeStatement, newKeysVouched } from '#contract/rules/custody.ts'
import { isFileCopy } from '#contract/rules/file-copy.ts'
import { originalsOf } from '#contract/rules/holding.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import type { Grant } from '#contract/sealed.ts'
import { sealBody } from '../../crypto/body.ts'
import { makeCompartment } from '../../crypto/compartment.ts'
import { hashOf } from '../../crypto/derive.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import { sealGrant, type Granter, type Opens } from '../../crypto/grant.ts'
import { holderKeys } from '../../crypto/keyring.ts'
import { verify } from '../../crypto/sign.ts'
import { attempt, refusal, type Outcome } from '../outcome.ts'
import { barOf, granterOf } from '../report/holders.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import type { StaffSession } from '../session.ts'

type Moved = Promise<Outcome<StaffReport>>

/** Words for the custodian, in a compartment that the custodian and this unit alone can open. */
export function askContact(session: StaffSession, { report: { report, reference, today } }: UnsealedReport, text: string): Moved {
  const keys = session.unitKeys
  if (keys === null) return Promise.resolve(refusal('no-unit-key'))
  return attempt(async () => {
    const { id, identity, recipient } = await makeCompartment()
    const sealed = await sealBody(recipient, { report, compartment: id, n: 1, author: keys.unit, kind: 'errand', day: today, body: { text } }, keys.signSeed)
    const grants = await Promise.all(['custodian', keys.unit].map((holder) => grantOf(session, report, holder, { [id]: identity }, granterOf(session))))
    return await session.tools.call(contract.askContact, { reference }, { body: { compartment: id, n: 1, sealed }, grants })
  })
}

async function grantOf({ tools }: StaffSession, report: string, holder: string, opens: Opens, granter: Granter): Promise<Grant> {
  return { holder, sealed: await sealGrant(holderKeys(tools.keyring, holder).recipient, { report, holder }, opens, granter) }
}

/** The new code that waits for this desk. */
export const readReset = (session: StaffSession, reference: string) => session.tools.call(contract.readReset, { reference }, {})

/**
 * Agrees to a new code: its recipient is granted the dialogue so far and a new one, and so are all who hold the original. The tip stays shut
 * to it, as it was to the old code. Throws `unvouched` if the keys are not those that the custodian signed for this very asking, or not what the
 * history says was asked for last: the server could have put its own there, or a code that was declined.
 */
export function grantReset(session: StaffSession, unsealed: UnsealedReport): Moved {
  const keys = session.unitKeys
  if (keys === null) return Promise.resolve(refusal('no-unit-key'))
  return attempt(async () => {
    const { report, reference, seq } = unsealed.report
    const pending = await readReset(session, reference)
    if (!pending.ok) return pending
    const { n, ...code } = pending.value
    const recipientHash = await hashOf(newKeysVouched(code))
    if (!isVouched(session, unsealed, pending.value, recipientHash)) throw new SealingFailure('unvouched')
    if (unsealed.content?.words == null) throw new SealingFailure('unopenable')
    const { id, identity } = await makeCompartment()
    const granter = { ...granterOf(session), recipientHash }
    const fresh = { [id]: identity }
    const holders = originalsOf(unsealed.report.parts)
    if (holders.some((unit) => barOf(unsealed, unit) !== null)) throw new SealingFailure('avoided')
    const sealed = await sealGrant(code.recipient, { report, holder: 'reporter' }, { ...dialogueOf(unsealed), ...fresh }, granter)
    const grants = await Promise.all(holders.map((holder) => grantOf(session, report, holder, fresh, granter)))
    return await session.tools.call(contract.grantReset, { reference }, { seq, n, dialogue: id, grants: [{ holder: 'reporter', sealed }, ...grants] })
  })
}

/** By the custodian's signature over the keys and the asking, and by a whole history that ends with this asking. */
function isVouched({ tools }: StaffSession, { report: { report, timeline, today }, brokenAt, copyOnly }: UnsealedReport, { n, day, signature, ...code }: contract.PendingCode, keys: string): boolean {
  const statement = newCodeStatement(profile.id, { report, n, day }, code)
  const isSigned = verifyKeysOf(tools.keyring, 'custodian').some((key) => verify(key, statement, signature))
  return isSigned && !copyOnly && brokenAt === null && isAskedFor(timeline, { day, keys }, today)
}

/** Every stretch of dialogue so far and the files that came with it, as far as they are vouched for. */
function dialogueOf({ report, vouched }: UnsealedReport): Opens {
  const later = (report.evidence ?? []).filter(({ seq, k }) => seq > 1 && !isFileCopy(k)).map(({ compartment }) => compartment)
  const stretches = new Set([report.dialogue, ...later, ...report.bodies.filter(({ kind }) => kind === 'message' || kind === 'finding').map(({ compartment }) => compartment)])
  return Object.fromEntries(Object.entries(vouched).filter(([id]) => stretches.has(id)))
}
