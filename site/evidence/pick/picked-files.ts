import { nameOf } from './names.ts'
import { Picked } from './picked.ts'

/** What was chosen, with its names for whoever only lists them. Apart: whatever reaches words is built once for each language, and the threads of `Picked` have one address (build/in-language.ts). */
export class PickedFiles extends Picked {
  /** Of those that go, in their order. */
  names(): string[] {
    return this.taken.map(nameOf)
  }
}
