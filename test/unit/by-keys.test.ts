/** The stories of whoever works here, and of whoever comes back, go by keyboard alone; and stay so. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const STORIES = {
  'ways in': 'passkeys', 'keys of a unit': 'keys', 'custody of identities': 'custody', redaction: 'holding', 'reports of one matter': 'merge',
  'second opinions': 'review', 'what goes back': 'return', letters: 'letters', 'filing for others': 'proxy', 'without scripts': 'plain',
  'supervisor and auditor': 'oversight', receipts: 'receipt', rewards: 'award', transfers: 'transfer', 'each stop': 'keyboard',
}

describe('by keyboard alone', () => {
  it.for(Object.entries(STORIES))('%s', ([, name]) => {
    const text = readFileSync(new URL(`../e2e/${name}.spec.ts`, import.meta.url), 'utf8')
    expect(text).toMatch(/import \{ expect, test \} from '\.\/steps\/by-keys\.ts'/)
    // Scripts in the page could point and focus where the guard of by-keys.ts does not see it.
    expect(text.match(/evaluate\([^\n]*\.(?:click|focus)\(/g)).toBeNull()
  })
})
