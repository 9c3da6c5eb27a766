/** Sends what was chosen, file by file, each in sealed parts; what it gives is what a report or a message names. */
import { putBytes } from '../../api/bytes.ts'
import type { FileToSeal } from '../../crypto/filing.ts'
import type { EvidenceWords } from '../../crypto/words.ts'
import { blobSource } from '../seal/seal.ts'
import { sender, type Lines, type SendOutcome, type SentFile } from '../send.ts'
import { networkOfPage, stayAwake } from './device.ts'
import { typeOf } from './kinds.ts'
import { nameOf, originalNameOf } from './names.ts'
import type { Item, Picked } from './picked.ts'
import { makeSealer, THREADS, Unread, type Sealer } from './sealer.ts'

/** Where the sending stands. */
export interface Progress {
  /** The file on its way, from 1, and how many go. */
  readonly file: number
  readonly files: number
  /** Plain bytes that are safe on the other side, and all of them. */
  readonly sent: number
  readonly all: number
}

export interface SendPickedOptions extends Omit<Lines, 'put'> {
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

/** `unread`: the file of this name is not there any more. `broken`: what seals did not work. */
export type PickedOutcome = { ok: true; value: FileToSeal[] } | Exclude<SendOutcome, { ok: true }> | Unsent

/** A body that goes: a cleaned file, or an original beside it. */
interface Load {
  readonly bytes: Blob
  readonly words: Omit<EvidenceWords, 'size' | 'parts'>
}

/** What was begun for each body: called again after a failure it goes on where it was. Forgotten with the body, or when somebody stops it. */
const begun = new WeakMap<Blob, { readonly go: ReturnType<typeof sender>; sent: SentFile | null }>()

/** Waits until everything is cleaned, then sends what has not been sent. Never rejects. */
export async function sendPicked(picked: Picked, { onProgress, ...options }: SendPickedOptions): Promise<PickedOutcome> {
  await picked.settled()
  const loads = picked.items.filter(({ state }) => state === 'ready').flatMap(loadsOf)
  const all = loads.reduce((sum, { bytes }) => sum + bytes.size, 0)
  const sealer = makeSealer()
  const letSleep = stayAwake()
  const files: FileToSeal[] = []
  let before = 0
  try {
    for (const [at, load] of loads.entries()) {
      const progress = (sent: number) => onProgress?.({ file: at + 1, files: loads.length, sent: before + sent, all })
      progress(0)
      const outcome = await sendOne(load, options, sealer, progress)
      if (!outcome.ok) {
        if (['cancelled', 'not_found', 'conflict'].includes(outcome.code)) forget(picked)
        return outcome
      }
      before += load.bytes.size
      const { upload, size, parts, digest, identity, recipient, signSeed } = outcome.value
      files.push({ words: { ...load.words, size, parts: [...parts] }, upload, digest, identity, recipient, signSeed })
    }
    return { ok: true, value: files }
  } finally {
    sealer.end()
    letSleep()
  }
}

/** What was begun for these files is begun anew next time; whatever lies on the server nobody can open, and it goes within a day. */
export function forget(picked: Picked): void {
  for (const { bytes } of picked.items.flatMap(loadsOf)) begun.delete(bytes)
}

type Unsent = { ok: false; code: 'broken' } | { ok: false; code: 'unread'; name: string }

async function sendOne({ bytes, words: { name } }: Load, options: Omit<SendPickedOptions, 'onProgress'>, sealer: Sealer, progress: (sent: number) => void): Promise<SendOutcome | Unsent> {
  const one = begun.get(bytes) ?? { go: sender(blobSource(bytes), { ...options, put: putBytes, network: networkOfPage, ahead: THREADS }), sent: null }
  begun.set(bytes, one)
  if (one.sent !== null) return { ok: true, value: one.sent }
  try {
    const outcome = await one.go({ ...options, onProgress: progress, seal: (shape, n, recipient) => sealer.seal(bytes, shape, n, recipient) })
    if (outcome.ok) one.sent = outcome.value
    return outcome
  } catch (fault) {
    return fault instanceof Unread ? { ok: false, code: 'unread', name } : { ok: false, code: 'broken' }
  }
}

/** The cleaned file, and the original beside it where somebody chose so. */
function loadsOf(item: Item): Load[] {
  const { cleaned, kind, file, covered, keepsOriginal } = item
  if (cleaned === null || kind === null) return []
  const taken = [...new Set(cleaned.removed.map(({ what }) => what))]
  const load = { bytes: cleaned.bytes, words: { name: nameOf(item), type: typeOf(cleaned.kind), cleaned: taken, ...(covered > 0 && { covered }) } }
  return keepsOriginal ? [load, { bytes: file, words: { name: originalNameOf(item), type: typeOf(kind), original: true } }] : [load]
}
