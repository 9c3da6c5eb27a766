/** A file saved on purpose. From here on it lies on this computer as anything else does: nothing of ours guards it. */
import { evidenceWords } from '#contract/county/evidence.ts'
import type { Answer, Question } from '../../evidence/clean/thread.ts'
import type { Left } from '../../evidence/clean/found.ts'
import { save } from '../save.ts'
import type { Parts } from './parts.ts'

interface Writable {
  write(bytes: Uint8Array<ArrayBuffer> | Blob): Promise<void>
  close(): Promise<void>
  abort(): Promise<void>
}
interface Picked {
  createWritable(): Promise<Writable>
}
type Picker = (options: { suggestedName: string }) => Promise<Picked>

/** Where it goes: a file that the member picked, or the browser's downloads. Null: they thought better of it. Must be asked within the press of a button. */
export async function pickPlace(name: string): Promise<Picked | 'downloads' | null> {
  const pick = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker
  if (pick === undefined) return 'downloads'
  try {
    return await pick.call(globalThis, { suggestedName: name })
  } catch (fault) {
    return fault instanceof DOMException && fault.name === 'AbortError' ? null : 'downloads'
  }
}

/** As it was brought: streamed part by part where a place was picked. */
export async function saveAsBrought(parts: Parts, name: string, place: Picked | 'downloads'): Promise<void> {
  if (place === 'downloads') return save(name, await wholeOf(parts))
  const file = await place.createWritable()
  try {
    for await (const part of parts.each()) await file.write(part)
  } catch (fault) {
    await file.abort()
    throw fault
  }
  await file.close()
}

/** Cleaned once more; a sentence where that cannot be done: then nothing is saved. */
export async function saveCleaned(parts: Parts, name: string, place: Picked | 'downloads'): Promise<string | readonly Left[]> {
  const answer = await cleaned(new File([await wholeOf(parts)], name))
  if ('failed' in answer) return answer.failed === 'program' ? '没有存：清理的那一段程序没有取到。连上网再存一次。' : `没有存：${evidenceWords.failed[answer.failed]}要原样存，选下面的理由。`
  const { bytes, left } = answer.cleaned
  if (place === 'downloads') save(name, bytes)
  else {
    const file = await place.createWritable()
    await file.write(bytes)
    await file.close()
  }
  return left
}

/** In one piece. The browser may lay a large one on its disk: it is about to lie there anyway. */
async function wholeOf(parts: Parts): Promise<Blob> {
  const pieces: Blob[] = []
  for await (const part of parts.each()) pieces.push(new Blob([part]))
  return new Blob(pieces)
}

function cleaned(file: File): Promise<Answer> {
  const thread = new Worker(new URL('../../evidence/clean/thread.ts', import.meta.url), { type: 'module' })
  return new Promise<Answer>((done, failed) => {
    thread.addEventListener('message', ({ data }: MessageEvent<Answer>) => done(data))
    thread.addEventListener('error', () => failed(new Error('the cleaning thread could not be had')))
    thread.postMessage({ id: 1, file } satisfies Question, [])
  }).finally(() => thread.terminate())
}
