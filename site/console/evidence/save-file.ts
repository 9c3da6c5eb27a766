/** A file saved on purpose. From here on it lies on this computer as anything else does: nothing of ours guards it. */
import type { Bytes } from '../../evidence/clean/bytes.ts'
import type { Left } from '../../evidence/clean/found.ts'
import { makeCleaner } from '../../evidence/pick/cleaner.ts'
import { fileNameOf } from '../../evidence/file-name.ts'
import { save } from '../../evidence/save.ts'
import { UNREAD } from './faults.ts'
import type { Parts } from './parts.ts'

interface Writable {
  write(bytes: Bytes | Blob): Promise<void>
  close(): Promise<void>
  abort(): Promise<void>
}
interface Picked {
  createWritable(): Promise<Writable>
  getFile(): Promise<Blob>
  /** Not in every browser that lets one pick. */
  remove?(): Promise<void>
}
export type SavePlace = Picked | 'downloads'
type Picker = (options: { suggestedName: string }) => Promise<Picked>

/** Where it goes: a file that the member picked, or the browser's downloads. Null: they thought better of it. Must be asked within the press of a button. */
export async function pickPlace(name: string): Promise<SavePlace | null> {
  const pick = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker
  if (pick === undefined) return 'downloads'
  try {
    return await pick.call(globalThis, { suggestedName: fileNameOf(name, '附件') })
  } catch (fault) {
    return fault instanceof DOMException && fault.name === 'AbortError' ? null : 'downloads'
  }
}

/** As it was brought: streamed part by part where a place was picked. `signal`: ends it, with nothing left there. */
export async function saveAsBrought(parts: Parts, name: string, place: SavePlace, signal: AbortSignal): Promise<void> {
  if (place !== 'downloads') return writeTo(place, parts.each(), signal)
  const whole = await wholeOf(parts)
  signal.throwIfAborted()
  save(name, whole, '附件')
}

/** Cleaned once more; a sentence where that cannot be done: then nothing is saved. */
export async function saveCleaned(parts: Parts, name: string, place: SavePlace, signal: AbortSignal): Promise<string | readonly Left[]> {
  const cleaned = await makeCleaner()(new File([await wholeOf(parts)], name))
  signal.throwIfAborted()
  if ('failed' in cleaned) return cleaned.failed === 'program' ? '没有存：清理的那一段程序没有取到。连上网再存一次。' : `没有存：${UNREAD[cleaned.failed]}要原样存，选一条理由。`
  const { bytes, left } = cleaned
  if (place === 'downloads') save(name, bytes, '附件')
  else await writeTo(place, [bytes], signal)
  return left
}

/** What could not be written whole is not left there. */
async function writeTo(place: Picked, pieces: AsyncIterable<Bytes> | Iterable<Blob>, signal: AbortSignal): Promise<void> {
  const file = await place.createWritable()
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted()
      await file.write(piece)
    }
    signal.throwIfAborted()
  } catch (fault) {
    await file.abort()
    throw fault
  }
  await file.close()
}

/** Nothing was saved: the empty file goes that picking its place has made. One that was there before, with something in it, stays. */
export async function leave(place: SavePlace): Promise<void> {
  if (place === 'downloads') return
  try {
    if ((await place.getFile()).size === 0) await place.remove?.()
  } catch {
    // It is gone already, or not ours to remove.
  }
}

/** In one piece. The browser may lay a large one on its disk: it is about to lie there anyway. */
async function wholeOf(parts: Parts): Promise<Blob> {
  const pieces: Blob[] = []
  for await (const part of parts.each()) pieces.push(new Blob([part]))
  return new Blob(pieces)
}
