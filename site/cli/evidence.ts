/** Files on a disk, to and from the portal: the same sender and reader as the page's. */
import { closeSync, mkdirSync, openAsBlob, openSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { evidenceWords } from '#contract/county/evidence.ts'
import { MAX_EVIDENCE_BYTES, MAX_FILES } from '#contract/rules/part-size.ts'
import { putBytes } from '../api/bytes.ts'
import { openHeldFiles, type HeldFile } from '../console/evidence/held.ts'
import { PROBLEMS } from '../console/evidence/words.ts'
import type { UnsealedReport } from '../console/report/unseal.ts'
import type { FileToSeal } from '../crypto/filing.ts'
import { clean } from '../evidence/clean/clean.ts'
import { CleanFailure } from '../evidence/clean/failure.ts'
import { leftOf } from '../evidence/pick/told.ts'
import { fileNameOf } from '../evidence/file-name.ts'
import type { OpenedFile, PartAnswer } from '../evidence/read.ts'
import { sender, type Lines } from '../evidence/send.ts'
import { blobSource } from '../evidence/seal/seal.ts'
import { fail } from './print.ts'
import { callerFor } from './staff-session.ts'

/** By the name's ending, as the page would be told; what is not known goes as bytes. */
const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', heic: 'image/heic', mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm',
  mp3: 'audio/mpeg', m4a: 'audio/mp4', wav: 'audio/wav', pdf: 'application/pdf', zip: 'application/zip',
}

/**
 * Cleans and sends each file, as the page does; `asTheyAre` leaves out the cleaning. Ends the command where one cannot be read, cleaned or sent. A file
 * of a kind that nothing cleans goes as it is, and stderr says so.
 */
export async function sendFiles(paths: readonly string[], base: string, { call, open }: Pick<Lines, 'call' | 'open'> = { call: callerFor(base) }, asTheyAre = false): Promise<FileToSeal[]> {
  if (paths.length > MAX_FILES) fail('too_large', `附件最多${MAX_FILES}个。`)
  const opened = await Promise.all(paths.map(async (path) => ({ path, file: await openFile(path) })))
  if (opened.reduce((sum, { file }) => sum + file.size, 0) > MAX_EVIDENCE_BYTES) fail('too_large', `附件一共最多${MAX_EVIDENCE_BYTES / 1_000_000}MB。`)
  const lines: Lines = { call, ...(open !== undefined && { open }), put: (operation, params, input, bytes, options) => putBytes(operation, params, input, bytes, { ...options, base }) }
  const sent: FileToSeal[] = []
  for (const { path, file } of opened) {
    const { bytes, cleaned } = asTheyAre ? { bytes: file, cleaned: null } : await cleanedOf(path, file)
    const outcome = await sender(blobSource(bytes), lines)()
    if (!outcome.ok) return fail(outcome.code, outcome.message || `附件没有传完：${path}。再运行一次即可。`)
    const { upload, size, parts, digest, identity, recipient, signSeed } = outcome.value
    const type = TYPES[path.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
    sent.push({ words: { name: basename(path), type, size, parts: [...parts], ...(cleaned !== null && { cleaned }) }, upload, digest, identity, recipient, signSeed })
  }
  return sent
}

const openFile = (path: string): Promise<Blob> => openAsBlob(path).catch(() => fail('invalid', `读不到附件 ${path}`))

/** What is left of a file once what tells about its maker is taken out, and of which kinds that was. */
async function cleanedOf(path: string, file: Blob): Promise<{ bytes: Blob; cleaned: string[] }> {
  try {
    const { bytes, removed, left } = await clean(Object.assign(file, { name: basename(path) }))
    for (const sentence of leftOf({ left })) process.stderr.write(`${basename(path)}：${sentence}\n`)
    return { bytes, cleaned: [...new Set(removed.map(({ what }) => what))] }
  } catch (fault) {
    if (fault instanceof CleanFailure) return fail(fault.code, `${basename(path)}：${evidenceWords.failed[fault.code]}`)
    throw fault
  }
}

/** What is known of the files without fetching any: `show` prints it. */
export async function listFiles(unsealed: UnsealedReport) {
  return (await openHeldFiles(unsealed)).map(shown)
}

/** A file as the commands print it; a member's with the number of the file that it is a redacted copy of. */
export const shown = ({ k, words, signature, problem, copyOf = null }: OpenedFile & Partial<Pick<HeldFile, 'copyOf'>>) =>
  ({ k, ...(copyOf !== null && { copyOf }), name: words?.name ?? null, type: words?.type ?? null, size: words?.size ?? null, cleaned: words?.cleaned ?? null, covered: words?.covered ?? 0, original: words?.original ?? false, signature, problem, ...(problem !== null && { says: PROBLEMS[problem] }) })

/** Every part fetched and compared; with a folder the file is saved there. */
export async function saveFile(file: OpenedFile, folder: string | undefined, fetchPart: (n: number) => Promise<PartAnswer>) {
  if (file.problem !== null || file.words === null) return { ...shown(file), holds: false }
  const own = fileNameOf(file.words.name, '')
  const name = own === '' ? `附件${file.k}` : `${file.k}-${own}`
  const path = folder === undefined ? null : resolve(folder, name)
  const to = path === null ? null : createFile(path)
  try {
    for (let n = 1; n <= file.shape.parts; n += 1) {
      const part = await fetchPart(n)
      if (!part.ok) {
        if (path !== null) rmSync(path)
        if (!['altered', 'unavailable', 'not_found'].includes(part.code)) return fail(part.code, part.message || '连不上，没有读完。再运行一次即可。')
        const problem = part.code === 'altered' ? 'altered' : 'missing'
        return { ...shown(file), holds: false, problem, part: n, says: PROBLEMS[problem] }
      }
      if (to !== null) writeFileSync(to, part.value)
    }
    return { ...shown(file), holds: true, ...(path !== null && { file: path }) }
  } finally {
    if (to !== null) closeSync(to)
  }
}

/** For its owner alone; never over what is there. */
function createFile(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true })
    return openSync(path, 'wx', 0o600)
  } catch {
    return fail('conflict', `存不下：${path} 已经有了，或那里不能写。`)
  }
}
