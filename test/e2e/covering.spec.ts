/** What a reporter covers by hand cannot be uncovered; and what he sends as it was, beside what was cleaned, goes because he chose so. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { evidenceWords } from '#contract/county/evidence.ts'
import { fill } from '#contract/rules/fill.ts'
import { chunk } from '../support/evidence/pictures.ts'
import { survivors } from '../support/evidence/planted.ts'
import { SAMPLES } from '../support/evidence/samples.ts'
import { expect, test } from './steps/by-keys.ts'
import { onDisk } from './steps/chosen.ts'
import { next, onScreen, openForm, readCodePage, send, writeUntil } from './steps/citizen.ts'
import { tipOf } from './steps/filed.ts'
import { giveFile, press, tick } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { HOME, portal } from './steps/place.ts'

const { pick, cover } = evidenceWords
const TIP = tipOf('05')
/** Names of files, and what stands in the sample. */
const NAMES = { besides: /[\w\u4e00-\u9fff（）-]+\.(?:jpg|png)|ZhaoPhone[\w -]*|SN-[\w-]+|La\w+[\d.]+/g }

const [WIDTH, HEIGHT] = [960, 640]
/** Grey, with strokes 6 pixels wide from 240 to 720 across the middle: the letters of a plate. */
function plate(): Uint8Array {
  const strokes = Array.from({ length: WIDTH }, (_, x) => (x < 240 || x >= 720 ? 128 : (Math.floor(x / 6) * 7919) % 5 < 2 ? 0 : 255))
  const rows = Array.from({ length: HEIGHT }, (_, y) => [0, ...strokes.map((stroke) => (y < 270 || y >= 370 ? 128 : stroke))]).flat()
  const header = Buffer.from([0, 0, WIDTH >> 8, WIDTH & 255, 0, 0, HEIGHT >> 8, HEIGHT & 255, 8, 0, 0, 0, 0])
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Uint8Array.from(rows))), chunk('IEND', Buffer.alloc(0))])
}

/** From here on it can be seen what file the page drew last. */
const watchDrawing = (page: Page) => page.addInitScript(() => {
  const make = globalThis.createImageBitmap
  const watched = (from: ImageBitmapSource, ...how: []) => {
    if (from instanceof Blob) Object.assign(globalThis, { drawnLast: from })
    return make(from, ...how)
  }
  const watchedDecoder = class extends ImageDecoder {
    constructor(init: ImageDecoderInit) {
      Object.assign(globalThis, { drawnLast: new Blob([init.data as ArrayBuffer]) })
      super(init)
    }
  }
  Object.assign(globalThis, { createImageBitmap: watched, ImageDecoder: watchedDecoder })
})

/** One row of the picture that the page drew last, as large as it is, grey by grey. */
const rowOf = (page: Page, y: number): Promise<number[]> =>
  page.evaluate(async (at) => {
    const { drawnLast } = globalThis as { drawnLast?: Blob }
    if (drawnLast === undefined) throw new TypeError('no picture')
    const picture = await createImageBitmap(drawnLast)
    const canvas = new OffscreenCanvas(picture.width, picture.height)
    const context = canvas.getContext('2d')
    context?.drawImage(picture, 0, 0)
    const { data } = context?.getImageData(0, at, canvas.width, 1) ?? { data: new Uint8ClampedArray() }
    return Array.from({ length: canvas.width }, (_, x) => data[x * 4] ?? 0)
  }, y)

/** How long each run of one grey is. */
const runsOf = (row: readonly number[]): number[] =>
  row.reduce<number[]>((runs, grey, x) => (x > 0 && grey === row[x - 1] ? [...runs.slice(0, -1), (runs.at(-1) ?? 0) + 1] : [...runs, 1]), [])

test('what a mosaic leaves of a plate is no finer than a character, however small the brush and however close its strokes', async ({ page }) => {
  test.setTimeout(180_000)
  await watchDrawing(page)
  await openForm(page)
  await writeUntil(page, TIP, 'files')
  await giveFile(page.getByLabel(pick.choose), onDisk('IMG_2.png', plate()))
  await press(page.getByRole('button', { name: `${cover.open}：照片1.png` }))
  await tick(page.getByRole('radio', { name: cover.mosaic.label }))
  const board = page.getByRole('application', { name: cover.board })
  await press(board)
  // The smallest brush but for one, half over the last stroke each time, from the middle to the plate's left edge and on to its right one.
  for (let smaller = 0; smaller < 3; smaller += 1) await page.keyboard.press('-')
  for (let stroke = 0; stroke < 14; stroke += 1) for (const key of ['ArrowLeft', 'Space']) await page.keyboard.press(key)
  for (let back = 0; back < 14; back += 1) await page.keyboard.press('ArrowRight')
  for (let stroke = 0; stroke < 14; stroke += 1) for (const key of ['Space', 'ArrowRight']) await page.keyboard.press(key)
  await expect(page.getByText(/遮了28处/)).toBeVisible()
  await inspect(page, 'covering-mosaic', NAMES)
  await press(page.getByRole('button', { name: cover.done }))
  await expect(page.getByText(fill(cover.covered, { n: 28 }))).toBeVisible()
  await expect(page.getByRole('img', { name: fill(pick.picture, { name: '照片1.png' }) })).toBeVisible()
  await expect.poll(async () => runsOf((await rowOf(page, 320)).slice(240, 720)).length).toBeLessThanOrEqual(9)
  const covered = await rowOf(page, 320)
  expect(covered).toHaveLength(WIDTH)
  const runs = runsOf(covered.slice(240, 720))
  // Sixteen blocks along the picture: 60 pixels each, and the strokes of the plate are gone.
  expect(runs.slice(1, -1).filter((run) => run < 59)).toEqual([])
  expect(runs.length).toBeLessThanOrEqual(9)
  const beside = await rowOf(page, 280)
  expect(runsOf(beside.slice(240, 720)).length).toBeGreaterThan(25)
})

test('the photograph as it was goes beside the cleaned one where its maker ticks that, and nowhere else', async ({ page }, { project }) => {
  test.setTimeout(180_000)
  const bytes = await (SAMPLES['exif.jpg']?.() ?? new Uint8Array())
  await openForm(page)
  await writeUntil(page, TIP, 'files')
  await giveFile(page.getByLabel(pick.choose), onDisk('IMG_20250314_021109.jpg', bytes))
  const keep = page.getByRole('checkbox', { name: pick.original.label })
  await expect(keep).not.toBeChecked()
  await tick(keep)
  await inspect(page, 'covering-original', NAMES)
  await next(page)
  await writeUntil(page, TIP, 'send', 'avoid')
  await onScreen(page, 'send')
  await send(page)
  const { reference } = await readCodePage(page)
  const folder = resolve(HOME, `original-${project.name}`)
  const out = execFileSync(process.execPath, ['--import', './site/cli/ready.ts', 'site/cli/staff.ts', 'desk01', 'evidence', reference, '--to', folder, '--reason', 'for-expert', '--url', portal()], { encoding: 'utf8' })
  const { evidence } = JSON.parse(out) as { evidence: { file: string }[] }
  expect(evidence).toMatchObject([{ name: '照片1.jpg', original: false, holds: true }, { name: '照片1（原样）.jpg', original: true, cleaned: null, holds: true }])
  const [cleaned, original] = evidence.map(({ file }) => readFileSync(file))
  expect(survivors(cleaned ?? new Uint8Array())).toEqual([])
  expect(original?.equals(bytes)).toBe(true)
  expect(survivors(bytes).length).toBeGreaterThan(0)
})
