/** What is drawn of a picture: small, one at a time, the right way up; and a picture that cannot be drawn is not said to be open. */
import type { Locator, Page } from '@playwright/test'
import { evidenceWords } from '#contract/county/evidence.ts'
import { trackFiles } from '#contract/county/track-files.ts'
import { fill } from '#contract/rules/fill.ts'
import { accept } from '../../site/console/report/act.ts'
import { callerFor } from '../../site/cli/staff-session.ts'
import { writeMessage } from '../../site/track/track.ts'
import { base, exifSegment, jpeg, vastPng } from '../support/evidence/pictures.ts'
import { SAMPLES } from '../support/evidence/samples.ts'
import { must } from '../support/must.ts'
import { onDisk } from './steps/chosen.ts'
import { comeBack, next, openForm, readCodePage, send, writeUntil } from './steps/citizen.ts'
import { filed, moved, opened, sent, tipOf } from './steps/filed.ts'
import { giveFile, press } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { portal } from './steps/place.ts'
import { enter, open } from './steps/staff.ts'
import { expect, test } from './steps/test.ts'
import { wrote } from './steps/typed.ts'

const { pick } = evidenceWords
const TIP = tipOf('05')

interface Decoded {
  /** Pixels of each picture that came out of a decoder. */
  readonly pixels: number[]
  /** Decoders at work at once, at most. */
  most: number
}

/** From here on it can be seen what the page lets decoders make. */
const watchDecoding = (page: Page) => page.addInitScript(() => {
  const seen: Decoded = { pixels: [], most: 0 }
  let now = 0
  const watched = async <T,>(work: Promise<T>, sizeOf: (made: T) => number): Promise<T> => {
    now += 1
    seen.most = Math.max(seen.most, now)
    try {
      const made = await work
      seen.pixels.push(sizeOf(made))
      return made
    } finally {
      now -= 1
    }
  }
  const make = globalThis.createImageBitmap
  class WatchedDecoder extends ImageDecoder {
    override decode(how?: ImageDecodeOptions): Promise<ImageDecodeResult> {
      return watched(super.decode(how), ({ image }) => image.codedWidth * image.codedHeight)
    }
  }
  const watchedMake = (from: ImageBitmapSource, ...how: []) => (from instanceof Blob ? watched(make(from, ...how), ({ width, height }) => width * height) : make(from, ...how))
  Object.assign(globalThis, { decoded: seen, ImageDecoder: WatchedDecoder, createImageBitmap: watchedMake })
})
const decodedOn = (page: Page): Promise<Decoded> => page.evaluate(() => (globalThis as unknown as { decoded: Decoded }).decoded)

/** 4000×3000 before it is turned: blue below, red above, and green in the upper left quarter. */
async function photograph(page: Page, orientation: number): Promise<Buffer> {
  const base64 = await page.evaluate(async ([width, height]) => {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    for (const [colour, ...place] of [['#f00', 0, 0, 1, 1], ['#00f', 0, 0.5, 1, 0.5], ['#0f0', 0, 0, 0.25, 0.5]] as const) {
      const [x, y, w, h] = place
      if (context !== null) context.fillStyle = colour
      context?.fillRect(x * width, y * height, w * width, h * height)
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())
    return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(''))
  }, [4000, 3000] as const)
  const plain = Buffer.from(base64, 'base64')
  return Buffer.concat([plain.subarray(0, 2), exifSegment(orientation), plain.subarray(2)])
}

/** Its size, and the colour of each corner: upper left, upper right, lower left, lower right. */
const drawnOn = (canvas: Locator): Promise<string> => canvas.evaluate((shown: HTMLCanvasElement) => {
  const { width, height } = shown
  const corners = [[0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]].map(([x = 0, y = 0]) => {
    const [red = 0, green = 0, blue = 0] = shown.getContext('2d')?.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data ?? []
    const most = Math.max(red, green, blue)
    return most < 200 ? '-' : most === red ? 'r' : most === green ? 'g' : 'b'
  })
  return `${width}x${height} ${corners.join('')}`
})
const preview = (page: Page, n: number) => page.getByRole('img', { name: fill(pick.picture, { name: `照片${n}.jpg` }) })
/** By orientation. */
const UPRIGHT: Readonly<Record<number, string>> = { 1: '224x168 grbb', 3: '224x168 bbrg', 6: '168x224 bgbr', 8: '168x224 rbgb' }

test('photographs that are chosen all at once are decoded small and one after another, each upright', async ({ page }) => {
  test.setTimeout(120_000)
  await watchDecoding(page)
  await openForm(page)
  await writeUntil(page, TIP, 'files')
  const orientations = Object.keys(UPRIGHT).map(Number)
  const files: string[] = []
  for (const one of orientations) files.push(onDisk(`IMG_70${one}.jpg`, await photograph(page, one)))
  await page.getByLabel(pick.choose).setInputFiles(files)
  for (const [at, one] of orientations.entries()) await expect.poll(() => drawnOn(preview(page, at + 1))).toBe(UPRIGHT[one])
  const { pixels, most } = await decodedOn(page)
  expect(most).toBe(1)
  expect(pixels).toHaveLength(orientations.length)
  expect(Math.max(...pixels)).toBeLessThan(1_000_000)
})

test('a browser that has no decoder for pages gets them small and upright too', async ({ page }) => {
  test.setTimeout(120_000)
  await watchDecoding(page)
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'ImageDecoder'))
  await openForm(page)
  await writeUntil(page, TIP, 'files')
  await page.getByLabel(pick.choose).setInputFiles([onDisk('IMG_711.jpg', await photograph(page, 1)), onDisk('IMG_716.jpg', await photograph(page, 6))])
  await expect.poll(() => drawnOn(preview(page, 1))).toBe(UPRIGHT[1])
  await expect.poll(() => drawnOn(preview(page, 2))).toBe(UPRIGHT[6])
  const { pixels, most } = await decodedOn(page)
  expect([most, pixels.length]).toEqual([1, 2])
  expect(Math.max(...pixels)).toBeLessThan(1_000_000)
})

test('a picture that is more than a phone can hold is not drawn for whoever reports, and is sent all the same', async ({ page }) => {
  test.setTimeout(120_000)
  await watchDecoding(page)
  await openForm(page)
  await writeUntil(page, TIP, 'files')
  await page.getByLabel(pick.choose).setInputFiles(onDisk('IMG_721.png', vastPng(8_100)))
  await expect(page.getByText(pick.huge)).toBeVisible()
  expect((await decodedOn(page)).pixels).toEqual([])
  await next(page)
  await writeUntil(page, TIP, 'send', 'avoid')
  await send(page)
  await readCodePage(page)
})

test('on the page of the code a picture is open once it is drawn, and one that cannot be drawn is said not to open', async ({ page }, { project }) => {
  test.setTimeout(180_000)
  const said = `拍到的都在这里${project.name === 'phone' ? '，手机上发的' : '，电脑上发的'}`
  wrote('text', said)
  const { code } = await filed(TIP)
  const whole = jpeg([exifSegment()])
  const files = await sent({ '前门.jpg': whole, '后门.jpg': whole.subarray(0, whole.length - base('plain.jpg').length + 200) })
  must(await writeMessage(await opened(code), said, { call: callerFor(portal()) }, files))
  // The decoder waits until the test lets it go on.
  await page.addInitScript(() => {
    const gate = new Promise<void>((letDraw) => Object.assign(globalThis, { letDraw }))
    class WaitingDecoder extends ImageDecoder {
      override async decode(how?: ImageDecodeOptions): Promise<ImageDecodeResult> {
        await gate
        return super.decode(how)
      }
    }
    Object.assign(globalThis, { ImageDecoder: WaitingDecoder })
  })
  await comeBack(page, code)
  const [front, back] = ['前门', '后门'].map((name) => page.locator('.sent-files li').filter({ hasText: name })) as [Locator, Locator]
  await press(front.getByRole('button', { name: trackFiles.look }))
  await expect(front.getByRole('button', { name: trackFiles.close })).toBeVisible()
  await expect(front.getByText(trackFiles.looking)).toHaveCount(0)
  await page.evaluate(() => (globalThis as unknown as { letDraw: () => void }).letDraw())
  await expect(front.getByText(trackFiles.looking)).toBeVisible()
  await expect(front.getByRole('img')).toBeVisible()
  await press(back.getByRole('button', { name: trackFiles.look }))
  await expect(back.getByText(trackFiles.broken)).toBeVisible()
  await expect(back.getByText(trackFiles.looking)).toHaveCount(0)
  await expect(back.getByRole('img')).toHaveCount(0)
  await expect(back.getByRole('button', { name: trackFiles.look })).toBeVisible()
  await inspect(page, 'previews-broken', { besides: /[\w\u4e00-\u9fff-]+\.jpg|JPG/g })
})

test('a redacted copy that this browser cannot draw is said to be so, before it is looked at once more', async ({ page }, { project }) => {
  test.setTimeout(180_000)
  const desk = project.name === 'phone' ? 'desk01' : 'desk02'
  const { reference } = await filed(tipOf('01'), await sent({ '厨房.png': base('plain.png') }))
  await moved(desk, reference, accept)
  await enter(page, desk)
  await open(page, reference)
  await press(page.locator('.tile').filter({ hasText: '厨房.png' }))
  const viewer = page.locator('.viewer')
  await press(viewer.getByRole('button', { name: '做一份脱敏件…' }))
  await giveFile(viewer.getByLabel('选一份在别处做好的'), onDisk('遮过的厨房.heic', (await SAMPLES['phone.heic']?.()) ?? ''))
  await expect(viewer.getByText('这张图在这里打不开')).toBeVisible()
  await expect(viewer.getByRole('img', { name: '做好的脱敏件' })).toHaveCount(0)
  await expect(viewer.getByRole('button', { name: '加密存成脱敏件' })).toBeVisible()
  await inspect(page, 'previews-copy', { besides: /[a-z]+0\d|[^\s，：“]*\.(?:png|heic)|SHA-256|[0-9a-f]{4}(?: [0-9a-f]{4})+/g })
})
