/** Looks at a runtime, again and again, beside whatever keeps the test itself busy: told `stop`, it says what was most. */
import { parentPort, workerData } from 'node:worker_threads'
import { ownMemoryBelow } from './own-memory.ts'

const EVERY_MS = 10

/** Where the inspector listens, and what process started the runtime. */
export interface Watched {
  readonly port: string
  readonly pid: number
}

/** In bytes. `standing`: of the runtime, before. */
export interface Most {
  readonly isolate: number
  readonly runtime: number
  readonly standing: number
  readonly looks: number
}

const { port, pid } = workerData as Watched
// wrangler lets in whoever says that they come from this machine.
const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers: { origin: 'http://localhost' } } as unknown as string[])
await new Promise((done, fail) => {
  socket.addEventListener('open', done, { once: true })
  socket.addEventListener('error', () => fail(new Error('the inspector does not answer')), { once: true })
})
const standing = memoryBelow(String(pid))
let over = false
// Whoever waits for what was most hears of it.
socket.addEventListener('close', () => {
  if (!over) throw new Error('the inspector went away')
})
parentPort?.once('message', () => { over = true })
parentPort?.postMessage('watching', [])
let most: Most = { isolate: 0, runtime: 0, standing, looks: 0 }
for (let last = false; !last; ) {
  last = over
  most = { ...most, isolate: Math.max(most.isolate, await used()), runtime: Math.max(most.runtime, memoryBelow(String(pid))), looks: most.looks + 1 }
  await new Promise((next) => setTimeout(next, EVERY_MS))
}
socket.close()
parentPort?.postMessage(most, [])

/** The isolate's heap and buffers, with what nobody has swept yet. */
function used(): Promise<number> {
  return new Promise((done) => {
    const hear = ({ data }: MessageEvent) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result?: { usedSize: number; embedderHeapUsedSize: number; backingStorageSize: number } }
      if (id !== 1 || result === undefined) return
      socket.removeEventListener('message', hear)
      done(result.usedSize + result.embedderHeapUsedSize + result.backingStorageSize)
    }
    socket.addEventListener('message', hear)
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' }))
  })
}

/** What the runtime's processes take. */
function memoryBelow(root: string): number {
  return ownMemoryBelow(root, ({ name }) => name === 'workerd')
}
