/**
 * Keeps what somebody has read, to be read again without a network. It answers for pages to read alone, by a list of what it may touch:
 * of /report, /track, /ask, /staff and the API it never sees more than that they were asked for, and lets them pass.
 */
import { isAsset, isReading, pathsIn, readName, type Plan } from './plan.ts'

declare const PLAN: Plan
const worker = self as unknown as ServiceWorkerGlobalScope

/** Two sites on one host, below different paths, have caches of their own. */
const SHELLS = `anshao-shell${PLAN.base}-`
const SHELL = `${SHELLS}${PLAN.version}`
const READ = readName(PLAN.base)
const MOST_KEPT = 240
/** A network slower than this counts as none where the page is at hand. */
const PATIENCE_MS = 3_000
/** Windows that show a page to read: only their styles and scripts are answered from here. */
const readers = new Set<string>()

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(PLAN.shell.map((path) => new Request(path, { cache: 'reload' })))).then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => event.waitUntil(settle()))

/** Drops what older builds kept for themselves; keeps the page from which this worker was first fetched, which it did not see. */
async function settle(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(SHELLS) && name !== SHELL) await caches.delete(name)
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const { url } of windows) {
    const { pathname, search } = new URL(url)
    if (search !== '' || !isReading(PLAN.base, pathname)) continue
    const answer = await fetch(pathname).catch(() => null)
    if (answer !== null) await keep(pathname, answer)
  }
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin || url.search !== '') return
  if (request.mode === 'navigate') {
    if (!isReading(PLAN.base, url.pathname)) return
    readers.add(event.resultingClientId)
    event.respondWith(page(event, url.pathname))
  } else if (readers.has(event.clientId) && isAsset(PLAN.base, url.pathname)) {
    event.respondWith(find(url.pathname).then((kept) => kept ?? fetch(request)))
  }
})

/** The network first; what was kept when there is none, or when it takes too long; the page that says so when nothing was kept. */
async function page(event: FetchEvent, path: string): Promise<Response> {
  const fresh = fetch(event.request).then((answer) => {
    event.waitUntil(keep(path, answer.clone()))
    return answer
  })
  const late = new Promise<null>((done) => setTimeout(() => done(null), PATIENCE_MS))
  const first = await Promise.race([fresh.catch(() => null), late])
  if (first !== null) return first
  const kept = await find(path)
  if (kept !== undefined) return kept
  return await fresh.catch(async () => (await find(`${PLAN.base}/offline`)) ?? Response.error())
}

/** What came with this build goes before what was read under an older one. */
const find = async (path: string): Promise<Response | undefined> => (await (await caches.open(SHELL)).match(path)) ?? (await (await caches.open(READ)).match(path))

/** Keeps a page with the styles and scripts that it names, and without the time at which it was read. What everybody has, says no-store, failed, or came from elsewhere is not kept. */
async function keep(path: string, answer: Response): Promise<void> {
  const whole = answer.status === 200 && answer.type === 'basic' && !answer.redirected
  if (PLAN.shell.includes(path) || !whole || /no-store/.test(answer.headers.get('cache-control') ?? '')) return
  const cache = await caches.open(READ)
  const html = await answer.text()
  const headers = new Headers(answer.headers)
  for (const name of ['date', 'content-encoding', 'content-length']) headers.delete(name)
  await cache.put(path, new Response(html, { headers }))
  for (const asset of pathsIn(PLAN.base, html)) if ((await find(asset)) === undefined) await cache.add(asset).catch(() => undefined)
  const kept = await cache.keys()
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST_KEPT))) await cache.delete(old)
}
