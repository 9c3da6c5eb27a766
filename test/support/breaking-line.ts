/** A line to a server that breaks where a test wants. */
import { connect, createServer, type Server, type Socket } from 'node:net'

/** Where it breaks: after so many bytes of the sender's, or only when the next answer comes, so that the sender never hears it. */
export interface Cut {
  readonly after: number
  readonly unheard?: boolean
}

export interface Line {
  readonly base: string
  /** How often it broke. */
  broken(): number
  /** Breaks at these points besides, counted from now. */
  breakAt(cuts: readonly Cut[]): void
  close(): void
}

/** Each point breaks it once, and the bytes to the next are counted from there; then it holds. Requests of less than a kilobyte do not count. */
export function breakingLine(to: number, cuts: readonly Cut[] = []): Promise<Line> {
  const ahead = cuts.map((cut) => ({ ...cut }))
  let broken = 0
  const sockets = new Set<Socket>()
  const server: Server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    const end = () => [near, far].forEach((socket) => socket.destroy())
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.once('close', () => (sockets.delete(socket), end())).on('error', end)
    }
    const cut = (last: () => void) => {
      ahead.shift()
      broken += 1
      last()
    }
    far.pipe(near)
    let isDeaf = false
    near.on('data', (chunk) => {
      const [next] = ahead
      if (next !== undefined && !isDeaf && chunk.length > 1000 && (next.after -= chunk.length) <= 0) {
        if (next.unheard !== true) return cut(() => far.write(chunk.subarray(0, chunk.length / 2), end))
        isDeaf = true
        far.unpipe(near)
        far.once('data', () => ahead[0] === next && cut(end)).resume()
      }
      if (!far.write(chunk)) {
        near.pause()
        far.once('drain', () => near.resume())
      }
    })
  })
  return new Promise((open) => server.listen(0, '127.0.0.1', () => open({
    base: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    broken: () => broken,
    breakAt: (more) => void ahead.push(...more.map((cut) => ({ ...cut }))),
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  })))
}

/** Chance that can be had again: numbers in [0, 1) from a seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
