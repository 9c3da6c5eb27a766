/** A zip file without times, users and comments. Lengths stand before each entry, which some readers of office files insist on. */
import { deflateSync } from 'fflate'
import { bytesOf, crc32, join, latin, numbers, UTF8, type Bytes } from './bytes.ts'
import { CleanFailure } from './failure.ts'
import { Sink } from './sink.ts'

export interface ZipPart {
  readonly name: string
  readonly data: Blob
  /** Worth packing: text. */
  readonly pack: boolean
}

const STEP = 1 << 20
/** Names are UTF-8; 1 January 1980, midnight. */
const [UTF8_NAMES, MIDNIGHT, FIRST_DAY] = [0x800, 0, 0x21]

export class ZipWriter {
  readonly #sink = new Sink()
  readonly #directory: Bytes[] = []

  async add({ name, data, pack }: ZipPart): Promise<void> {
    const offset = this.#sink.size
    if (offset + data.size > 0xfffffff0) throw new CleanFailure('too-much')
    let [crc, packed] = [0, data]
    if (pack) {
      const bytes = await bytesOf(data)
      crc = crc32(bytes)
      packed = new Blob([new Uint8Array(deflateSync(bytes))])
    } else for await (const step of stepsOf(data)) crc = crc32(step, crc)
    const title = UTF8.encode(name)
    const shared = join([numbers(2, 'little', UTF8_NAMES, pack ? 8 : 0, MIDNIGHT, FIRST_DAY), numbers(4, 'little', crc, packed.size, data.size), numbers(2, 'little', title.length, 0)])
    this.#sink.write(join([latin('PK\x03\x04'), numbers(2, 'little', 20), shared, title]))
    for await (const step of stepsOf(packed)) {
      this.#sink.write(step)
      await this.#sink.settle()
    }
    this.#directory.push(join([latin('PK\x01\x02'), numbers(2, 'little', 20, 20), shared, numbers(2, 'little', 0, 0, 0), numbers(4, 'little', 0, offset), title]))
  }

  finish(): Blob {
    const start = this.#sink.size
    for (const one of this.#directory) this.#sink.write(one)
    const count = this.#directory.length
    this.#sink.write(join([latin('PK\x05\x06'), numbers(2, 'little', 0, 0, count, count), numbers(4, 'little', this.#sink.size - start, start), numbers(2, 'little', 0)]))
    return this.#sink.blob()
  }
}

async function* stepsOf(data: Blob): AsyncGenerator<Bytes> {
  for (let at = 0; at < data.size; at += STEP) yield bytesOf(data.slice(at, at + STEP))
}
