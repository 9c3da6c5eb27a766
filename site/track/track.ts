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
import { SealingFailure } from '../crypto/failure.ts'
import { openGrants, vouchedFor, type Opens } from '../crypto/grant.ts'
import { verifyReceipt } from '../crypto/receipt.ts'
import { keysFromCode, type ReporterKeys } from '../crypto/stretch.ts'

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
}

/** A report as its code opens it. Hold it in memory only: with `keys` anyone could write as the reporter. */
export interface OpenReport {
  readonly keys: ReporterKeys
  readonly tracked: Tracked
  readonly messages: readonly Message[]
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
  return { keys, tracked, messages, opens: granted.opens, writable: vouchedFor(granted), receiptGood }
}

type DialogueBody = StoredBody & { kind: 'message' | 'finding' }
const isDialogue = (body: StoredBody): body is DialogueBody => body.kind === 'message' || body.kind === 'finding'

async function openMessage(body: DialogueBody, report: string, opens: Opens, verifyKeys: readonly string[]): Promise<Omit<Message, 'ofReview'>> {
  const { compartment, n, author, kind, day } = body
  const identity = opens[compartment]
  try {
    if (identity === undefined) throw new SealingFailure('unopenable')
    const { statement, signature } = await openBody(body.sealed, identity, { report, compartment, n, author, kind }, verifyKeys)
    return { compartment, n, author, kind, day, text: statement.body.text, signature }
  } catch (fault) {
    if (!(fault instanceof SealingFailure)) throw fault
    return { compartment, n, author, kind, day, text: null, signature: fault.code === 'misplaced' ? 'misplaced' : 'unopenable' }
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

/** Writes once. For retries after a lost answer keep a `writer` and call it again with the same words. */
export const writeMessage = (report: OpenReport, text: string, options: WritingOptions): Promise<WriteAnswer> => writer(options)(report, text)

const MOST_TRIES = 4
type SealedMessage = { readonly compartment: string; readonly n: number; readonly sealed: string }

/**
 * The same words again after a lost answer send the same sealed bytes, which the server takes once. A conflict means that the
 * dialogue went on or moved to a new compartment: the report is fetched again and the words are sealed with the next number.
 */
export function writer({ call, isThere = () => false, contests = false }: WritingOptions): (report: OpenReport, text: string) => Promise<WriteAnswer> {
  let last: { readonly text: string; readonly report: string; readonly body: SealedMessage } | null = null

  const attempt = async (report: OpenReport, text: string, tries: number): Promise<WriteAnswer> => {
    const again = last?.text === text && last.report === report.tracked.report ? last.body : null
    const body = again ?? (await sealMessage(report, text))
    last = { text, report: report.tracked.report, body }
    const answer = await call(contests ? askReview : writeAsReporter, {}, { lookup: report.keys.lookup, body })
    // Only where the answer was lost may the bytes have been stored, and must they be the same the next time.
    if (answer.ok || !isLost(answer)) last = null
    if (answer.ok) return { ok: true, value: await openTracked(answer.value, report.keys, report.receiptGood) }
    if (answer.code !== 'conflict' || tries === 1) return answer
    const fresh = await fetchWith(report.keys, call)
    return fresh.ok && !isThere(fresh.value) ? attempt(fresh.value, text, tries - 1) : fresh
  }

  return async (report, text) => {
    try {
      return await attempt(report, text, MOST_TRIES)
    } catch (fault) {
      if (!(fault instanceof SealingFailure)) throw fault
      return { ok: false, code: 'sealing', reason: fault.code }
    }
  }
}

const isLost = ({ code }: Failure) => code === 'network' || code === 'garbled' || code === 'fault' || code === 'unavailable'

async function sealMessage({ tracked, writable, keys }: OpenReport, text: string): Promise<SealedMessage> {
  const compartment = tracked.dialogue
  const identity = writable[compartment]
  if (identity === undefined) throw new SealingFailure('unvouched')
  const n = 1 + Math.max(0, ...tracked.bodies.filter((body) => body.compartment === compartment).map((body) => body.n))
  const statement = { report: tracked.report, compartment, n, author: 'reporter', kind: 'message', body: { text } } as const
  return { compartment, n, sealed: await sealBody(await recipientOf(identity), statement, keys.signSeed) }
}
