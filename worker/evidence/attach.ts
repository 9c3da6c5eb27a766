/** Uploads that a report names, in the batch of what names them: all of them or nothing. */
import type { Evidence } from '#contract/report.ts'
import { attachStatement } from '#contract/rules/upload.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { isSignedBy } from '../platform/verify.ts'
import { insertBody } from '../report/write.ts'
import { sealedDigest } from '../report/view.ts'
import { decideAttaching, type AttachRefusal, type Had, type Upload } from './decide.ts'
import { findUploads, insertEvidence } from './store.ts'

/** Where in the report's life it comes, and what there is before. */
export interface Attaching {
  readonly report: string
  readonly evidence: readonly Evidence[]
  /** The event that adds it: 1 for the filing. */
  readonly seq: number
  readonly had: Had
  readonly day: string
}

/** The statements that add it. One round trip; none where there is nothing to add. */
export async function attaching(db: D1Database, { report, evidence, seq, had, day }: Attaching): Promise<Result<D1PreparedStatement[], AttachRefusal>> {
  if (evidence.length === 0) return ok([])
  const uploads = new Map((await findUploads(db, evidence.map(({ upload }) => upload))).map((upload) => [upload.id, upload]))
  const digests = await Promise.all(evidence.map(({ sealed }) => sealedDigest(sealed)))
  const proven = await Promise.all(evidence.map((one, at) => isProven(uploads.get(one.upload), one, report, digests[at] ?? '')))
  const unfit = decideAttaching(evidence, uploads, proven, had)
  if (unfit !== null) return refuse(unfit)
  return ok(evidence.flatMap(({ upload: id, compartment, sealed, digest, proof }, at) => {
    const shape = uploads.get(id) ?? { parts: 0, last: 0 }
    return [
      insertEvidence(db, report, { k: had.files + at + 1, seq, upload: id, digest, parts: shape.parts, last: shape.last, compartment, n: 1, proof }),
      insertBody(db, report, { compartment, n: 1, sealed, kind: 'evidence', author: 'reporter', day, digest: digests[at] ?? '' }),
    ]
  }))
}

const isProven = async (upload: Upload | undefined, { upload: id, compartment, proof }: Evidence, report: string, manifest: string): Promise<boolean> =>
  upload !== undefined && (await isSignedBy([upload.verify], attachStatement(id, report, compartment, manifest), proof))
