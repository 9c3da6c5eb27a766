/**
 * What a browser itself writes to its disk: a reporter chooses, covers and sends files and comes back, a member looks at each of them; then the profile
 * and the folder for temporary files are searched, while the page is open, after it is left, and after the browser has ended.
 */
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { evidenceWords } from '#contract/county/evidence.ts'
import { trackFiles } from '#contract/county/track-files.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { track } from '#contract/county/track.ts'
import { afterAll, beforeAll, expect as see, it, onTestFinished, vi } from 'vitest'
import { freePort } from '../../site/cli/local/server.ts'
import { openPortal } from '../../site/cli/portal.ts'
import { demonstrationMember } from '../../site/crypto/demonstration.ts'
import { markedDocx, markedFilm, markedPdf, markedPng, markedText, markedWav, markedZip } from '../support/evidence/marked.ts'
import { openProfile, type Profile } from '../support/profile.ts'
import { onDisk } from './steps/chosen.ts'
import { comeBack, next, openForm, readCodePage, send, writeUntil } from './steps/citizen.ts'
import { tipOf } from './steps/filed.ts'
import { press, type } from './steps/hands.ts'
import { open, signIn } from './steps/staff.ts'
import { expect, Eyes } from './steps/test.ts'

const { ROOT, FOLDER } = vi.hoisted(() => {
  const folder = '.test/profile'
  process.env['ANSHAO_STEPS'] = `${process.cwd()}/${folder}/steps`
  return { ROOT: process.cwd(), FOLDER: folder }
})
const home = resolve(ROOT, FOLDER)
const { pick, cover } = evidenceWords

/** Eighteen letters that nobody else writes: a multiple of three, to be looked for as pixels too. */
const mark = (): string => `Mk${randomBytes(24).toString('base64').replaceAll(/\W/g, '').slice(0, 16).padEnd(16, 'x')}`
/** In the files, in what they are called, and in what is written. */
const MARKS = { content: mark(), name: mark(), words: mark() }
const TIP = { ...tipOf('05'), place: `码头${MARKS.words}`, body: `夜里装船，${MARKS.words}`, identity: { name: `钱${mark()}`, phone: '13900015566' } }
/** What the browser needs to write down what it has to write down, some of it seconds later. */
const settle = (page: Page) => page.waitForTimeout(3_000)

let server: ChildProcess
let base: string
let kept: { code: string; reference: string }

beforeAll(async () => {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(resolve(home, 'steps'), { recursive: true })
  const out = process.env['ANSHAO_OUT']
  const place = { out: out ?? '.test/dist', built: out !== undefined, state: `${FOLDER}/state`, secrets: `${FOLDER}/secrets.env`, sessions: `${home}/sessions`, log: `${FOLDER}/server.log`, port: await freePort() }
  ;({ server, base } = await openPortal(place, () => undefined))
  process.env['ANSHAO_PORTAL'] = base
})
afterAll(async () => {
  const ended = new Promise((done) => server.once('exit', done))
  server.kill('SIGTERM')
  await ended
  rmSync(home, { recursive: true, force: true })
})

/** Ended with its test, however that goes. */
async function browserOf(whom: string, hasRoom = false): Promise<Profile> {
  const profile = await openProfile(resolve(home, whom), base, hasRoom)
  onTestFinished(() => profile.context.close())
  return profile
}

/** A file of each kind that is shown somewhere, by what it ends in; the film of so many bytes. */
const files = async (film: number): Promise<Record<string, Buffer>> => ({
  png: markedPng(MARKS.content, 1200, 900), mkv: await markedFilm(MARKS.content, film), wav: markedWav(MARKS.content, 3_000_000),
  pdf: await markedPdf(MARKS.content, 1200), docx: await markedDocx(MARKS.content, 20_000), zip: markedZip(MARKS.content), txt: markedText(MARKS.content),
})

async function choose(page: Page, all: Record<string, Buffer>): Promise<void> {
  for (const [ending, bytes] of Object.entries(all)) await page.getByLabel(pick.choose).setInputFiles(onDisk(`${MARKS.name}.${ending}`, bytes))
  await expect(page.locator('.chosen-files > li')).toHaveCount(Object.keys(all).length)
  await expect(page.getByText(pick.cleaning)).toHaveCount(0, { timeout: 120_000 })
}

async function comeToFiles(page: Page): Promise<void> {
  await openForm(page)
  await writeUntil(page, TIP, 'files')
}

async function coverFirst(page: Page): Promise<void> {
  const board = page.getByRole('application', { name: cover.board })
  await expect(board).toBeFocused()
  await board.press(' ')
  await press(page.getByRole('button', { name: cover.done }))
  await expect(page.getByText(/遮了1处/)).toBeVisible()
}

/** What a Blob of a page in the browser without room comes to. */
const isBlob = (find: string) => /^profile\/Default\/blob_storage\/\*: content$|^deleted, still open: content$/.test(find)

/** A page that keeps what it should not, each in another way. */
async function keepAll(page: Page, words: Record<'blob' | 'local' | 'session' | 'cache' | 'field' | 'address', string>): Promise<void> {
  await page.route('**/keeps*', (route) => route.fulfill({ contentType: 'text/html', body: '<title>a</title><textarea id="a"></textarea>' }))
  await page.goto(`/keeps?${words.address}`)
  await page.locator('#a').fill(words.field)
  await page.evaluate(async ({ blob, local, session, cache }) => {
    localStorage.setItem('a', local)
    sessionStorage.setItem('a', session)
    Object.assign(globalThis, { kept: new Blob([blob.repeat(100_000)]) })
    await (await caches.open('a')).put('/a', new Response(cache))
  }, words)
  await settle(page)
}

it('finds what a page lays on the disk, wherever it lays it', async () => {
  const { context, page, finds, blobs } = await browserOf('control')
  const words = { blob: mark(), local: mark(), session: mark(), cache: mark(), field: mark(), address: mark() }
  await keepAll(page, words)
  const whileOpen = finds(words)
  await context.close()
  const after = finds(words)
  const folder = resolve(home, 'control/profile/Default')
  see(whileOpen).toContain('profile/Default/blob_storage/*: blob')
  see(blobs()).toHaveLength(1)
  see(after.filter((find) => find.endsWith(': blob'))).toEqual([])
  see(after.map((find) => find.split(': ')[1])).toEqual(see.arrayContaining(['local', 'session', 'cache']))
  // The small Chromium that comes from npm has neither.
  if (existsSync(`${folder}/History`)) see(after).toContain('profile/Default/History: address')
  if (existsSync(`${folder}/Sessions`)) see(after).toContain('profile/Default/Sessions/Session_*: field')
}, 120_000)

it('with room, a reporter’s files are on no disk while they are chosen, nor is a word of the form', async () => {
  const { context, page, finds } = await browserOf('roomy', true)
  await comeToFiles(page)
  await choose(page, await files(60_000_000))
  await settle(page)
  see(finds(MARKS)).toEqual([])
  await context.close()
  see(finds(MARKS)).toEqual([])
}, 200_000)

it('without room, copies of a reporter’s files lie in the browser’s own folder until the page is left; words, names and code nowhere', async () => {
  const { context, page, finds } = await browserOf('reporter')
  const eyes = new Eyes()
  eyes.watch(context)
  await comeToFiles(page)
  await choose(page, { ...(await files(25_000_000)), 'copy.png': markedPng(MARKS.content, 600, 600) })
  await press(page.getByRole('button', { name: `${cover.open}：照片2.png` }))
  await coverFirst(page)
  await settle(page)
  const chosen = finds(MARKS)
  see(chosen.filter((find) => !isBlob(find))).toEqual([])
  see(chosen.filter(isBlob)).not.toEqual([])

  await next(page)
  await writeUntil(page, TIP, 'send', 'avoid')
  await send(page)
  kept = await readCodePage(page)
  const words = { ...MARKS, code: kept.code, digits: kept.code.replaceAll('-', ''), spaced: kept.code.replaceAll('-', ' '), reference: kept.reference, caller: TIP.identity.name, phone: TIP.identity.phone }
  await settle(page)
  see(finds(words).filter((find) => !isBlob(find))).toEqual([])
  const drawn = await drawCode(page)
  await settle(page)
  // Who asks for a picture of the code gets an image, to be saved; what the browser makes of it is gone with the page.
  see(finds({ drawn })).toEqual(['deleted, still open: drawn'])

  await comeBack(page, kept.code)
  await press(page.getByRole('button', { name: trackFiles.add }))
  await page.getByLabel(pick.choose).setInputFiles(onDisk(`${MARKS.name}.png`, markedPng(MARKS.content, 900, 900)))
  await expect(page.getByText('照片1.png', { exact: true })).toBeVisible()
  await type(page.getByLabel(/^写给/), `再说一句，${MARKS.words}`)
  await press(page.getByRole('button', { name: track.message.send }))
  await expect(page.locator('.dialogue li.own').getByText(/^照片1\.png（/)).toBeVisible()
  const again = await context.newPage()
  await page.close()
  await settle(again)
  see(finds({ ...words, drawn })).toEqual([])

  await comeBack(again, kept.code)
  await lookAtOwn(again)
  await settle(again)
  see(finds(words)).toEqual([])
  await press(again.getByRole('button', { name: track.code.leave }))
  await context.close()
  see(finds({ ...words, drawn })).toEqual([])
  see(eyes.seen).toEqual([])
}, 300_000)

/** Has the code drawn as a picture: some bytes of its file. */
async function drawCode(page: Page): Promise<Buffer> {
  await page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL)
    URL.createObjectURL = (file: Blob) => {
      Object.assign(globalThis, { file })
      return make(file)
    }
  })
  await press(page.getByRole('button', { name: formEnd.code.picture }))
  await expect(page.getByRole('img', { name: formEnd.code.hold })).toBeVisible()
  const bytes = await page.evaluate(async () => [...new Uint8Array(await (globalThis as unknown as { file: Blob }).file.arrayBuffer())])
  return Buffer.from(bytes).subarray(4_000, 4_032)
}

async function lookAtOwn(page: Page): Promise<void> {
  const own = page.locator('.dialogue li.own')
  await press(own.getByRole('button', { name: trackFiles.look }))
  const picture = own.getByRole('img', { name: '照片1.png' })
  await expect(picture).toBeVisible()
  await expect.poll(() => picture.evaluate((shown: HTMLCanvasElement) => shown.width)).toBe(900)
  await expect(own.getByText(trackFiles.looking)).toBeVisible()
}

/** Opens a file in its place, and plays what plays. */
async function lookAt(page: Page, name: string, k: number): Promise<void> {
  const viewer = page.locator('.viewer')
  await press(page.locator('.tile').filter({ hasText: `附件${k}，` }))
  await expect(viewer.getByRole('heading', { name })).toBeVisible()
  await expect(viewer.getByText('正在打开…')).toHaveCount(0, { timeout: 30_000 })
  if (/mkv|wav/.test(name)) {
    await press(viewer.getByRole('button', { name: '播放' }))
    await expect.poll(async () => Number(await viewer.getByRole('slider').inputValue())).toBeGreaterThan(2)
  }
  if (name.endsWith('docx') || name.endsWith('txt')) await expect(viewer.frameLocator('iframe').getByText(MARKS.content).first()).toBeAttached()
  await page.waitForTimeout(2_000)
}

it('without room, nothing that a member looks at is on any disk; a redacted copy lies there while it is made', async () => {
  const { context, page, finds, blobs } = await browserOf('member')
  const eyes = new Eyes()
  eyes.watch(context)
  const { passphrase, totpSecret } = await demonstrationMember('desk01')
  const words = { ...MARKS, reference: kept.reference, passphrase, totpSecret }
  await page.goto('/staff')
  await signIn(page, 'desk01')
  await open(page, kept.reference)
  for (const [at, name] of ['照片1.png', '录像1.mkv', '录音1.wav', ...['pdf', 'docx', 'zip', 'txt'].map((ending) => `${MARKS.name}.${ending}`)].entries()) {
    await lookAt(page, name, at + 1)
    see({ name, finds: finds(words), blobs: blobs() }).toEqual({ name, finds: [], blobs: [] })
  }
  await lookAt(page, '照片1.png', 1)
  await copyOf(page, { finds, words })
  await press(page.getByRole('button', { name: '退出' }))
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible()
  await settle(page)
  see(finds(words).filter((find) => !isBlob(find))).toEqual([])
  const other = await context.newPage()
  await page.close()
  await settle(other)
  see(finds(words)).toEqual([])
  await context.close()
  see(finds(words)).toEqual([])
  see(eyes.seen).toEqual([])
}, 300_000)

/** Begins a redacted copy and thinks better of it. */
async function copyOf(page: Page, { finds, words }: Pick<Profile, 'finds'> & { readonly words: Record<string, string> }): Promise<void> {
  const viewer = page.locator('.viewer')
  await press(viewer.getByRole('button', { name: '做一份脱敏件…' }))
  await press(viewer.getByRole('button', { name: '在这里遮' }))
  await coverFirst(page)
  await expect(viewer.getByRole('img', { name: '做好的脱敏件' })).toBeVisible()
  await settle(page)
  const covered = finds(words)
  see(covered.filter((find) => !isBlob(find))).toEqual([])
  see(covered.filter(isBlob)).not.toEqual([])
  await press(viewer.getByRole('button', { name: '先不做' }))
}
