/** Who fetches for a browser of text: w3m or lynx where the machine has one, else Node. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { TextBrowser, type Fetched, type Fetching } from './text-browser.ts'

export interface From {
  readonly localAddress?: string
  readonly headers?: Record<string, string>
}

/** By Node, a connection each. */
export const byNode = (host: string, { localAddress, headers = {} }: From = {}): Fetching => (path, body) =>
  new Promise<Fetched>((done, fail) => {
    const form = body === null ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) }
    const sent = request(host + path, { method: body === null ? 'GET' : 'POST', headers: { ...headers, ...form }, agent: false, ...(localAddress !== undefined && { localAddress }) }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => done({ status: answer.statusCode ?? 0, html: Buffer.concat(chunks).toString() }))
    })
    sent.on('error', fail)
    sent.end(body ?? '')
  })

const has = (name: string) => spawnSync('which', [name]).status === 0
const SURROUNDINGS = { env: { ...process.env, HOME: tmpdir(), LANG: 'C.UTF-8' }, maxBuffer: 1 << 24 }

function run(name: string, args: readonly string[], input: string): string {
  const done = spawnSync(name, args, { input, encoding: 'utf8', ...SURROUNDINGS })
  if (done.status !== 0) throw new Error(`${name} ${args.join(' ')}: ${done.stderr}`)
  return done.stdout
}

/** Asks `host` word for word, and hangs up after each answer: w3m reads until then, and the local runtime keeps a connection for five seconds (the hosted one does what HTTP/1.0 asks). */
async function hangingUp<T>(host: string, use: (nearer: string) => Promise<T>): Promise<T> {
  const between = createServer((asked, answer) => {
    const sent = request(host + (asked.url ?? '/'), { method: asked.method, headers: asked.headers, agent: false }, (got) => {
      answer.writeHead(got.statusCode ?? 502, { ...got.headers, connection: 'close' })
      got.pipe(answer)
    })
    sent.on('error', () => answer.destroy())
    asked.pipe(sent)
  })
  await new Promise<void>((listening) => between.listen(0, '127.0.0.1', listening))
  try {
    return await use(`http://127.0.0.1:${(between.address() as AddressInfo).port}`)
  } finally {
    between.close()
  }
}

const statusIn = (head: string) => Number(/^HTTP\/[\d.]+ (\d+)/m.exec(head)?.[1] ?? 200)

/** Fetches with w3m's own `-post`. */
const byW3m = (host: string): Fetching => async (path, body) => {
  const folder = mkdtempSync(join(tmpdir(), 'w3m-'))
  const file = join(folder, 'form')
  writeFileSync(file, body ?? '')
  const args = ['-no-cookie', '-o', 'accept_encoding=identity', '-dump_both', ...(body === null ? [] : ['-post', file])]
  const { stdout: whole } = await hangingUp(host, (nearer) => promisify(execFile)('w3m', [...args, nearer + path], SURROUNDINGS))
  rmSync(folder, { recursive: true })
  const at = whole.indexOf('<!doctype')
  return { status: statusIn(whole.slice(0, at)), html: whole.slice(at) }
}

const byLynx = (host: string): Fetching => (path, body) => {
  const whole = run('lynx', ['-mime_header', ...(body === null ? [] : ['-post_data']), host + path], body === null ? '' : `${body}\n---\n`)
  const at = whole.indexOf('<!doctype')
  return Promise.resolve({ status: statusIn(whole.slice(0, at)), html: whole.slice(at) })
}

export interface Reader {
  readonly name: 'w3m' | 'lynx' | 'our own client'
  readonly browser: TextBrowser
  /** The page as it stands on that browser's screen. */
  readonly screen: () => string
}

/** The best browser of text that this machine has. */
export function readerAt(host: string): Reader {
  const make = (name: Reader['name'], fetching: Fetching, draw: (html: string) => string): Reader => {
    const browser = new TextBrowser(fetching)
    return { name, browser, screen: () => draw(browser.html) }
  }
  if (has('w3m')) return make('w3m', byW3m(host), (html) => run('w3m', ['-dump', '-T', 'text/html', '-I', 'UTF-8', '-O', 'UTF-8', '-cols', '80'], html))
  if (has('lynx')) return make('lynx', byLynx(host), (html) => run('lynx', ['-dump', '-stdin', '-assume_charset=utf-8', '-display_charset=utf-8', '-width=80'], html))
  const own = make('our own client', byNode(host), () => '')
  return { ...own, screen: () => own.browser.text }
}
