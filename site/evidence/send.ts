/**
 * A file on its way: sealed part by part, sent, and sent again where the line broke, from where it broke. No DOM, so that the commands and the page
 * send alike. What it knows (the file's identity, the upload's key) is in memory alone; whoever closes the page begins anew.
 */
import { readChallenge } from '#contract/public.ts'
import { paddedBytes, sealedBytes, type Shape } from '#contract/rules/part-size.ts'
import { completeStatement, partsDigest, partStatement, stateStatement } from '#contract/rules/upload.ts'
import { completeUpload, openUpload, putPart, readUpload } from '#contract/upload.ts'
import type { Answer, Caller, Failure } from '../api/call.ts'
import type { putBytes } from '../api/bytes.ts'
import { makeIdentity, recipientOf } from '../crypto/age.ts'
import { randomBytes } from '../crypto/derive.ts'
import { sign, verifyKeyOf } from '../crypto/sign.ts'
import { solve, type AskTurnstile } from '../report/solve.ts'
import { sealPart, shapeOrThrow, type ManifestPart, type SealedPartFile, type Source } from './seal/seal.ts'

/** Whether there is a network, where that can be known. */
export interface NetworkWatch {
  /** Whether a try that gets no answer now says anything against the server: not without a network, nor while a phone lies in a pocket. */
  counts(): boolean
  /** Resolves once there is one, or after a while, or when `signal` says so. */
  up(signal: AbortSignal | undefined): Promise<void>
}

export interface Lines {
  readonly call: Caller
  readonly put: typeof putBytes
  readonly askTurnstile?: AskTurnstile
  /** How an upload is begun: a member's needs no challenge (memberLines). Absent: with a challenge. */
  readonly open?: (asked: Shape & { verify: string }) => Promise<Answer<{ id: string }>>
}

/** A sealed part. A page has it as a Blob, which lies outside of the page's own memory. */
export interface PartToSend extends ManifestPart {
  readonly bytes: SealedPartFile['bytes'] | Blob
}

export interface SendOptions extends Lines {
  /** Told the plain bytes that are safe on the other side, and all of them. */
  readonly onProgress?: (sent: number, all: number) => void
  readonly signal?: AbortSignal
  /** How often a broken line is tried again before the sender gives up for now. */
  readonly tries?: number
  readonly wait?: (milliseconds: number) => Promise<void>
  readonly network?: NetworkWatch
  /** Seals part `n` elsewhere, as `sealPart` would: a page does it in a thread. */
  readonly seal?: (shape: Shape, n: number, recipient: string) => Promise<PartToSend>
  /** How many parts are sealed, or being sealed, while one travels: 1, where nothing else is said. */
  readonly ahead?: number
}

/** A file that lies complete on the server, and everything that only its sender knows. */
export interface SentFile {
  readonly upload: string
  readonly shape: Shape
  readonly size: number
  /** Opens every part. */
  readonly identity: string
  readonly recipient: string
  readonly signSeed: Uint8Array
  readonly parts: readonly ManifestPart[]
  /** Of the sealed parts in order (rules/upload.ts). */
  readonly digest: string
}

export type SendOutcome = { ok: true; value: SentFile } | Failure | { ok: false; code: 'cancelled'; message: string }

const TRIES = 8
const LONGEST_WAIT = 30_000
const LOST = ['network', 'garbled', 'fault', 'unavailable']
const isLost = (answer: { ok: boolean; code?: string }) => !answer.ok && LOST.includes(answer.code ?? '')
const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds))

/**
 * One file's sending. Call what it gives again after a failure: it goes on where it was, with what `now` says otherwise for this try. Throws
 * `too-long` at once for a file that is too big.
 */
export function sender(source: Source, options: SendOptions): (now?: Partial<SendOptions>) => Promise<SendOutcome> {
  const shape = shapeOrThrow(source.size)
  const sending: Sending = { source, shape, signSeed: randomBytes(32), made: makeIdentity(), sealed: new Map(), parts: [], id: null, doubtful: 0 }
  return async (now = {}) => {
    const all = { ...options, ...now }
    const outcome = await go(sending, all)
    return !outcome.ok && all.signal?.aborted === true ? { ok: false, code: 'cancelled', message: '' } : outcome
  }
}

/** What is known of a file on its way. */
interface Sending {
  readonly source: Source
  readonly shape: Shape
  readonly signSeed: Uint8Array
  /** The file's identity. */
  readonly made: Promise<string>
  /** Parts sealed and not yet there: the same bytes go again. */
  readonly sealed: Map<number, Promise<PartToSend>>
  /** Those that are there, in order. */
  readonly parts: ManifestPart[]
  id: string | null
  /** The part whose answer was lost: it may be there. */
  doubtful: number
}

async function go(sending: Sending, options: SendOptions): Promise<Answer<SentFile>> {
  const { source: { size }, shape, signSeed, sealed, parts } = sending
  const identity = await sending.made
  const recipient = await recipientOf(identity)
  const opened = sending.id === null ? await again(() => openOnce(shape, verifyKeyOf(signSeed), options), options) : { ok: true as const, value: { id: sending.id } }
  if (!opened.ok) return opened
  const id = (sending.id = opened.value.id)
  for (let n = parts.length + 1; n <= shape.parts; n += 1) {
    const made = sealedPart(sending, n, recipient, options)
    // The next ones are sealed while this one travels.
    for (let next = n + 1; next <= Math.min(n + (options.ahead ?? 1), shape.parts); next += 1) void sealedPart(sending, next, recipient, options)
    const part = await made
    const answer = await deliver(sending, id, n, part, options)
    if (!answer.ok) return answer
    const { length, plain, digest } = part
    parts.push({ length, plain, digest })
    sealed.delete(n)
    options.onProgress?.(parts.reduce((sum, one) => sum + one.length, 0), size)
  }
  const digest = await partsDigest(parts.map((part, at) => ({ bytes: sealedBytes(paddedBytes(shape, at + 1)), digest: part.digest })))
  const done = await again(() => options.call(completeUpload, { id }, { digest, signature: sign(signSeed, completeStatement(id, digest)) }), options)
  return done.ok ? { ok: true, value: { upload: id, shape, size, identity, recipient, signSeed, parts, digest } } : done
}

function sealedPart({ source, shape, sealed }: Sending, n: number, recipient: string, { seal }: SendOptions): Promise<PartToSend> {
  const made: Promise<PartToSend> = sealed.get(n) ?? (seal?.(shape, n, recipient) ?? sealPart(source, shape, n, recipient))
  made.catch(() => sealed.delete(n)) // What could not be read is read again next time; whoever waits for it is told.
  sealed.set(n, made)
  return made
}

function deliver(sending: Sending, id: string, n: number, { bytes, digest }: PartToSend, options: SendOptions): Promise<Answer<unknown>> {
  const size = bytes instanceof Blob ? bytes.size : bytes.length
  const signature = sign(sending.signSeed, partStatement(id, n, { bytes: size, digest }))
  return again<unknown>(async () => {
    // Asking costs less than sending it again.
    if (sending.doubtful === n && (await isKept(id, n, digest, sending.signSeed, options.call))) return { ok: true, value: null }
    const answer = await options.put(putPart, { id, n: String(n) }, { digest, signature }, bytes, signalOf(options))
    if (isLost(answer)) sending.doubtful = n
    return answer
  }, options)
}

const signalOf = ({ signal }: SendOptions) => (signal === undefined ? {} : { signal })

async function openOnce(shape: Shape, verify: string, { call, askTurnstile, open }: SendOptions): Promise<Answer<{ id: string }>> {
  if (open !== undefined) return open({ ...shape, verify })
  const challenge = await call(readChallenge, {}, { for: 'upload', parts: String(shape.parts) })
  if (!challenge.ok) return challenge
  const solved = await solve(challenge.value, askTurnstile)
  if (solved === null) return { ok: false, code: 'challenge', message: '', requestId: '' }
  return call(openUpload, {}, { ...shape, verify, challenge: solved })
}

async function isKept(id: string, n: number, digest: string, signSeed: Uint8Array, call: Caller): Promise<boolean> {
  const state = await call(readUpload, { id }, { signature: sign(signSeed, stateStatement(id)) })
  return state.ok && state.value.kept.some((kept) => kept.n === n && kept.digest === digest)
}

/** Tries until an answer comes that is one, waiting longer each time. */
async function again<T>(work: () => Promise<Answer<T>>, { tries = TRIES, wait = sleep, signal, network }: SendOptions): Promise<Answer<T>> {
  for (let tried = 1; ;) {
    await network?.up(signal)
    const answer = await work()
    if (!isLost(answer) || signal?.aborted === true) return answer
    const counts = network?.counts() !== false
    if (counts && tried >= tries) return answer
    await Promise.race([wait(Math.min(LONGEST_WAIT, 500 * 2 ** tried)), aborted(signal)])
    if (counts) tried += 1
  }
}

/** Resolves when somebody has had enough; never without a signal. */
const aborted = (signal: AbortSignal | undefined): Promise<void> => new Promise((done) => signal?.addEventListener('abort', () => done(), { once: true }))
