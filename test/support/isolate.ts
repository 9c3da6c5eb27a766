/** What the Worker takes of memory while something happens: its own isolate as the runtime's inspector counts it, and all processes of the runtime as the kernel does. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Most, Watched } from './isolate-thread.ts'

/** In megabytes. What a hosted isolate may take is 128. This one may take a quarter of it, whatever passes through: less than what is not swept yet where bytes do come into its hands. */
export const ISOLATE = 32
/** In megabytes. */
export const RUNTIME = 128

/** In megabytes, at their most. */
export interface Taken {
  readonly isolate: number
  /** Beside what the runtime stood at: the store, the database and the queue are among its processes. */
  readonly runtime: number
  /** How often it was looked at. */
  readonly looks: number
}

/** Runs `work` under watch. `server`: wrangler, which was told where its inspector listens. */
export async function takenWhile(server: ChildProcess, work: () => Promise<unknown>): Promise<Taken> {
  const { spawnargs, pid = 0 } = server
  const watched: Watched = { port: spawnargs[spawnargs.indexOf('--inspector-port') + 1] ?? '', pid }
  const thread = new Worker(new URL('./isolate-thread.ts', import.meta.url), { workerData: watched })
  await once(thread, 'message')
  try {
    await work()
    const told = once(thread, 'message')
    thread.postMessage('stop', [])
    const [{ isolate, runtime, standing, looks }] = (await told) as [Most]
    const megabytes = (bytes: number) => Math.round(bytes / 1_000_000)
    return { isolate: megabytes(isolate), runtime: megabytes(runtime - standing), looks }
  } finally {
    await thread.terminate()
  }
}
