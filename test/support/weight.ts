/** What a page weighs, by its built files: everything a browser fetches for it, brotli as Cloudflare's edge sends it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

export interface Weight {
  /** HTML, styles and scripts before anything is touched, in bytes. */
  readonly first: number
  /** The same, by file. */
  readonly files: ReadonlyMap<string, number>
  /** Scripts that are fetched by `import()` from those, by file name without its hash. */
  readonly later: ReadonlyMap<string, number>
}

const size = (bytes: Buffer) => brotliCompressSync(bytes).length

/** `client`: the folder of built assets. `page`: 'report' for /report. */
export function weigh(client: string, page: string): Weight {
  const html = readFileSync(join(client, `${page}.html`), 'utf8')
  const linked = [...html.matchAll(/(?:href|src|component-url|renderer-url|before-hydration-url)="([^"]+\.(?:css|js))"/g)].map((match) => match[1] ?? '')
  const first = closure(client, linked, STATIC)
  const sizes = (files: ReadonlySet<string>) => new Map([...files].map((file) => [nameOf(file), size(readFileSync(join(client, file)))] as const))
  const later = new Set([...closure(client, [...first], ANY)].filter((file) => !first.has(file)))
  return {
    first: size(Buffer.from(html)) + [...sizes(first).values()].reduce((total, bytes) => total + bytes, 0),
    files: new Map([[`${page}.html`, size(Buffer.from(html))], ...sizes(first)]),
    later: sizes(later),
  }
}

const STATIC = /(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']/g
const ANY = /(?:\bfrom|\bimport|\bimport\()\s*["'`]([^"'`]+\.js)["'`]/g

function closure(client: string, start: readonly string[], pattern: RegExp): Set<string> {
  const seen = new Set<string>()
  const visit = (file: string) => {
    const path = file.replace(/^\//, '')
    if (seen.has(path) || !existsSync(join(client, path))) return
    seen.add(path)
    if (path.endsWith('.css')) return
    for (const match of readFileSync(join(client, path), 'utf8').matchAll(pattern)) visit(match[1]?.startsWith('.') ? `_astro/${match[1].replace(/^.*\//, '')}` : (match[1] ?? ''))
  }
  start.forEach(visit)
  return seen
}

const nameOf = (file: string) => file.replace(/^.*\//, '').replace(/\.[\w-]{8}(?=\.\w+$)/, '')
