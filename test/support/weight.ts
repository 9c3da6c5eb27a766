/** What a page weighs, by its built files: everything a browser fetches for it, brotli as Cloudflare's edge sends it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

export interface Weight {
  /** All that is fetched before anything is touched, in bytes. */
  readonly first: number
  /** How many requests that takes, the page itself among them. */
  readonly requests: number
  /** The same, by file name without its hash. */
  readonly files: ReadonlyMap<string, number>
  /** Scripts that are fetched by `import()` from those, by file name without its hash. */
  readonly later: ReadonlyMap<string, number>
}

/** What a file weighs on its way: pictures as they are, texts compressed. Hundreds of pages share their styles, so each is weighed once. */
const weighed = new Map<string, number>()
function sizeOf(path: string): number {
  const known = weighed.get(path)
  if (known !== undefined) return known
  const bytes = readFileSync(path)
  const size = /\.(?:png|jpe?g|webp|avif|woff2?|ico|wasm)$/.test(path) ? bytes.length : brotliCompressSync(bytes).length
  weighed.set(path, size)
  return size
}

/** `client`: the folder of built assets. `page`: 'report' for /report. */
export function weigh(client: string, page: string): Weight {
  const html = readFileSync(join(client, `${page}.html`), 'utf8')
  const first = closure(client, referencesOf(html), STATIC)
  const sizes = (files: ReadonlySet<string>) => new Map([...files].map((file) => [nameOf(file), sizeOf(join(client, file))] as const))
  const later = new Set([...closure(client, [...first], ANY)].filter((file) => !first.has(file)))
  const files = new Map([[`${page}.html`, sizeOf(join(client, `${page}.html`))], ...sizes(first)])
  return { first: [...files.values()].reduce((total, bytes) => total + bytes, 0), requests: first.size + 1, files, later: sizes(later) }
}

/** What a script of the build brings with it, by file name without its hash: itself and all that it imports without waiting to be asked. `name`: without its hash and ending. */
export function weighScript(client: string, name: string): ReadonlyMap<string, number> {
  const [found, ...more] = readdirSync(join(client, '_astro')).filter((file) => nameOf(file) === `${name}.js`)
  if (found === undefined || more.length > 0) throw new Error(`there is not one script ${name}`)
  return new Map([...closure(client, [`_astro/${found}`], STATIC)].map((file) => [nameOf(file), sizeOf(join(client, file))] as const))
}

const FETCHING = new Set(['stylesheet', 'preload', 'modulepreload', 'prefetch', 'icon', 'shortcut', 'apple-touch-icon', 'mask-icon', 'manifest'])

/** What a browser with scripts fetches for a page: not where its links lead, and nothing for those without scripts. */
export function referencesOf(html: string): string[] {
  const tags = [...html.replace(/<noscript>[\s\S]*?<\/noscript>/g, '').matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>]+(?:="[^"]*"|='[^']*'|=[^\s>]+)?)*)\s*\/?>/g)]
  return tags.flatMap(([, tag = '', rest = '']) => {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(rest)?.[1]
    if (tag === 'a' || tag === 'area') return []
    const href = tag !== 'link' || (attribute('rel') ?? '').split(/\s+/).some((rel) => FETCHING.has(rel)) ? attribute('href') : undefined
    const sources = (attribute('srcset') ?? '').split(',').map((one) => one.trim().split(/\s/)[0])
    return [href, attribute('src'), attribute('poster'), attribute('data'), attribute('component-url'), attribute('renderer-url'), attribute('before-hydration-url'), ...sources]
      .flatMap((address) => (address === undefined || address === '' || /^(?:data:|#)/.test(address) ? [] : [address.replace(/[?#].*/, '')]))
  })
}

const STATIC = /(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']/g
const ANY = /(?:\bfrom|\bimport|\bimport\()\s*["'`]([^"'`]+\.js)["'`]/g

function closure(client: string, start: readonly string[], pattern: RegExp): Set<string> {
  const seen = new Set<string>()
  const visit = (file: string) => {
    const path = file.replace(/^\//, '')
    if (seen.has(path) || !existsSync(join(client, path))) return
    seen.add(path)
    if (path.endsWith('.css')) for (const [, address = ''] of readFileSync(join(client, path), 'utf8').matchAll(/(?:url\(|@import\s+)["']?([^"')]+)/g)) if (!/^(?:data:|#)/.test(address)) visit(new URL(address, `http://x/${path}`).pathname)
    if (!path.endsWith('.js')) return
    for (const match of readFileSync(join(client, path), 'utf8').matchAll(pattern)) visit(match[1]?.startsWith('.') ? `_astro/${match[1].replace(/^.*\//, '')}` : (match[1] ?? ''))
  }
  start.forEach(visit)
  return seen
}

const nameOf = (file: string) => file.replace(/^.*\//, '').replace(/\.[\w-]{8}(?=\.\w+$)/, '')
