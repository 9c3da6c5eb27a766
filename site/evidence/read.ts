/** A report's files as a member or its reporter reads them: manifest, parts, bytes. No DOM. Nothing that the server gives is believed before it fits the signed manifest. */
import type { TrackedFile } from '#contract/evidence-file.ts'
import { readEvidencePart } from '#contract/evidence-part.ts'
import { paddedBytes, sealedBytes, shapeOf, type Shape } from '#contract/rules/part-size.ts'
import { partsDigest } from '#contract/rules/upload.ts'
import type { getBytes } from '../api/bytes.ts'
import type { Answer, Failure } from '../api/call.ts'
import type { Entry, UnsealedReport } from '../console/report/unseal.ts'
import { partsKey } from '../crypto/attach.ts'
import { SealingFailure } from '../crypto/failure.ts'
import type { EvidenceWords } from '../crypto/words.ts'
import { openPart } from './seal/seal.ts'

/** `unlisted`: the server shows a manifest without its file, or the other way about. `altered`: what it says of the parts is not what was signed for. */
export type EvidenceProblem = Exclude<Entry<'evidence'>['problem'], null> | 'unlisted' | 'altered'

/** A file as far as its manifest opens it. */
export interface OpenedFile {
  readonly k: number
  readonly compartment: string
  /** 'reporter' or a unit's id, as the server says; believe it only with a good signature. Null where nothing says it. */
  readonly author: string | null
  readonly words: EvidenceWords | null
  readonly signature: Entry<'evidence'>['signature']
  readonly problem: EvidenceProblem | null
  readonly shape: Shape
  /** Opens every part; null without a key. */
  readonly identity: string | null
}

/** What is known of a report's files before any is opened. */
interface Listed extends Pick<UnsealedReport, 'evidence' | 'opens'> {
  readonly report: { readonly report: string; readonly evidence?: readonly TrackedFile[] | undefined }
}

/** The report's files in order, each compared with what was signed for. No part is fetched. */
export async function openFiles({ report, evidence, opens }: Listed): Promise<OpenedFile[]> {
  const listed = report.evidence ?? []
  const files = await Promise.all(listed.map(async (file) => {
    const entry = evidence.find(({ compartment, n }) => compartment === file.compartment && n === file.n)
    return openFile(file, entry, await partsKey(report.report, file.compartment, entry?.words ?? null, opens))
  }))
  const strays = evidence.filter(({ compartment, n }) => !listed.some((file) => file.compartment === compartment && file.n === n))
  return [...files, ...strays.map(({ compartment, author, words, signature }, at): OpenedFile => ({ k: listed.length + at + 1, compartment, author, words, signature, problem: 'unlisted', shape: { parts: 0, last: 0 }, identity: null }))]
}

async function openFile(file: TrackedFile, entry: Entry<'evidence'> | undefined, identity: string | null): Promise<OpenedFile> {
  const { k, compartment, parts, last } = file
  const shape = { parts, last }
  if (entry === undefined) return { k, compartment, author: null, words: null, signature: null, problem: 'unlisted', shape, identity }
  const { author, words, signature } = entry
  const problem = entry.problem ?? (words === null ? null : !(await fits(file, words)) ? 'altered' : identity === null ? 'no-key' : null)
  return { k, compartment, author, words, signature, problem, shape, identity }
}

/** Whether the server lists just the parts that the manifest names. */
async function fits(file: TrackedFile, { size, parts }: EvidenceWords): Promise<boolean> {
  const shape = shapeOf(size)
  if (shape === null || shape.parts !== file.parts || shape.last !== file.last || parts.length !== file.parts) return false
  if (parts.reduce((sum, { length }) => sum + length, 0) !== size) return false
  return (await partsDigest(parts.map(({ digest }, at) => ({ bytes: sealedBytes(paddedBytes(shape, at + 1)), digest })))) === file.digest
}

export type PartAnswer = { ok: true; value: Uint8Array<ArrayBuffer> } | Failure | { ok: false; code: 'altered'; message: string }

/** Part `n` of a file, opened; `open`: where, in this thread or in another. `altered`: what came is not what the manifest names. */
export const readPart = (get: typeof getBytes, reference: string, file: OpenedFile, n: number, open: typeof openPart = openPart): Promise<PartAnswer> =>
  openFetched(() => get(readEvidencePart, { reference, k: String(file.k), n: String(n) }, {}), file, n, open)

/** The same, however the sealed part is fetched. */
export async function openFetched(fetchPart: () => Promise<Answer<Uint8Array<ArrayBuffer>>>, { words, shape, identity }: OpenedFile, n: number, open: typeof openPart = openPart): Promise<PartAnswer> {
  const said = words?.parts[n - 1]
  if (said === undefined || identity === null) return { ok: false, code: 'altered', message: '' }
  const answer = await fetchPart()
  if (!answer.ok) return answer
  try {
    return { ok: true, value: await open(answer.value, shape, n, identity, said) }
  } catch (fault) {
    if (!(fault instanceof SealingFailure)) throw fault
    return { ok: false, code: 'altered', message: '' }
  }
}
