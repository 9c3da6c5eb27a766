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

export interface Fetching {
  readonly get: typeof getBytes
  /** Told how many parts are there. */
  readonly onProgress?: (parts: number) => void
}
export type FetchAnswer = { ok: true; value: Blob[] } | Failure | { ok: false; code: 'altered'; message: string }

/** One part, by the code's key. */
export const openTrackedPart = (get: typeof getBytes, lookup: string, file: OpenedFile, n: number): Promise<PartAnswer> =>
  openFetched(() => get(readTrackedPart, { k: String(file.k), n: String(n) }, { lookup }), file, n)

/** A file's bytes, part by part, to be put together as a Blob. */
export async function fetchTrackedFile(lookup: string, file: OpenedFile, { get, onProgress }: Fetching): Promise<FetchAnswer> {
  const parts: Blob[] = []
  for (let n = 1; n <= file.shape.parts; n += 1) {
    const part = await openTrackedPart(get, lookup, file, n)
    if (!part.ok) return part
    // A Blob lies outside of the page's own memory: a film would not fit there.
    parts.push(new Blob([part.value]))
    letGo(part.value)
    onProgress?.(n)
  }
  return { ok: true, value: parts }
}
