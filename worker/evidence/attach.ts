/** Uploads that a report names, in the batch of what names them: all of them or nothing. */
import type { EvidenceFile } from '#contract/evidence-file.ts'
import type { Evidence } from '#contract/report.ts'
import { fileOfCopy, isFileCopy, nextCopy } from '#contract/rules/file-copy.ts'
import { allPadded } from '#contract/rules/part-size.ts'
import { attachStatement } from '#contract/rules/upload.ts'
import type { Grant } from '#contract/sealed.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { isSignedBy } from '../platform/verify.ts'
import { insertBody } from '../report/write.ts'
import { sealedDigest } from '../report/view.ts'
import type { WholeReport } from '../report/store.ts'
import { decideAttaching, type AttachRefusal, type Had, type Upload } from './decide.ts'
import { findUploads, insertEvidence } from './store.ts'

/** Where in the report's life it comes, whose it is, and what there is before. */
export interface Attaching {
  readonly report: string
  readonly evidence: readonly Evidence[]
  /** 'reporter' or a unit's id. */
  readonly author: string
  /** The event that adds it: 1 for the filing. */
  readonly seq: number
  /** The last file's number. */
  readonly last: number
  readonly had: Had
  readonly day: string
}

/** The statements that add it, and the digests of its sealed manifests. */
export interface Attached {
  readonly statements: readonly D1PreparedStatement[]
  readonly digests: readonly string[]
}

/** One round trip; none where there is nothing to add. */
export async function attaching(db: D1Database, { report, evidence, author, seq, last, had, day }: Attaching): Promise<Result<Attached, AttachRefusal>> {
  if (evidence.length === 0) return ok({ statements: [], digests: [] })
  const uploads = new Map((await findUploads(db, evidence.map(({ upload }) => upload))).map((upload) => [upload.id, upload]))
  const digests = await Promise.all(evidence.map(({ sealed }) => sealedDigest(sealed)))
  const proven = await Promise.all(evidence.map((one, at) => isProven(uploads.get(one.upload), one, report, digests[at] ?? '')))
  const unfit = decideAttaching(evidence, uploads, proven, had)
  if (unfit !== null) return refuse(unfit)
  const statements = evidence.flatMap(({ upload: id, compartment, sealed, digest, proof }, at) => {
    const shape = uploads.get(id) ?? { parts: 0, last: 0 }
    return [
      insertEvidence(db, report, { k: last + at + 1, seq, upload: id, digest, parts: shape.parts, last: shape.last, compartment, n: 1, proof }),
      insertBody(db, report, { compartment, n: 1, sealed, kind: 'evidence', author, day, digest: digests[at] ?? '' }),
    ]
  })
  return ok({ statements, digests })
}

const isProven = async (upload: Upload | undefined, { upload: id, compartment, proof }: Evidence, report: string, manifest: string): Promise<boolean> =>
  upload !== undefined && (await isSignedBy([upload.verify], attachStatement(id, report, compartment, manifest), proof))

/** What comes with a message. */
export interface Brought {
  readonly evidence?: readonly Evidence[] | undefined
  readonly grants?: readonly Grant[] | undefined
  /** The file that it is a redacted copy of. */
  readonly file?: number
}

/** Files that come to a report after its filing. What one side has sent does not count for the other, and redacted copies for neither: of each file there may be as much as one side may send. */
export function attachingTo(db: D1Database, { report, evidence: before, bodies }: WholeReport, { evidence = [], file }: Brought, author: string, day: string): Promise<Result<Attached, AttachRefusal>> {
  const isReporters = ({ compartment }: EvidenceFile) => bodies.some((body) => body.kind === 'evidence' && body.compartment === compartment && body.author === 'reporter')
  const files = before.filter(({ k }) => !isFileCopy(k))
  const own = file === undefined ? files.filter((one) => isReporters(one) === (author === 'reporter')) : before.filter(({ k }) => isFileCopy(k) && fileOfCopy(k) === file)
  const over = file !== undefined ? 'too-many-copies' : author === 'reporter' ? 'too-much-added' : 'too-much-sent'
  const had = { files: own.length, bytes: own.reduce((sum, one) => sum + allPadded(one), 0), over } as const
  const last = file === undefined ? Math.max(0, ...files.map(({ k }) => k)) : nextCopy(before.map(({ k }) => k), file) - 1
  return attaching(db, { report: report.id, evidence, author, seq: report.standing.seq + 1, last, had, day })
}
