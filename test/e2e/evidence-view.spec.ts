/** Members look at what reporters sent: opened in place, by keyboard alone, and nothing of it stays. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { openEvidence } from '#contract/evidence-part.ts'
import { reasons } from '#contract/county/reasons.ts'
import { frameStyleHash } from '../../site/console/evidence/frame.ts'
import { longFilm } from '../support/evidence/film.ts'
import { base, exifSegment, jpeg } from '../support/evidence/pictures.ts'
import { archive } from '../support/evidence/papers.ts'
import { survivors } from '../support/evidence/planted.ts'
import { macroDocument, SCRIPTED_WORDS, scriptedPdf } from '../support/evidence/shown.ts'
import { expect, test } from './steps/by-keys.ts'
import { filed, sent, tipOf } from './steps/filed.ts'
import { onPaper, press, tick } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { HOME, ROOT } from './steps/place.ts'
import { enter, open, session, told, unlock } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own desk. */
const DESKS = { phone: 'desk01', desktop: 'desk02' } as const
const deskOf = (size: string) => DESKS[size as keyof typeof DESKS]
/** What stands there besides the console's own words: names that strangers gave, and digests. */
const THEIRS = /[^\s，：]*\.(?:jpg|png|webm|ogg|pdf|docx|zip)|SHA-256|[0-9a-f]{4}(?: [0-9a-f]{4})+/g

const tile = (page: Page, name: string) => page.getByRole('button', { name })
const viewer = (page: Page) => page.locator('.viewer')

/** Opens a file by its tile and sees it ready. */
async function look(page: Page, name: string) {
  await press(tile(page, name))
  await expect(viewer(page).getByRole('heading', { name })).toBeFocused()
  await expect(viewer(page).getByText('正在打开…')).toHaveCount(0)
  return viewer(page)
}

/** The parts that a page fetches from here on, as `file/part`. */
function fetching(page: Page): Set<string> {
  const parts = new Set<string>()
  page.on('request', (request) => {
    const found = /\/evidence\/(\d+)\/parts\/(\d+)$/.exec(request.url())
    if (found !== null) parts.add(`${found[1]}/${found[2]}`)
  })
  return parts
}

/** How many colours there are on the canvas, of a thousand places. */
const painted = (page: Page, where: string) =>
  page.locator(`${where} canvas`).evaluate((canvas: HTMLCanvasElement) => {
    if (canvas.width === 0) return 0
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray() }
    return new Set(Array.from({ length: 997 }, (_, at) => data.subarray(Math.floor((at * data.length) / 4 / 997) * 4).slice(0, 3).join())).size
  })

test('photographs, a film, a sound and papers are looked at in their place, and go with the lock', async ({ page: he }, { project }) => {
  test.setTimeout(300_000)
  const words = `${project.name === 'phone' ? '手机' : '台式'}：老周在后门堵了通道`
  wrote('text', words)
  const film = await longFilm(39_000_000)
  // It lies on its side, and says so.
  const photograph = jpeg([exifSegment(6)])
  const files = await sent({
    '后门.jpg': photograph, '收据.png': base('plain.png'), '夜里.webm': film, '电话.ogg': base('voice.ogg'), '通知.pdf': await scriptedPdf(), '说明.docx': await macroDocument(words), '一包.zip': await archive(),
  }, { '后门.jpg': ['place', 'device'] })
  const { reference } = await filed(tipOf('01'), files)
  const fetched = fetching(he)
  he.on('dialog', () => { throw new Error('something in a file showed a window') })
  await enter(he, deskOf(project.name))

  await test.step('he sees the contact sheet before anything is fetched, and goes over it with the arrows', async () => {
    await open(he, reference)
    await expect(tile(he, '后门.jpg')).toContainText('拍摄地点、设备型号，寄来以前已经去掉')
    await expect(tile(he, '夜里.webm')).toContainText('录像')
    await expect(tile(he, '收据.png')).toContainText('签名核对过')
    await inspect(he, 'evidence-sheet', { besides: THEIRS })
    expect([...fetched]).toEqual([])
  })

  await test.step('a photograph: nearer, moved, turned, by keys', async () => {
    const seen = await look(he, '后门.jpg')
    const stage = seen.getByRole('group', { name: /^照片/ })
    await expect.poll(() => painted(he, '.stage')).toBeGreaterThan(1)
    await press(seen.getByRole('button', { name: '放大' }))
    await press(seen.getByRole('button', { name: '右转' }))
    await expect(stage).toHaveAccessibleName(/100%/)
    await inspect(he, 'evidence-photo', { besides: THEIRS })
    await press(stage)
    for (const key of ['+', '+', 'ArrowLeft', '-']) await he.keyboard.press(key)
    await expect(stage).toHaveAccessibleName(/150%/)
    await expect(seen.getByText(sha256(photograph))).toBeVisible()
    await expect(seen.getByText('48×64')).toBeVisible()
    await he.keyboard.press('Escape')
    await expect(tile(he, '后门.jpg')).toBeFocused()
    await he.keyboard.press('ArrowRight')
    await expect(tile(he, '收据.png')).toBeFocused()
    await he.keyboard.press('Home')
    await expect(tile(he, '后门.jpg')).toBeFocused()
    await expect(tile(he, '后门.jpg').locator('canvas')).toBeVisible()
  })

  await test.step('a film of five parts: what is played is fetched, the rest is not', async () => {
    const seen = await look(he, '夜里.webm')
    await expect(seen.getByRole('slider')).toBeVisible({ timeout: 30_000 })
    await expect.poll(() => painted(he, '.stage')).toBeGreaterThan(1)
    await press(seen.getByRole('slider'))
    for (let pressed = 0; pressed < 3; pressed += 1) await he.keyboard.press('PageUp')
    await expect.poll(async () => Number(await seen.getByRole('slider').inputValue())).toBeGreaterThan(1500)
    await press(seen.getByRole('button', { name: '播放' }))
    const from = Number(await seen.getByRole('slider').inputValue())
    await expect.poll(async () => Number(await seen.getByRole('slider').inputValue()), { timeout: 40_000 }).toBeGreaterThan(from)
    await inspect(he, 'evidence-film', { besides: THEIRS })
    await press(seen.getByRole('button', { name: '静音' }))
    await press(seen.getByRole('button', { name: '暂停' }))
    const ofFilm = [...fetched].filter((part) => part.startsWith('3/')).sort()
    expect(ofFilm.length, ofFilm.join()).toBeLessThanOrEqual(3)
    expect(ofFilm).not.toContain('3/4')
    await expect(seen.getByText('核对整个文件，算出校验值')).toBeVisible()
    await press(seen.getByRole('button', { name: '核对整个文件，算出校验值' }))
    await expect(seen.getByText(sha256(film))).toBeVisible({ timeout: 40_000 })
  })

  await test.step('a sound', async () => {
    const seen = await look(he, '电话.ogg')
    await press(seen.getByRole('button', { name: '播放' }))
    await expect.poll(async () => Number(await seen.getByRole('slider').inputValue())).toBeGreaterThan(0)
    await inspect(he, 'evidence-sound', { besides: THEIRS })
  })

  await test.step('a PDF whose script does not run, with a font that only the reader has', async () => {
    const seen = await look(he, '通知.pdf')
    await expect(seen.getByText(SCRIPTED_WORDS[0] ?? '', { exact: true })).toBeAttached({ timeout: 30_000 })
    await expect.poll(() => painted(he, '.stage')).toBeGreaterThan(1)
    // On a telephone the bar of what can be done lies over the lower edge: the buttons are looked at where they can be pressed.
    await seen.getByRole('group', { name: '翻页', exact: true }).evaluate((buttons) => buttons.scrollIntoView({ block: 'center' }))
    await inspect(he, 'evidence-pdf', { besides: THEIRS })
    await press(seen.getByRole('button', { name: '下一页' }))
    await expect(seen.getByText(SCRIPTED_WORDS[1] ?? '', { exact: true })).toBeAttached()
    await expect(seen.getByText('第2页，共2页')).toBeVisible()
  })

  await test.step('a document shows its words, in a frame that has no right; an archive its names', async () => {
    const seen = await look(he, '说明.docx')
    await expect(seen.frameLocator('iframe').getByText(words)).toBeVisible()
    await expect(seen.frameLocator('iframe').getByText('<script>alert(1)</script>')).toBeVisible()
    await expect(seen.locator('iframe')).toHaveAttribute('sandbox', '')
    await expect(seen.getByText('里面带着宏')).toBeVisible()
    await inspect(he, 'evidence-document', { besides: THEIRS })
    await look(he, '一包.zip')
    await expect(viewer(he).getByText('a/photo.jpg')).toBeVisible()
    await inspect(he, 'evidence-archive', { besides: THEIRS })
  })

  await test.step('the chain of custody says who looked, and paper lists the files with their digests', async () => {
    await press(viewer(he).getByText('保管链'))
    await expect(viewer(he).getByText('随举报一起收到')).toBeVisible()
    await expect(viewer(he).getByText('你看了附件7')).toBeVisible()
    await inspect(he, 'evidence-chain', { besides: THEIRS })
    await onPaper(he, async () => {
      await expect(he.locator('.file-list')).toContainText(sha256(film))
      await expect(tile(he, '后门.jpg')).toBeHidden()
    })
  })

  await test.step('locked, nothing of it is there any more', async () => {
    await look(he, '后门.jpg')
    const canvas = await he.locator('.stage canvas').elementHandle()
    await expect.poll(() => painted(he, '.stage')).toBeGreaterThan(1)
    await press(he.getByRole('button', { name: '锁上' }))
    await expect(he.getByLabel('口令')).toBeVisible()
    expect(await canvas?.evaluate((one: HTMLCanvasElement) => one.width)).toBe(0)
    await unlock(he, deskOf(project.name))
    await expect(tile(he, '后门.jpg')).toBeVisible()
    await expect(viewer(he)).toHaveCount(0)
  })
})

test('a file is saved on purpose alone: cleaned, or as it was with a reason, and both are written down', async ({ page: he }, { project }) => {
  test.setTimeout(180_000)
  const photograph = jpeg([exifSegment()])
  const { reference } = await filed(tipOf('01'), await sent({ '院子.jpg': photograph }))
  await he.addInitScript(() => { delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker })
  await enter(he, deskOf(project.name))
  await open(he, reference)
  const seen = await look(he, '院子.jpg')
  const saved = async (choice: string) => {
    await press(seen.getByRole('button', { name: '另存…' }))
    await expect(seen.getByRole('heading', { name: '另存到这台电脑' })).toBeFocused()
    await expect(seen.getByText('存下来的那一份不再加密')).toBeVisible()
    await tick(seen.getByRole('radio', { name: choice }))
    if (choice === '再清理一遍的') await inspect(he, 'evidence-save', { besides: THEIRS })
    const downloading = he.waitForEvent('download')
    await press(seen.getByRole('button', { name: '存', exact: true }))
    const download = await downloading
    await told(he, '存到这台电脑上了')
    expect(download.suggestedFilename()).toBe('院子.jpg')
    return readFileSync(await download.path())
  }
  const cleaned = await saved('再清理一遍的')
  expect(survivors(photograph).length).toBeGreaterThan(0)
  expect(survivors(cleaned)).toEqual([])
  expect(Buffer.compare(await saved(`原样：${reasons.save['for-court'].name}`), photograph)).toBe(0)
  await press(seen.getByText('保管链'))
  await expect(seen.getByText(`你另存了附件1，原样：${reasons.save['for-court'].name}`)).toBeVisible()
  await expect(he.getByText('一环扣一环，核对过')).toBeVisible()
})

/** From here on the browser's own window for where to save gives a file of the page's private folder: a real one, to be looked at. */
async function pickingPlaces(page: Page): Promise<() => Promise<Record<string, string>>> {
  await page.addInitScript(() => Object.assign(globalThis, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
  }))
  return () => page.evaluate(async () => {
    const found: [string, string][] = []
    for await (const [name, one] of (await navigator.storage.getDirectory()).entries()) {
      // What is taken away between the listing and the reading is not there.
      const bytes = one instanceof FileSystemFileHandle ? await one.getFile().then((file) => file.arrayBuffer()).catch(() => null) : new ArrayBuffer()
      if (bytes === null) continue
      const digest = await crypto.subtle.digest('SHA-256', bytes)
      found.push([name, Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')])
    }
    return Object.fromEntries(found)
  })
}

test('a file is saved where the member picks, whole or not at all: a lock ends it and leaves nothing there', async ({ page: he }, { project }) => {
  test.setTimeout(180_000)
  const film = await longFilm(9_500_000)
  const { reference } = await filed(tipOf('01'), await sent({ '\u202e夜里.webm': film }))
  const folder = await pickingPlaces(he)
  await enter(he, deskOf(project.name))
  await open(he, reference)
  const save = async () => {
    await press(tile(he, '夜里.webm'))
    await press(viewer(he).getByRole('button', { name: '另存…' }))
    await tick(viewer(he).getByRole('radio', { name: `原样：${reasons.save['for-court'].name}` }))
    await press(viewer(he).getByRole('button', { name: '存', exact: true }))
  }
  let isHeld = true
  let release = () => {}
  const held = new Promise<void>((done) => (release = done))
  await he.route(/\/evidence\/1\/parts\/2$/, async (route) => {
    if (isHeld) await held
    await route.continue()
  })
  await save()
  await expect(viewer(he).getByRole('button', { name: '正在存…' })).toBeVisible()
  // Once it is written to, the browser's own half-written copy stands beside it.
  await expect.poll(async () => Object.keys(await folder())).toContain('夜里.webm')
  await press(he.getByRole('button', { name: '锁上' }))
  await expect(he.getByLabel('口令')).toBeVisible()
  isHeld = false
  release()
  // The browser takes its own half-written file away when it has time.
  await expect.poll(folder, { timeout: 60_000 }).toEqual({})

  await unlock(he, deskOf(project.name))
  await save()
  await told(he, '存到这台电脑上了')
  expect(await folder()).toEqual({ '夜里.webm': createHash('sha256').update(film).digest('hex') })
})

test('a thread that cannot open a file is told in words, and one that does not come is done without', async ({ page: he, eyes }, { project }) => {
  eyes.forgive(/ERR_FAILED/)
  const { reference } = await filed(tipOf('01'), await sent({ '院子.jpg': jpeg([]), '门口.jpg': jpeg([]) }))
  await he.route('**/_astro/open-thread*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: "addEventListener('message', ({ data }) => postMessage({ id: data.id, plain: 'broken' }))" }))
  await enter(he, deskOf(project.name))
  await open(he, reference)
  await press(tile(he, '院子.jpg'))
  await expect(viewer(he).getByRole('alert').first()).toContainText('没能打开它')
  await inspect(he, 'evidence-broken', { besides: THEIRS })
  await he.unroute('**/_astro/open-thread*.js')
  await he.route('**/_astro/open-thread*.js', (route) => route.abort())
  await look(he, '门口.jpg')
  await expect.poll(() => painted(he, '.stage')).toBeGreaterThan(1)
})

test('what is altered, what is missing and what is nobody’s business are said', async ({ page: he, eyes }, { project }) => {
  test.setTimeout(180_000)
  eyes.forgive(/Failed to load resource/)
  const files = await sent({ '改过.png': base('plain.png'), '丢了.jpg': jpeg([]) })
  const { reference } = await filed(tipOf('01'), files)
  const [altered, missing] = files.map(({ words }) => blobOf(words.parts[0]?.digest ?? ''))
  writeFileSync(altered ?? '', flipped(readFileSync(altered ?? '')))
  rmSync(missing ?? '')
  await enter(he, deskOf(project.name))
  await open(he, reference)
  await press(tile(he, '改过.png'))
  await expect(viewer(he).getByRole('alert').first()).toContainText('被换过或改过')
  await inspect(he, 'evidence-altered', { besides: THEIRS })
  await press(tile(he, '丢了.jpg'))
  await expect(viewer(he).getByRole('alert').first()).toContainText('不见了')
  const stranger = await session('fire01')
  expect(await stranger.tools.call(openEvidence, { reference, k: '1' }, {})).toMatchObject({ ok: false, code: 'not_found' })
})

test('nothing is let in for it but the one style of its frame, and that at the console alone', async ({ page }) => {
  const policyOf = async (path: string) => {
    const answer = await page.request.get(path)
    const whole = `${answer.headers()['content-security-policy'] ?? ''};${/<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(await answer.text())?.[1] ?? ''}`
    return Object.fromEntries(whole.split(';').map((one) => one.trim().split(/\s+/)).filter(([name = '']) => name !== '').map(([name = '', ...values]) => [name, values]))
  }
  const [staff, reporter] = [await policyOf('/staff'), await policyOf('/track')]
  const style = await frameStyleHash()
  expect(staff['style-src']).toContain(`'${style}'`)
  expect(reporter['style-src'] ?? []).not.toContain(`'${style}'`)
  for (const policy of [staff, reporter]) {
    expect(policy['default-src']).toEqual(["'none'"])
    for (const name of ['media-src', 'frame-src', 'child-src', 'object-src', 'font-src']) expect(policy, name).not.toHaveProperty(name)
    expect(policy['worker-src']).toEqual(["'self'"])
    expect(policy['connect-src']).toEqual(["'self'"])
    expect(policy['script-src']?.filter((source) => source !== "'self'" && !source.startsWith("'sha256-"))).toEqual([])
  }
  // The thread that parses PDF may fetch nothing, nor run anything but its decoders.
  const [thread = ''] = globSync('_astro/pdf.worker.*.mjs', { cwd: resolve(process.env['ANSHAO_OUT'] ?? `${ROOT}/.test/dist`, 'client') })
  expect((await page.request.get(`/${thread}`)).headers()['content-security-policy']).toContain("default-src 'none'; script-src 'wasm-unsafe-eval'")
})

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').match(/.{4}/g)?.join(' ') ?? ''

/** The object of the store with these bytes. */
function blobOf(digest: string): string {
  const found = globSync(`${HOME}/state/**/blobs/*`).find((path) => createHash('sha256').update(readFileSync(path)).digest('base64url') === digest)
  if (found === undefined) throw new Error('the object is not in the store')
  return found
}

function flipped(bytes: Buffer): Buffer {
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  return bytes
}
