/** Where a cleaned film is written, and what becomes of it on a device that has no room. */
import { afterEach, expect, it, vi } from 'vitest'
import { cleanMedia } from '../../site/evidence/clean/media.ts'
import { Sink } from '../../site/evidence/clean/sink.ts'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFilm } from '../support/evidence/long-film.ts'

afterEach(() => vi.unstubAllGlobals())

it('says that the device is full where the browser has no room for a page that it took', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anshao-sink-'))
  await writeFilm(join(folder, 'film.webm'), 12_000_000)
  // As Chromium answers for a Blob that it could not write to its disk: whoever asks for a byte of it is told.
  class Full extends Blob {
    override slice(from?: number, to?: number, type?: string): Blob {
      const part = super.slice(from, to, type)
      return part.size === 1 ? Object.assign(part, { arrayBuffer: () => Promise.reject(new DOMException('no room', 'NotReadableError')) }) : part
    }
  }
  vi.stubGlobal('Blob', Full)
  const film = new Blob([readFileSync(join(folder, 'film.webm'))])
  await expect(cleanMedia(film, 'webm')).rejects.toMatchObject({ code: 'full' })
  rmSync(folder, { recursive: true })
})

it('goes on where it was after it waited, and keeps what is written over a page that has gone', async () => {
  const sink = new Sink()
  const page = 4 << 20
  for (let n = 0; n < 3; n += 1) {
    sink.write(new Uint8Array(page - 10 + n).fill(n + 1))
    await sink.settle()
  }
  sink.write(Uint8Array.of(9, 9), page - 1)
  const bytes = new Uint8Array(await sink.blob().arrayBuffer())
  expect(bytes.length).toBe(3 * page - 27)
  expect([...bytes.subarray(page - 3, page + 3)]).toEqual([2, 2, 9, 9, 2, 2])
})
