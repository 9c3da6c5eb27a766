/** What a thief finds who has copied the whole local state and every log: nothing, if the product is right. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readCode } from '../../site/crypto/code.ts'

const WINDOW = 6
const ASCII_WINDOW = 16

export interface Loot {
  /** What people wrote: any six characters of it in a row (sixteen of plain ASCII) give it away. */
  readonly texts: readonly string[]
  /** What the county publishes itself; a tip may use the same words. */
  readonly published: readonly string[]
  /** Short things that must not turn up at all: names, numbers, codes, addresses. */
  readonly words: readonly string[]
}

export interface Find {
  readonly file: string
  readonly what: string
}

/** Every hit in any file under the folders, in UTF-8, UTF-16, and inside base64 and hex. */
export function search(folders: readonly string[], loot: Loot): Find[] {
  const published = new Set(loot.published.flatMap((text) => windowsOf(text)))
  const windows = new Set(loot.texts.flatMap((text) => windowsOf(text)).filter((window) => !published.has(window)))
  const findIn = finder(new Set([...windows, ...loot.words.filter((word) => word.length >= 2)]))
  return folders.flatMap(filesUnder).flatMap((file) => {
    const finds = new Set<string>()
    for (const text of readings(readFileSync(file))) for (const found of findIn(text)) finds.add(found)
    return [...finds].map((what) => ({ file, what }))
  })
}

/** Which of them stand anywhere in a text, in one pass however many they are: their first two letters say where one may begin. */
function finder(needles: ReadonlySet<string>): (text: string) => Set<string> {
  const begins = new Uint8Array(1 << 16)
  const byStart = new Map<number, string[]>()
  const startAt = (text: string, at: number) => text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1)
  for (const needle of needles) {
    begins[needle.charCodeAt(0)] = 1
    byStart.set(startAt(needle, 0), [...(byStart.get(startAt(needle, 0)) ?? []), needle])
  }
  return (text) => {
    const found = new Set<string>()
    for (let at = 0; at + 1 < text.length; at += 1) {
      if (begins[text.charCodeAt(at)] === 0) continue
      for (const needle of byStart.get(startAt(text, at)) ?? []) if (text.startsWith(needle, at)) found.add(needle)
    }
    return found
  }
}

export function filesUnder(folder: string): string[] {
  if (!statSync(folder).isDirectory()) return [folder]
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** The same bytes as a thief would try to read them. */
function* readings(bytes: Buffer): Generator<string> {
  yield bytes.toString('utf8')
  yield bytes.toString('utf16le')
  // A copy: Node 24 breaks its heap where UTF-16 begins at an odd address (“corrupted size vs. prev_size”).
  yield Buffer.from(bytes.subarray(1)).toString('utf16le')
  const ascii = bytes.toString('latin1')
  for (const [run] of ascii.matchAll(/[A-Za-z0-9+/_-]{24,}/g)) {
    for (let skip = 0; skip < 4; skip += 1) yield Buffer.from(run.slice(skip), 'base64url').toString('utf8')
  }
  for (const [run] of ascii.matchAll(/[0-9a-f]{32,}/gi)) {
    yield Buffer.from(run, 'hex').toString('utf8')
    yield Buffer.from(run.slice(1), 'hex').toString('utf8')
  }
}

function windowsOf(text: string): string[] {
  const characters = [...text]
  const found: string[] = []
  for (let at = 0; at + WINDOW <= characters.length; at += 1) {
    const short = characters.slice(at, at + WINDOW).join('')
    if (/\p{Script=Han}.*\p{Script=Han}.*\p{Script=Han}/su.test(short)) found.push(short)
    const long = characters.slice(at, at + ASCII_WINDOW).join('')
    if (long.length === ASCII_WINDOW && /^[\x20-\x7e]+$/.test(long) && /[a-z] [a-z]/i.test(long)) found.push(long)
  }
  return found
}

/** An instant in seconds or milliseconds, or a clock time in text (sealed text cannot hold a colon). */
export function isTime(value: unknown, now: number): boolean {
  if (typeof value === 'number') return [now, now * 1000].some((instant) => Math.abs(value - instant) < instant / 100)
  return typeof value === 'string' && /\d{1,2}:\d{2}(:\d{2})?/.test(value.replaceAll(/"[a-z]+":/gi, ''))
}

/** A code's digits, without what parts them. */
export const digits = (code: string): string => {
  const read = readCode(code)
  return read.ok ? read.digits : ''
}
