/** A browser with folders of its own: its profile, and what it calls temporary. Everything that it writes lies in them, to be searched. */
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, watch } from 'node:fs'
import { join, relative } from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { findChromium } from './chromium.ts'
import { filesUnder } from './thief.ts'

/** From this size on the browser lays every Blob on its disk at once, as one does that has no room: a telephone with little memory, a computer that runs short of it. */
const NO_ROOM = '--blob-transport-by-file-trigger=4096'

export interface Profile {
  readonly context: BrowserContext
  readonly page: Page
  /** The files that Blobs came to so far, also those that are gone already. */
  readonly blobs: () => string[]
  /** Where these words lie on the disk now, each as `file: which`. */
  readonly finds: (words: Readonly<Record<string, string | Buffer>>) => string[]
}

/** `hasRoom`: Blobs stay in memory, as far as this browser keeps them there. */
export async function openProfile(folder: string, baseURL: string, hasRoom = false): Promise<Profile> {
  rmSync(folder, { recursive: true, force: true })
  const [kept, passing] = [join(folder, 'profile'), join(folder, 'tmp')]
  for (const one of [kept, passing]) mkdirSync(one, { recursive: true })
  const context = await chromium.launchPersistentContext(kept, {
    executablePath: process.env['ANSHAO_CHROMIUM'] ?? (await findChromium()),
    env: { ...process.env, TMPDIR: passing },
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...(hasRoom ? [] : [NO_ROOM])],
    // Without it what processes share lies in memory, as with everybody; with it, in the folder for temporary files.
    ignoreDefaultArgs: ['--disable-dev-shm-usage'],
    baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 },
  })
  context.setDefaultTimeout(15_000)
  const page = context.pages()[0] ?? (await context.newPage())
  const finds: Profile['finds'] = (words) => {
    const wanted = Object.entries(words).map(([which, word]) => ({ which, writings: typeof word === 'string' ? writingsOf(word) : [word] }))
    const all = [...filesUnder(folder), ...deletedOf(folder)].flatMap((file) => findsIn(file, wanted).map((which) => `${nameOf(folder, file)}: ${which}`))
    return [...new Set(all)].toSorted()
  }
  return { context, page, finds, blobs: watchBlobs(join(kept, 'Default')) }
}

function watchBlobs(folder: string): () => string[] {
  const seen = new Set<string>()
  const watcher = watch(folder, { recursive: true, persistent: false }, (_event, name) => void (name !== null && /^blob_storage\/[^/]+\/\d+$/.test(name) && seen.add(name)))
  // The folder goes when the test is over.
  watcher.on('error', () => undefined)
  return () => [...seen]
}

/** Without what differs from run to run. */
const nameOf = (folder: string, file: string) => (file.startsWith('/proc/') ? 'deleted, still open' : relative(folder, file).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}.*|\d{10,}/g, '*'))

/** Files of the folder that are deleted and that some process has open still. */
function deletedOf(folder: string): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).map((fd) => `/proc/${pid}/fd/${fd}`).filter((fd) => readlinkSync(fd).startsWith(folder) && readlinkSync(fd).endsWith(' (deleted)'))
    } catch {
      return [] // It ended while we looked, or is somebody else's.
    }
  })
}

/** Which of the words stand in a file. */
function findsIn(file: string, wanted: readonly { readonly which: string; readonly writings: readonly Buffer[] }[]): string[] {
  try {
    const bytes = readFileSync(file)
    return wanted.filter(({ writings }) => writings.some((writing) => bytes.includes(writing))).map(({ which }) => which)
  } catch {
    return [] // Gone meanwhile.
  }
}

/** The ways in which a word may be written down: as text, in base64 at each of its three places, in hex, as pixels. */
function writingsOf(word: string): Buffer[] {
  const plain = Buffer.from(word)
  const wide = Buffer.from(word, 'utf16le')
  const based = [0, 1, 2].map((before) => Buffer.concat([Buffer.alloc(before), plain]).toString('base64').slice(before === 0 ? 0 : 4, -4))
  const pixels = [[0, 1, 2], [2, 1, 0]].map((order) => Buffer.from(Array.from({ length: Math.floor(plain.length / 3) }, (_, n) => [...order.map((at) => plain[n * 3 + at] ?? 0), 255]).flat()))
  return [plain, wide, Buffer.from(wide).swap16(), ...based.map((text) => Buffer.from(text)), Buffer.from(plain.toString('hex')), ...(/^[\x20-\x7e]+$/.test(word) && plain.length % 3 === 0 ? pixels : [])]
}
