/** What the tests typed and what was shown to them alone: written down here for the thief, outside of what he searches. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { HOME } from './place.ts'

const FILE = `${HOME}/typed.jsonl`

/** `text`: words that people wrote. `word`: a name, number, code or passphrase that must not turn up at all. `reference`: may be told. */
type Kind = 'text' | 'word' | 'reference'

export function wrote(kind: Kind, ...things: readonly (string | undefined)[]): void {
  const lines = things.filter((thing) => thing !== undefined && thing !== '').map((thing) => `${JSON.stringify([kind, thing])}\n`)
  appendFileSync(FILE, lines.join(''))
}

/** A code in the two ways in which it could have been kept. */
export const wroteCode = (code: string): void => wrote('word', code, code.replaceAll('-', ''))

export function readTyped(): { texts: string[]; words: string[]; references: string[] } {
  const lines = existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split('\n') : []
  const all = lines.map((line) => JSON.parse(line) as [Kind, string])
  const of = (wanted: Kind) => [...new Set(all.filter(([kind]) => kind === wanted).map(([, thing]) => thing))]
  return { texts: of('text'), words: of('word'), references: of('reference') }
}
