/** Runs in a page: the form's own sealer, as the sender asks it, against the bare age stream, in turns. */
import { makeIdentity, recipientOf } from '../../../site/crypto/age.ts'
import { makeSealer, THREADS } from '../../../site/evidence/pick/sealer.ts'
import { shapeOrThrow } from '../../../site/evidence/seal/seal.ts'
import { PART_BYTES } from '#contract/rules/part-size.ts'
import type { Question } from './bare-thread.ts'

/** Milliseconds of each round. `bare`: one stream in one thread. `beside`: with the manifest's digests, on as many threads as ours. */
export interface Times {
  readonly ours: number
  readonly bare: number
  readonly beside: number
}

let made: { readonly file: Blob; readonly recipient: string } | null = null

/** One round over a file of so many bytes, of chance, which the next rounds have too. */
export async function round(size: number, bareThread: string): Promise<Times> {
  made ??= { file: await chance(size), recipient: await recipientOf(await makeIdentity()) }
  const { file, recipient } = made
  const half = Math.ceil(size / PART_BYTES / THREADS) * PART_BYTES
  const halves = Array.from({ length: THREADS }, (_, at) => file.slice(at * half, (at + 1) * half))
  return {
    bare: await milliseconds(() => runBare(bareThread, { file, recipient, beside: false })),
    beside: await milliseconds(() => Promise.all(halves.map((one) => runBare(bareThread, { file: one, recipient, beside: true })))),
    ours: await milliseconds(() => seal(file, recipient)),
  }
}

async function chance(size: number): Promise<Blob> {
  const block = 65_536
  const pieces: Blob[] = []
  for (let at = 0; at < size; at += block) pieces.push(new Blob([crypto.getRandomValues(new Uint8Array(Math.min(block, size - at)))]))
  return new Blob(pieces)
}

async function seal(file: Blob, recipient: string): Promise<void> {
  const sealer = makeSealer()
  const shape = shapeOrThrow(file.size)
  const asked: Promise<unknown>[] = []
  for (let n = 1; n <= shape.parts; n += 1) {
    asked.push(sealer.seal(file, shape, n, recipient))
    // As the sender does where the line is quicker than the ciphers: one is awaited, THREADS more are asked for.
    await asked[n - 1 - THREADS]
  }
  await Promise.all(asked)
  sealer.end()
}

async function runBare(thread: string, question: Question): Promise<void> {
  const worker = new Worker(thread, { type: 'module' })
  await new Promise((done) => {
    worker.addEventListener('message', done)
    worker.postMessage(question, [])
  })
  worker.terminate()
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
