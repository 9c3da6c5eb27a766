/**
 * The parts of one file, opened as they are asked for. Plain bytes are here and in what shows them, nowhere else: a few parts at a time, and
 * overwritten once they are let go. No DOM.
 */
import { PART_BYTES } from '#contract/rules/part-size.ts'
import type { Bits, Bytes } from '../../evidence/clean/bytes.ts'
import { giveBack, PARTS_BETWEEN } from '../../evidence/clean/give-back.ts'
import { letGo } from '../../evidence/let-go.ts'

/** Opened parts that are kept: where one looks, what comes next, and where one looked before. */
const MOST_KEPT = 3

/** Why a part cannot be had. `code`: of the API, or `altered`; `broken`: it could not be opened here; `closed`: nobody wants it any more; `lost`: the thread that opened it died. */
export class PartFault extends Error {
  override readonly name = 'PartFault'
  readonly code: string
  readonly n: number

  constructor(code: string, n: number) {
    super(`${code} ${n}`)
    this.code = code
    this.n = n
  }
}

export class Parts {
  readonly size: number
  readonly #bring: (n: number) => Promise<Bytes>
  /** The one used last stands last. */
  readonly #kept = new Map<number, Promise<Bytes>>()

  /** `bring`: part `n` (from 1), opened; throws a PartFault. */
  constructor(size: number, bring: (n: number) => Promise<Bytes>) {
    this.size = size
    this.#bring = bring
  }

  /** To be copied from at once: it is overwritten when it is let go. */
  part(n: number): Promise<Bytes> {
    const part = this.#kept.get(n) ?? this.#bring(n)
    this.#kept.delete(n)
    this.#kept.set(n, part)
    // What failed is asked for again next time.
    part.catch(() => this.#kept.delete(n))
    for (const old of this.#kept.keys()) if (this.#kept.size > MOST_KEPT) this.#forget(old)
    return part
  }

  /** A copy of the bytes from `start` up to `end`. */
  async read(start: number, end: number): Promise<Bytes> {
    const bytes = new Uint8Array(Math.max(0, Math.min(end, this.size) - start))
    for (let at = 0; at < bytes.length; ) {
      const from = start + at
      const part = await this.part(Math.floor(from / PART_BYTES) + 1)
      const piece = part.subarray(from % PART_BYTES, (from % PART_BYTES) + bytes.length - at)
      bytes.set(piece, at)
      at += piece.length
      if (piece.length === 0) throw new PartFault('altered', Math.floor(from / PART_BYTES) + 1)
    }
    return bytes
  }

  /** All of them in order, each once and none kept: overwritten as soon as the next one is asked for, or none is any more. */
  async *each(): AsyncGenerator<Bytes> {
    for (let n = 1; n <= Math.max(1, Math.ceil(this.size / PART_BYTES)); n += 1) {
      const part = await this.#bring(n)
      try {
        yield part
      } finally {
        letGo(part)
        // What fetching leaves in the page is as much again: on the way through a whole film it is given back, a moment each time.
        if (n % PARTS_BETWEEN === 0) giveBack()
      }
    }
  }

  /** The file as what reads pieces takes it. */
  get bits(): Bits {
    return new PartBits(this, 0, this.size)
  }

  clear(): void {
    for (const n of this.#kept.keys()) this.#forget(n)
  }

  /** Overwritten after whoever waits for it already has copied from it. */
  #forget(n: number): void {
    void this.#kept.get(n)?.then(letGo, () => undefined)
    this.#kept.delete(n)
  }
}

class PartBits implements Bits {
  readonly #parts: Parts
  readonly #from: number
  readonly size: number

  constructor(parts: Parts, from: number, to: number) {
    this.#parts = parts
    this.#from = from
    this.size = Math.max(0, to - from)
  }

  slice(start = 0, end = this.size): Bits {
    const from = Math.min(start, this.size)
    return new PartBits(this.#parts, this.#from + from, this.#from + Math.max(from, Math.min(end, this.size)))
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.#parts.read(this.#from, this.#from + this.size)).buffer
  }
}
