/**
 * Where a cleaned file is written: pages of 4 MiB, each handed to the browser as it fills, which keeps large ones on the disk. So a film is never
 * whole in memory. Formats that learn a length only at the end may write over what is already there.
 */
import { giveBack } from './give-back.ts'
import { CleanFailure } from './failure.ts'
import type { Bytes } from './bytes.ts'

const PAGE = 4 << 20

export class Sink {
  readonly #pages: Blob[] = []
  #open: Bytes = new Uint8Array(0)
  #size = 0
  /** How many pages lie with the browser for certain. */
  #settled = 0

  get size(): number {
    return this.#size
  }

  /** At the end, or over what was written. Leaving a gap is a mistake of the writer. */
  write(data: Uint8Array, at: number = this.#size): void {
    if (at > this.#size) throw new CleanFailure('damaged')
    let rest = data
    for (let to = at; rest.length > 0; ) {
      const page = Math.floor(to / PAGE)
      const from = to % PAGE
      const part = rest.subarray(0, PAGE - from)
      if (page < this.#pages.length) this.#patch(page, from, part)
      else this.#append(from, part)
      to += part.length
      this.#size = Math.max(this.#size, to)
      rest = rest.subarray(part.length)
    }
  }

  #append(from: number, part: Uint8Array): void {
    if (this.#open.length < from + part.length) {
      const grown = new Uint8Array(Math.min(PAGE, Math.max(64 << 10, 2 * (from + part.length))))
      grown.set(this.#open)
      this.#open = grown
    }
    this.#open.set(part, from)
    if (from + part.length < PAGE) return
    this.#pages.push(new Blob([this.#open]))
    this.#open = new Uint8Array(0)
  }

  #patch(page: number, from: number, part: Uint8Array): void {
    const old = this.#pages[page]
    if (old !== undefined) this.#pages[page] = new Blob([old.slice(0, from), new Uint8Array(part), old.slice(from + part.length)])
  }

  /** To be waited for now and then by whoever writes much: until the browser has taken the pages that are full, and with them what was needed to fill them is given back. */
  async settle(): Promise<void> {
    const last = this.#pages.at(-1)
    if (last === undefined || this.#settled === this.#pages.length) return
    this.#settled = this.#pages.length
    await last.slice(0, 1).arrayBuffer().catch((fault: unknown) => {
      throw new CleanFailure('full', fault)
    })
    giveBack()
  }

  blob(): Blob {
    return new Blob([...this.#pages, this.#open.subarray(0, this.#size % PAGE)])
  }
}
