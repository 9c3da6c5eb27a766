import { evidenceWords } from '#contract/county/evidence.ts'
import { fill } from '#contract/rules/fill.ts'
import { boardOf, nameOf } from './names.ts'
import { Picked } from './picked.ts'

/** What was chosen, with its names for whoever only lists them. Apart: whatever reaches words is built once for each language, and the threads of `Picked` have one address (build/in-language.ts). */
export class PickedFiles extends Picked {
  /** What somebody painted over without keeping it: where, and the sentence. */
  unkept(): { readonly field: string; readonly sentence: string }[] {
    const { brushed } = this
    return brushed === null ? [] : [{ field: boardOf(brushed), sentence: fill(evidenceWords.cover.unkept, { name: nameOf(brushed) }) }]
  }

  /** Of those that go, in their order. */
  names(): string[] {
    return this.taken.map(nameOf)
  }
}
