/** The files of a report as its reporter opens them: those that came after the filing, from either side. No DOM; fetched when there are any. */
import { readTrackedPart, type Tracked } from '#contract/track.ts'
import type { getBytes } from '../api/bytes.ts'
import type { Failure } from '../api/call.ts'
import { openBody } from '../crypto/body.ts'
import { SealingFailure } from '../crypto/failure.ts'
import type { Opens } from '../crypto/grant.ts'
import { letGo } from '../evidence/let-go.ts'
import { openFetched, openFiles, type OpenedFile, type PartAnswer } from '../evidence/read.ts'

type Manifest = Parameters<typeof openFiles>[0]['evidence'][number]

/** All of them in order, each compared with its signed manifest. No part is fetched. */
export async function openTrackedFiles(tracked: Tracked, opens: Opens, keysOf: (author: string) => readonly string[]): Promise<OpenedFile[]> {
  const bodies = tracked.bodies.filter(({ kind }) => kind === 'evidence')
  const evidence = await Promise.all(bodies.map((body) => openManifest(tracked.report, body, opens[body.compartment], keysOf(body.author))))
  return openFiles({ report: tracked, evidence, opens })
}

async function openManifest(report: string, { compartment, n, author, day, sealed }: Tracked['bodies'][number], identity: string | undefined, verifyKeys: readonly string[]): Promise<Manifest> {
  const place = { compartment, n, author, kind: 'evidence' as const }
  try {
    if (identity === undefined) return { ...place, day, words: null, signature: null, problem: 'no-key' }
    const { statement, signature } = await openBody(sealed, identity, { report, ...place }, verifyKeys)
    return { ...place, day, words: statement.body, signature, problem: null }
  } catch (fault) {
    if (!(fault instanceof SealingFailure)) throw fault
    return { ...place, day, words: null, signature: null, problem: fault.code }
  }
}

export interface Fetching<T> {
  readonly get: typeof getBytes
  /** What becomes of each part's bytes, which are given away. */
  readonly keep: (part: Uint8Array<ArrayBuffer>) => T
  /** Told how many parts are there. */
  readonly onProgress?: (parts: number) => void
}
export type FetchAnswer<T> = { ok: true; value: T[] } | Failure | { ok: false; code: 'altered'; message: string }

/** One part, by the code's key. */
export const openTrackedPart = (get: typeof getBytes, lookup: string, file: OpenedFile, n: number): Promise<PartAnswer> =>
  openFetched(() => get(readTrackedPart, { k: String(file.k), n: String(n) }, { lookup }), file, n)

/** For what is saved anyway: a Blob lies outside of the page's own memory, where a film would not fit, but may come to a disk (ADR 0034). */
export function laidAside(part: Uint8Array<ArrayBuffer>): Blob {
  const blob = new Blob([part])
  letGo(part)
  return blob
}

/** A file's bytes, part by part. */
export async function fetchTrackedFile<T>(lookup: string, file: OpenedFile, { get, keep, onProgress }: Fetching<T>): Promise<FetchAnswer<T>> {
  const parts: T[] = []
  for (let n = 1; n <= file.shape.parts; n += 1) {
    const part = await openTrackedPart(get, lookup, file, n)
    if (!part.ok) return part
    parts.push(keep(part.value))
    onProgress?.(n)
  }
  return { ok: true, value: parts }
}
