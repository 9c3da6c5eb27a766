import { policy } from '#contract/county/policy.ts'
import type { SolvedChallenge } from '#contract/report.ts'
import type { Shape } from '#contract/rules/part-size.ts'
import { completeStatement, partsDigest, partStatement, stateStatement, type SealedPart } from '#contract/rules/upload.ts'
import type { KeptPart } from '#contract/upload.ts'
import { checkUploadChallenge, type ChallengeRefusal } from '../challenge/commands.ts'
import { insertSpent } from '../challenge/store.ts'
import { commit } from '../platform/d1.ts'
import { deleteObjects, putSealed, type PutRefusal } from '../platform/objects.ts'
import { randomId } from '../platform/random.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import type { Secrets } from '../platform/secrets.ts'
import { isSignedBy } from '../platform/verify.ts'
import { decideComplete, decidePart, type CompleteRefusal, type PartRefusal, type Upload, type UploadPart } from './decide.ts'
import { closeUpload, findByKey, findUpload, insertPart, insertUpload } from './store.ts'

const MEGABYTE = 1_000_000
/** Objects that no report names yet, or that the night has not moved. */
export const NEW = 'new/'

export type OpenRefusal = ChallengeRefusal | 'challenge-used' | 'uploads-full' | 'other-shape'

type Asked = Shape & { verify: string }
type Opened<R extends string> = Promise<Result<{ id: string }, R | 'uploads-full' | 'other-shape'>>

/** Begins an upload, paid by work. Two round trips. */
export function open(db: D1Database, secrets: Secrets, asked: Asked, solved: SolvedChallenge, seconds: number): Opened<OpenRefusal> {
  const pay = async () => {
    const spent = await checkUploadChallenge(secrets, solved, asked.parts, seconds)
    return spent.ok ? ok([insertSpent(db, spent.value, 'upload')]) : spent
  }
  return openPaid<OpenRefusal>(db, asked, { member: false, pay, lost: 'challenge-used' }, seconds)
}

/** The same for a member: the session lets it in, and it is counted apart, up to the same. Two round trips. */
export const openAsMember = (db: D1Database, asked: Asked, seconds: number): Opened<never> =>
  openPaid<never>(db, asked, { member: true, pay: () => Promise.resolve(ok([])), lost: 'other-shape' }, seconds)

interface Paying<R extends string> {
  readonly member: boolean
  /** What is spent for it, in the same batch. */
  readonly pay: () => Promise<Result<readonly D1PreparedStatement[], R>>
  /** Where somebody was quicker, and not with this beginning. */
  readonly lost: R | 'other-shape'
}

/** The same key again gets the same upload, before it is asked to pay. */
async function openPaid<R extends string>(db: D1Database, asked: Asked, { member, pay, lost }: Paying<R>, seconds: number): Opened<R> {
  const before = await findByKey(db, asked.verify)
  if (before !== null) return sameShape(before, asked) ? ok({ id: before.id }) : refuse('other-shape')
  const paid = await pay()
  if (!paid.ok) return paid
  const id = randomId()
  const most = policy.uploads.megabytesPerHour * MEGABYTE
  const committed = await commit(db, [...paid.value, insertUpload(db, { ...asked, id, member }, Math.floor(seconds / 3600), most)])
  if (committed.ok) return committed.results.at(-1)?.length === 1 ? ok({ id }) : refuse('uploads-full')
  // Two sendings of one beginning may race: the second finds the first one's.
  const other = await findByKey(db, asked.verify)
  return other !== null && sameShape(other, asked) ? ok({ id: other.id }) : refuse(lost)
}

const sameShape = (one: Shape, two: Shape): boolean => one.parts === two.parts && one.last === two.last

export type OwnRefusal = 'no-upload' | 'wrong-signature'

/** The upload, if whoever asks has its key. */
async function own(db: D1Database, id: string, n: number | null, statement: Uint8Array<ArrayBuffer>, signature: string): Promise<Result<{ upload: Upload; kept: UploadPart[] }, OwnRefusal>> {
  const found = await findUpload(db, id, n)
  if (found === null) return refuse('no-upload')
  return (await isSignedBy([found.upload.verify], statement, signature)) ? ok(found) : refuse('wrong-signature')
}

export interface BroughtPart extends SealedPart {
  readonly n: number
  readonly signature: string
  readonly body: ReadableStream<Uint8Array> | null
}

/**
 * Takes one part: the object first, the row second, so that no row ever names what is not there. An object whose row did not come is the
 * cron's to find. Two round trips beside the store.
 */
export async function takePart(db: D1Database, bucket: R2Bucket, id: string, part: BroughtPart): Promise<Result<KeptPart, OwnRefusal | PartRefusal | PutRefusal>> {
  const { n, bytes, digest, signature, body } = part
  const found = await own(db, id, n, partStatement(id, n, part), signature)
  if (!found.ok) return found
  const decided = decidePart(found.value.upload, found.value.kept[0] ?? null, n, part)
  if (decided === 'there') return ok({ n, bytes, digest })
  if (decided !== null) return refuse(decided)
  const object = NEW + randomId()
  const unfit = await putSealed(bucket, object, body, part)
  if (unfit !== null) return refuse(unfit)
  const committed = await commit(db, [insertPart(db, id, { n, bytes, digest, object })])
  if (committed.ok) return ok({ n, bytes, digest })
  await deleteObjects(bucket, [object])
  const again = await findUpload(db, id, n)
  const then = again === null ? 'no-upload' : (decidePart(again.upload, again.kept[0] ?? null, n, part) ?? 'closed')
  return then === 'there' ? ok({ n, bytes, digest }) : refuse(then)
}

/** One round trip. */
export async function readState(db: D1Database, id: string, signature: string) {
  const found = await own(db, id, null, stateStatement(id), signature)
  if (!found.ok) return found
  const { upload: { parts, last, digest }, kept } = found.value
  return ok({ parts, last, kept: kept.map((part): KeptPart => ({ n: part.n, bytes: part.bytes, digest: part.digest })), complete: digest !== null })
}

/** Two round trips. */
export async function complete(db: D1Database, id: string, digest: string, signature: string): Promise<Result<{ digest: string }, OwnRefusal | CompleteRefusal>> {
  const found = await own(db, id, null, completeStatement(id, digest), signature)
  if (!found.ok) return found
  const { upload, kept } = found.value
  const decided = decideComplete(upload, kept, await partsDigest(kept), digest)
  if (decided === 'there') return ok({ digest })
  if (decided !== null) return refuse(decided)
  await commit(db, [closeUpload(db, id, digest)])
  return ok({ digest })
}
