/** A report's files as a member of the unit takes them out: the same reader as the page's, and the same events. */
import { createWriteStream, openAsBlob, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SaveReason } from '#contract/states.ts'
import { recordLook, recordSaving } from '../console/evidence/act.ts'
import { UNREAD } from '../console/evidence/faults.ts'
import { openHeldFiles, type HeldFile } from '../console/evidence/held.ts'
import type { StaffSession } from '../console/session.ts'
import { clean } from '../evidence/clean/clean.ts'
import { CleanFailure } from '../evidence/clean/failure.ts'
import { readPart } from '../evidence/read.ts'
import { saveFile, shown } from './evidence.ts'
import { choice, read, type Verb } from './moving.ts'
import { need } from './need.ts'

interface Saving {
  readonly folder: string
  /** Null: what tells about its maker is taken out once more. */
  readonly reason: SaveReason | null
}

/**
 * Fetches every part of every file and compares it with the manifest: each is a look, and written down. With `--to` the files are saved there, cleaned
 * once more; with `--reason` as they were brought. What does not hold is said and not saved.
 */
export const evidence: Verb = async (session, words) => {
  const unsealed = await read(session, words)
  const { reference } = unsealed.report
  const [folder, reason] = [words.one('to'), words.one('reason')]
  const saving = folder === undefined ? null : { folder, reason: reason === undefined ? null : choice(SaveReason, reason, 'reason') }
  const found = []
  for (const file of await openHeldFiles(unsealed)) found.push(await fetchFile(session, reference, file, saving))
  return { reference, evidence: found }
}

async function fetchFile(session: StaffSession, reference: string, file: HeldFile, saving: Saving | null) {
  const { tools: { get } } = session
  if (get === undefined) throw new Error('a session that reads no bytes')
  if (file.problem !== null || file.words === null) return { ...shown(file), holds: false }
  need(await recordLook(session, reference, file.k))
  if (saving !== null) need(await recordSaving(session, reference, file.k, saving.reason))
  const saved = await saveFile(file, saving?.folder, (n) => readPart(get, reference, file, n))
  return 'file' in saved && saving?.reason === null ? { ...saved, ...(await cleanSaved(saved.file)) } : saved
}

/** In the place of what was saved. What cannot be cleaned is not kept: it is to be had as it came, with a reason. */
async function cleanSaved(path: string) {
  try {
    const { bytes, removed, left } = await clean(Object.assign(await openAsBlob(path), { name: basename(path) }))
    const made = `${path}.clean`
    await pipeline(bytes.stream(), createWriteStream(made, { flags: 'wx', mode: 0o600 }))
    renameSync(made, path)
    // Kinds, as the manifest has them: a terminal need not show what was just taken out.
    return { removed: [...new Set(removed.map(({ what }) => what))], left }
  } catch (fault) {
    rmSync(path)
    if (fault instanceof CleanFailure) return { file: null, says: UNREAD[fault.code] }
    throw fault
  }
}
