/**
 * The files that somebody chose, each with where it stands. In the memory of this page and nowhere else; it outlives the components that show it.
 * A file is cleaned as soon as it is chosen, one after another: a phone has no memory for several.
 */
import type { CleanCode } from '#contract/evidence.ts'
import { MAX_EVIDENCE_BYTES, MAX_FILES } from '#contract/rules/part-size.ts'
import type { CleanFile } from '../clean/clean.ts'
import type { Kind } from '../clean/kind.ts'
import { groupOf, type Group } from './kinds.ts'

/** Why a file is not among those that go. `program`: what cleans could not be fetched. */
export type Refusal = CleanCode | 'count' | 'size' | 'program'

/** One chosen file. */
export interface Item {
  readonly id: number
  /** As it was chosen. */
  readonly file: File
  readonly state: 'cleaning' | 'ready' | 'refused'
  readonly refused: Refusal | null
  /** What the chosen file is, whatever is made of it by covering; null until it is cleaned. */
  readonly kind: Kind | null
  /** What goes, and what was found; null until it is cleaned. */
  readonly cleaned: CleanFile | null
  /** Which one of its kind it is: 照片2. Films, sounds and photographs go under this, as what phones call them tells the moment. */
  readonly group: Group
  readonly n: number
  /** Places covered by hand. */
  readonly covered: number
  readonly keepsOriginal: boolean
}

/** Takes what tells about its maker out of a file; never rejects. */
export type Cleaner = (file: File) => Promise<CleanFile | { readonly failed: CleanCode | 'program' }>

/** What a report has of files already, where some are added to it. Bytes as they were before sealing. */
export interface Had {
  readonly files: number
  readonly bytes: number
}

export class Picked {
  #items: readonly Item[] = []
  #next = 1
  #counts: Record<Group, number> = { photo: 0, film: 0, sound: 0, paper: 0 }
  #turn: Promise<void> = Promise.resolve()
  /** The same cleaning for what was made of a file here. */
  readonly clean: Cleaner
  readonly #had: Had
  readonly #listeners = new Set<() => void>()
  readonly #brushed = new Set<number>()

  constructor(clean: Cleaner, had: Had = { files: 0, bytes: 0 }) {
    this.clean = clean
    this.#had = had
  }

  /** In the order in which they were chosen. The list is another one after each change. */
  get items(): readonly Item[] {
    return this.#items
  }

  /** Those that go, or will once they are cleaned. */
  get taken(): readonly Item[] {
    return this.#items.filter(({ state }) => state !== 'refused')
  }

  /** How many more files, and bytes, there is room for. */
  get room(): Had {
    const files = this.taken.reduce((sum, item) => sum + (item.keepsOriginal ? 2 : 1), this.#had.files)
    return { files: MAX_FILES - files, bytes: MAX_EVIDENCE_BYTES - this.#had.bytes - this.bytes }
  }

  get bytes(): number {
    return this.taken.reduce((sum, item) => sum + sizeOf(item), 0)
  }

  /** Called after each change; gives back what ends that. */
  listen(told: () => void): () => void {
    this.#listeners.add(told)
    return () => this.#listeners.delete(told)
  }

  /** Those that fit are cleaned at once; one that does not is kept as refused, so that it can be said which. */
  add(files: readonly File[]): void {
    for (const file of files) {
      const refused = this.#unfit(file)
      const item: Item = { id: this.#next, file, state: refused === null ? 'cleaning' : 'refused', refused, kind: null, cleaned: null, group: 'paper', n: 0, covered: 0, keepsOriginal: false }
      this.#next += 1
      this.#set([...this.#items, item])
      if (refused === null) this.#turn = this.#turn.then(() => this.#cleanOne(item))
    }
  }

  /** Whether there is room for the original beside what was cleaned. */
  fitsOriginal({ file }: Item): boolean {
    return this.room.files >= 1 && this.room.bytes >= file.size
  }

  /** Whether the original goes beside what was cleaned; there must be room for it. */
  keepOriginal(id: number, keeps: boolean): void {
    const item = this.#items.find((one) => one.id === id)
    if (item === undefined || (keeps && !this.fitsOriginal(item))) return
    this.#change(id, { keepsOriginal: keeps })
  }

  /** What was covered by hand takes the place of the cleaned picture, if there is room for it; what was found and taken out before stays told. */
  cover(id: number, cleaned: CleanFile, covered: number): 'covered' | 'no-room' | 'gone' {
    const before = this.#items.find((one) => one.id === id)
    if (!before?.cleaned) return 'gone'
    if (cleaned.bytes.size > before.cleaned.bytes.size + this.room.bytes) return 'no-room'
    this.#change(id, { cleaned: { ...cleaned, found: before.cleaned.found, removed: before.cleaned.removed }, covered: before.covered + covered })
    return 'covered'
  }

  /** Whether somebody has painted over this one and neither kept nor left that: until then nothing goes. */
  brush(id: number, is: boolean): void {
    if (this.#brushed.has(id) === is) return
    if (is) this.#brushed.add(id)
    else this.#brushed.delete(id)
    for (const told of this.#listeners) told()
  }

  get brushed(): Item | null {
    return this.#items.find(({ id }) => this.#brushed.has(id)) ?? null
  }

  remove(id: number): void {
    this.#set(this.#items.filter((item) => item.id !== id))
  }

  /** Resolves once nothing is being cleaned any more. */
  async settled(): Promise<void> {
    for (let turn; turn !== this.#turn;) await (turn = this.#turn)
  }

  #unfit(file: File): Refusal | null {
    if (file.size === 0) return 'empty'
    return this.room.files < 1 ? 'count' : this.room.bytes < file.size ? 'size' : null
  }

  async #cleanOne({ id, file }: Item): Promise<void> {
    // It may have been taken away while it waited.
    if (!this.#items.some((item) => item.id === id)) return
    const cleaned = await this.clean(file)
    if ('failed' in cleaned) return this.#change(id, { state: 'refused', refused: cleaned.failed })
    const group = groupOf(cleaned.kind)
    this.#counts = { ...this.#counts, [group]: this.#counts[group] + 1 }
    this.#change(id, { state: 'ready', kind: cleaned.kind, cleaned, group, n: this.#counts[group] })
  }

  #change(id: number, changed: Partial<Item>): void {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, ...changed } : item)))
  }

  #set(items: readonly Item[]): void {
    this.#items = items
    for (const told of this.#listeners) told()
  }
}

const sizeOf = ({ file, cleaned, keepsOriginal }: Item): number => (cleaned?.bytes.size ?? file.size) + (keepsOriginal ? file.size : 0)
