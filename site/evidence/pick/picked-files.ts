import { nameOf } from './names.ts'
import { Picked } from './picked.ts'

/** What was chosen, with its names for whoever only lists them. */
export class PickedFiles extends Picked {
  /** Of those that go, in their order. */
  names(): string[] {
    return this.taken.map(nameOf)
  }
}
