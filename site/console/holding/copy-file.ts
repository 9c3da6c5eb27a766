/** A redacted copy of a file: sealed for all who have the file, in a compartment of its own. No DOM. */
import { redactEvidence } from '#contract/holding.ts'
import { digestOf } from '#contract/rules/digest.ts'
import { holdersOfFile } from '#contract/rules/file-copy.ts'
import { attachStatement } from '#contract/rules/upload.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { sealBody } from '../../crypto/body.ts'
import { makeId } from '../../crypto/compartment.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import type { FileToSeal } from '../../crypto/filing.ts'
import { sign } from '../../crypto/sign.ts'
import { endingOf } from '../evidence/held.ts'
import type { Outcome } from '../outcome.ts'
import { grantTo } from '../report/holders.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import type { StaffSession } from '../session.ts'
import { withKeys } from './act.ts'

/**
 * `made`: the copy of file `k`, which lies complete on the server. One key opens manifest and parts: whoever is handed it may have no dialogue. What the
 * file was called, or the copy on a member's disk, is not in it: a name can tell whose it is.
 */
export function redactFile(session: StaffSession, unsealed: UnsealedReport, k: number, made: FileToSeal): Promise<Outcome<StaffReport>> {
  return withKeys(session, unsealed, async (keys) => {
    const { report, reference, seq, today, parts, withheld = [], evidence = [] } = unsealed.report
    const file = evidence.find((one) => one.k === k)
    if (file === undefined) throw new SealingFailure('misplaced')
    const { words, upload, digest, identity, recipient, signSeed } = made
    const id = makeId()
    // With the ending of what the copy is, and without the number of the file: whoever has the redacted copy of the report is not told how many there are.
    const body = { ...words, name: `脱敏件${endingOf(words.name)}`, copyOf: file.compartment }
    const sealed = await sealBody(recipient, { report, compartment: id, n: 1, author: keys.unit, kind: 'evidence', day: today, body }, keys.signSeed)
    const proof = sign(signSeed, attachStatement(upload, report, id, await digestOf('sealed', [sealed])))
    const grants = await grantTo(session, unsealed, holdersOfFile(parts, withheld, k), { [id]: identity })
    return await session.tools.call(redactEvidence, { reference, k: String(k) }, { seq, evidence: { upload, digest, compartment: id, sealed, proof }, grants })
  })
}
