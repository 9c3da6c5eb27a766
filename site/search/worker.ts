/**
 * Pagefind, in a thread of its own: its wasm is compiled under this script's policy (site/public/_headers), so that the page itself may go on
 * refusing to; and outside a document Pagefind leaves Chinese queries uncut, as our pairs want it.
 */
import { RANKING, type Asked, type Answered, type Pagefind } from './find.ts'
import { findWithPins, readPins, type Pin } from './pins.ts'

interface Module { createInstance(options: { basePath: string; ranking: object }): Pagefind }

let opened: Promise<readonly [Pagefind, readonly Pin[]]> | null = null

/** Pagefind passes over a piece of the index that does not come, and would say “nothing found”. Its requests are the only ones of this thread. */
let lost = false
const ask = globalThis.fetch
globalThis.fetch = async (...request) => {
  const response = await ask(...request).catch((error: unknown) => {
    lost = true
    throw error
  })
  lost ||= !response.ok
  return response
}

/** `folder`: where the index is, ending in a slash. */
async function open(folder: string): Promise<readonly [Pagefind, readonly Pin[]]> {
  const [pagefind, pins] = await Promise.all([import(/* @vite-ignore */ `${folder}pagefind.js`) as Promise<Module>, readPins(folder)])
  return [pagefind.createInstance({ basePath: folder, ranking: RANKING }), pins]
}

async function answer({ n, folder, query, filters, most }: Asked): Promise<Answered> {
  opened ??= open(folder)
  const [pagefind, pins] = await opened
  const found = await findWithPins(pagefind, pins, query, filters, most)
  return { n, found: lost ? null : found }
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  answer(data).then(
    (answered) => postMessage(answered),
    () => postMessage({ n: data.n, found: null } satisfies Answered),
  )
})
