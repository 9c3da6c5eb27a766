/** The portal's search outside a browser: the built index, Pagefind's own script and wasm, our ranking. What a page's worker does, byte for byte. */
import { createServer } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { RANKING, type Filters, type Found, type Pagefind } from '../../site/search/find.ts'
import { findWithPins, readPins } from '../../site/search/pins.ts'

export interface Searcher {
  /** A search as by somebody who has just come: nothing is kept from the one before. `bytes`: what it fetched, brotli where the edge compresses. */
  search(query: string, filters?: Filters, most?: number): Promise<Found & { bytes: number; files: readonly string[] }>
  close(): void
}

interface Module { createInstance(options: object): Pagefind & { init(): Promise<void> } }

/** `client`: the folder of built assets. */
export async function openSearcher(client: string): Promise<Searcher> {
  let fetched = new Map<string, number>()
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = join(client, path)
    if (!existsSync(file)) return response.writeHead(404).end()
    const bytes = readFileSync(file)
    fetched.set(path, /\.(?:js|json)$/.test(path) ? brotliCompressSync(bytes).length : bytes.length)
    return response.end(bytes)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const basePath = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pagefind/`
  const script = join(client, 'pagefind/pagefind.js')
  const pagefind = (await import(pathToFileURL(script).href)) as Module
  return {
    async search(query, filters = {}, most = 8) {
      fetched = new Map([['/pagefind/pagefind.js', brotliCompressSync(readFileSync(script)).length]])
      const instance = pagefind.createInstance({ basePath, ranking: RANKING })
      await instance.init()
      const found = await findWithPins(instance, await readPins(basePath), query, filters, most)
      return { ...found, bytes: [...fetched.values()].reduce((sum, bytes) => sum + bytes, 0), files: [...fetched].map(([path, bytes]) => `${path} ${bytes}`) }
    },
    close: () => void server.close(),
  }
}
