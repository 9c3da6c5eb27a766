/** Coming back with the code: fetch, open, verify, answer. No DOM, so that `npm run track` does exactly what the page does. */
import { profile } from '#contract/county/profile.ts'
import { readKeyring } from '#contract/public.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { isOfReview } from '#contract/rules/reviewed.ts'
import type { StoredBody } from '#contract/sealed.ts'
import { askReview, trackReport as trackOperation, writeAsReporter, type Tracked } from '#contract/track.ts'
import type { Caller, Failure } from '../api/call.ts'
import { recipientOf } from '../crypto/age.ts'
import { openBody, sealBody } from '../crypto/body.ts'
import { readCode, type CodeProblem } from '../crypto/code.ts'
import type { FileToSeal } from '../crypto/filing.ts'
import { SealingFailure } from '../crypto/failure.ts'
import { openGrants, vouchedFor, type Opens } from '../crypto/grant.ts'
import { verifyReceipt } from '../crypto/receipt.ts'
import { keysFromCode, type ReporterKeys } from '../crypto/stretch.ts'
import type { BroughtFiles } from './bring.ts'
import type { OpenedFile } from '../evidence/read.ts'

export interface Message {
  readonly compartment: string
  readonly n: number
  /** 'reporter' or a unit's id, as the server says; believe it only with a good signature. */
  readonly author: string
  readonly kind: 'message' | 'finding'
  /** Of a finding: whether it answers a contested result. */
  readonly ofReview: boolean
  readonly day: string
  /** Null when it could not be opened. */
  readonly text: string | null
  /** `misplaced`: it opened, and says that it belongs elsewhere. */
  readonly signature: 'good' | 'missing' | 'wrong' | 'misplaced' | 'unopenable'
  /** The compartments of the files that came with it, by its author's word. */
  readonly files: readonly string[]
}

/** A report as its code opens it. Hold it in memory only: with `keys` anyone could write as the reporter. */
export interface OpenReport {
  readonly keys: ReporterKeys
  readonly tracked: Tracked
  readonly messages: readonly Message[]
  /** Files that came after the filing, in order. */
  readonly files: readonly OpenedFile[]
  readonly opens: Opens
  /** What new words may be sealed to: compartments that the code's own key or the desk's has vouched for. */
  readonly writable: Opens
  /** Whether the receipt is signed by the key that the server publishes; null when that could not be fetched. */
  readonly receiptGood: boolean | null
}

/** The code was read wrong, before anything was sent; `group` from 1, if it can be known. */
export type CodeFailure = { ok: false; code: 'code'; problem: CodeProblem; group: number | null }
export type TrackAnswer = { ok: true; value: OpenReport } | Failure | CodeFailure

/** Opens a report by its code, as people write it. An unknown code and a code of another county get `not_found` alike. */
export async function trackReport(code: string, { call }: { readonly call: Caller }): Promise<TrackAnswer> {
  const reading = readCode(code)
  if (!reading.ok) return { ok: false, code: 'code', problem: reading.problem, group: reading.group }
  return fetchWith(await keysFromCode(reading.digits, profile.id), call)
}

async function fetchWith(keys: ReporterKeys, call: Caller): Promise<{ ok: true; value: OpenReport } | Failure> {
  const answer = await call(trackOperation, {}, { lookup: keys.lookup })
  if (!answer.ok) return answer
  const published = await call(readKeyring, {}, {})
  const good = published.ok ? verifyReceipt(answer.value.receipt, profile.id, published.value.receiptKey) : null
  return { ok: true, value: await openTracked(answer.value, keys, good) }
}

async function openTracked(tracked: Tracked, keys: ReporterKeys, receiptGood: boolean | null): Promise<OpenReport> {
  const { keyring } = await import('#contract/county/keyring.ts')
  // The reporter's dialogue is begun by its own code and renewed by the desk; nobody else's word for a compartment counts.
  const vouchers = (by: string) => (by === 'reporter' ? [keys.verify] : by === 'desk' ? verifyKeysOf(keyring, by) : [])
  const granted = await openGrants(tracked.grants, keys.identity, { report: tracked.report, holder: 'reporter' }, vouchers)
  const keysOf = (author: string) => (author === 'reporter' ? [keys.verify, ...(tracked.former ?? [])] : verifyKeysOf(keyring, author))
  const messages = await Promise.all(tracked.bodies.filter(isDialogue).map(async (body) =>
    ({ ...(await openMessage(body, tracked.report, granted.opens, keysOf(body.author))), ofReview: body.kind === 'finding' && (await isOfReview(tracked.timeline, body.sealed)) })))
  const files = (tracked.evidence ?? []).length === 0 ? [] : await (await import('./files.ts')).openTrackedFiles(tracked, granted.opens, keysOf)
  return { keys, tracked, messages, files, opens: granted.opens, writable: vouchedFor(granted), receiptGood }
}

type DialogueBody = StoredBody & { kind: 'message' | 'finding' }
const isDialogue = (body: StoredBody): body is DialogueBody => body.kind === 'message' || body.kind === 'finding'

async function openMessage(body: DialogueBody, report: string, opens: Opens, verifyKeys: readonly string[]): Promise<Omit<Message, 'ofReview'>> {
  const { compartment, n, author, kind, day } = body
  const identity = opens[compartment]
  try {
    if (identity === undefined) throw new SealingFailure('unopenable')
    const { statement, signature } = await openBody(body.sealed, identity, { report, compartment, n, author, kind }, verifyKeys)
    return { compartment, n, author, kind, day, text: statement.body.text, signature, files: 'files' in statement.body ? (statement.body.files ?? []) : [] }
  } catch (fault) {
    if (!(fault instanceof SealingFailure)) throw fault
    return { compartment, n, author, kind, day, text: null, files: [], signature: fault.code === 'misplaced' ? 'misplaced' : 'unopenable' }
  }
}

export type WriteAnswer = { ok: true; value: OpenReport } | Failure | { ok: false; code: 'sealing'; reason: string }

export interface WritingOptions {
  readonly call: Caller
  /** Told of a dialogue that went on meanwhile: whether these words are in it already, so that they are not sent again. */
  readonly isThere?: (report: OpenReport) => boolean
  /** The words contest the result. */
  readonly contests?: boolean
}

/** Writes once. For retries after a lost answer keep a `writer` and call it again with the same words and files. */
export const writeMessage = (report: OpenReport, text: string, options: WritingOptions, files: readonly FileToSeal[] = []): Promise<WriteAnswer> => writer(options)(report, text, files)

const MOST_TRIES = 4
interface SealedWords extends Partial<BroughtFiles> {
  readonly body: { readonly compartment: string; readonly n: number; readonly sealed: string }
}
interface Last {
  readonly text: string
  readonly files: readonly FileToSeal[]
  readonly report: string
  readonly sealed: SealedWords
}

/**
 * The same words again after a lost answer send the same sealed bytes, which the server takes once. A conflict means that the
 * dialogue went on or moved to a new compartment, or that other units hold the report: it is fetched again and all is sealed anew.
 */
export function writer({ call, isThere = () => false, contests = false }: WritingOptions): (report: OpenReport, text: string, files?: readonly FileToSeal[]) => Promise<WriteAnswer> {
  let last: Last | null = null

  const attempt = async (report: OpenReport, text: string, files: readonly FileToSeal[], tries: number): Promise<WriteAnswer> => {
    const again = last !== null && last.text === text && isSame(last.files, files) && last.report === report.tracked.report ? last.sealed : null
    const sealed = again ?? (await sealWords(report, text, files))
    last = { text, files, report: report.tracked.report, sealed }
    const { lookup } = report.keys
    const answer = contests ? await call(askReview, {}, { lookup, body: sealed.body }) : await call(writeAsReporter, {}, { lookup, ...sealed })
    // Only where the answer was lost may the bytes have been stored, and must they be the same the next time.
    if (answer.ok || !isLost(answer)) last = null
    if (answer.ok) return { ok: true, value: await openTracked(answer.value, report.keys, report.receiptGood) }
    if (answer.code !== 'conflict' || tries === 1) return answer
    const fresh = await fetchWith(report.keys, call)
    return fresh.ok && !isThere(fresh.value) ? attempt(fresh.value, text, files, tries - 1) : fresh
  }

  return async (report, text, files = []) => {
    try {
      return await attempt(report, text, files, MOST_TRIES)
    } catch (fault) {
      if (!(fault instanceof SealingFailure)) throw fault
      return { ok: false, code: 'sealing', reason: fault.code }
    }
  }
}

const isSame = (one: readonly FileToSeal[], two: readonly FileToSeal[]) => one.length === two.length && one.every(({ upload }, at) => upload === two[at]?.upload)
const isLost = ({ code }: Failure) => code === 'network' || code === 'garbled' || code === 'fault' || code === 'unavailable'

async function sealWords({ tracked, writable, keys }: OpenReport, text: string, files: readonly FileToSeal[]): Promise<SealedWords> {
  const compartment = tracked.dialogue
  const identity = writable[compartment]
  if (identity === undefined) throw new SealingFailure('unvouched')
  const recipient = await recipientOf(identity)
  const brought = files.length === 0 ? undefined : await (await import('./bring.ts')).sealBrought(files, tracked, { id: compartment, recipient }, keys)
  const n = 1 + Math.max(0, ...tracked.bodies.filter((body) => body.compartment === compartment).map((body) => body.n))
  const words = { text, ...(brought !== undefined && { files: brought.evidence.map((one) => one.compartment) }) }
  const statement = { report: tracked.report, compartment, n, author: 'reporter', kind: 'message', body: words } as const
  return { body: { compartment, n, sealed: await sealBody(recipient, statement, keys.signSeed) }, ...brought }
}
