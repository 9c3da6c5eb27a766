/** Files that come after the filing, from either side, through the Worker of the tests. */
import type { FileToSeal } from '../../site/crypto/filing.ts'
import { recordLook } from '../../site/console/evidence/act.ts'
import { openFiles, readPart, type OpenedFile } from '../../site/evidence/read.ts'
import { fetchTrackedFile, laidAside } from '../../site/track/files.ts'
import { trackReport, writeMessage, type OpenReport } from '../../site/track/track.ts'
import { callerOf, must, type Place } from './api.ts'
import type { Worker } from './members.ts'
import { look, type Told } from './story.ts'
import { aFile, getterOf, toSeal, uploaded } from './uploads.ts'

/** A file that lies complete on the server. */
export const brought = async (name = '后巷.jpg', file = aFile(700)): Promise<FileToSeal> => toSeal(await uploaded(file), name, file.length)

export const opened = async ({ code }: Pick<Told, 'code'>): Promise<OpenReport> => must(await trackReport(code, { call: callerOf() }))

/** The reporter comes back and sends these. */
export async function bringLater(told: Pick<Told, 'code'>, files: readonly FileToSeal[], text = '', place: Place = {}): Promise<OpenReport> {
  return must(await writeMessage(await opened(told), text, { call: callerOf(place) }, files))
}

/** A file's bytes by the code. */
export async function readByCode({ keys }: OpenReport, file: OpenedFile): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Blob(must(await fetchTrackedFile(keys.lookup, file, { get: getterOf(), keep: laidAside }))).arrayBuffer())
}

/** The files of a report as this member sees them. */
export const filesOf = async (who: Worker, reference: string) => openFiles(await look(who, reference))

/** A file's bytes by a member. */
export async function readByMember(who: Worker, reference: string, file: OpenedFile): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  must(await recordLook(who.session, reference, file.k))
  for (let n = 1; n <= file.shape.parts; n += 1) parts.push(must(await readPart(getterOf({ cookie: who.cookie }), reference, file, n)))
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
