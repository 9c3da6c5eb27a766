/** The moves that change who holds what, sealed and sent. No DOM: the buttons and the commands call the same functions. */
import * as contract from '#contract/holding.ts'
import type { Part, StaffReport } from '#contract/staff-report.ts'
import { copiesGiven } from '#contract/rules/file-copy.ts'
import { losesReader } from '#contract/rules/holding.ts'
import { whyNot } from '#contract/rules/moves.ts'
import type { TakeOutReason } from '#contract/states.ts'
import type * as z from 'zod/mini'
import { sealBody } from '../../crypto/body.ts'
import { makeCompartment } from '../../crypto/compartment.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import type { Opens } from '../../crypto/grant.ts'
import type { UnitKeys } from '../../crypto/member.ts'
import type { RedactedWords } from '../../crypto/words.ts'
import { attempt, refusal, type Outcome } from '../outcome.ts'
import { grantTo, type Granting, type LeftOut } from '../report/holders.ts'
import { moverOf, standingOf } from '../report/standing.ts'
import { unsealReport, type UnsealedReport } from '../report/unseal.ts'
import type { StaffSession } from '../session.ts'
import { renewal } from './renewal.ts'

type Moved = Promise<Outcome<StaffReport>>

/** Work that needs the unit's keys and the reporter's wishes; refused without either. */
export function withKeys({ unitKeys }: StaffSession, { content }: UnsealedReport, work: (keys: UnitKeys) => Moved): Moved {
  if (unitKeys === null) return Promise.resolve(refusal('no-unit-key'))
  return content?.words == null ? Promise.resolve(refusal('unopenable')) : attempt(() => work(unitKeys))
}

/** Seals a redacted copy for all who hold the original. */
export function redact(session: StaffSession, unsealed: UnsealedReport, words: RedactedWords): Moved {
  return withKeys(session, unsealed, async (keys) => {
    const { report: { report, reference, seq, today }, holding } = unsealed
    const { id, identity, recipient } = await makeCompartment()
    const sealed = await sealBody(recipient, { report, compartment: id, n: 1, author: keys.unit, kind: 'redacted', day: today, body: words }, keys.signSeed)
    const grants = await grantTo(session, unsealed, holding, { [id]: identity })
    return await session.tools.call(contract.redactReport, { reference }, { seq, body: { compartment: id, n: 1, sealed }, grants })
  })
}

/** What units are granted with the redacted copy: the newest of the words, the newest of each file that is not left out, and nothing besides. */
export async function grantCopies(session: StaffSession, unsealed: UnsealedReport, holders: readonly string[], leftOut: LeftOut): Promise<Granting> {
  const grants = await Promise.all(holders.map((unit) => grantTo(session, unsealed, [unit], copiesOpened(unsealed, leftOut(unit)))))
  const without = holders.map((unit): [string, number[]] => [unit, [...leftOut(unit)]]).filter(([, files]) => files.length > 0)
  return { grants: grants.flat(), ...(without.length > 0 && { without: Object.fromEntries(without) }) }
}

function copiesOpened({ report: { redacted, evidence = [] }, copies, vouched }: UnsealedReport, without: readonly number[]): Opens {
  // The server names the copy: it must open as one that a unit signed, or the original could go in its place.
  if (!copies.some(({ compartment, words, signature }) => compartment === redacted && words !== null && signature === 'good')) throw new SealingFailure('unvouched')
  const given = copiesGiven(evidence.map(({ k }) => k), without)
  const ids = [redacted, ...evidence.filter(({ k }) => given.includes(k)).map(({ compartment }) => compartment)]
  const opens = ids.map((id) => {
    const identity = id === null ? undefined : vouched[id]
    if (id === null || identity === undefined) throw new SealingFailure('unvouched')
    return [id, identity] as const
  })
  return Object.fromEntries(opens)
}

/** Takes the report from a unit; where it could open the dialogue, the next words go where it has no key. */
export function takeOut(session: StaffSession, unsealed: UnsealedReport, unit: string, reason: z.infer<typeof TakeOutReason>): Moved {
  return withKeys(session, unsealed, async () => {
    const { reference, seq, parts } = unsealed.report
    const ended = parts.filter((part) => part.unit === unit).map((part): Part => ({ ...part, standing: 'ended' }))
    const renewed = losesReader(parts, ended) ? await renewal(session, unsealed, ended) : { grants: [] }
    return await session.tools.call(contract.takeOutUnit, { reference }, { seq, unit, reason, ...renewed })
  })
}

export function renew(session: StaffSession, unsealed: UnsealedReport): Moved {
  return withKeys(session, unsealed, async () => {
    const { reference, seq } = unsealed.report
    return await session.tools.call(contract.renewDialogue, { reference }, { seq, ...(await renewal(session, unsealed)) })
  })
}

/**
 * The report with its dialogue renewed, where that is due and this member's to do: the desk's browser does it by itself, before anybody
 * writes. Where it fails the report is shown as it was, and whoever wants to write is told.
 */
export async function renewed(session: StaffSession, unsealed: UnsealedReport): Promise<UnsealedReport> {
  const { report } = unsealed
  if (whyNot('renew', standingOf(report), moverOf(session.me, report), report.today) !== null) return unsealed
  const done = await renew(session, unsealed)
  return done.ok ? await unsealReport(session, done.value) : unsealed
}
