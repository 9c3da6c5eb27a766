/** Short fingerprints of public keys, for two people to read to each other. */
import type { Keyring } from '#contract/public.ts'
import { utf8 } from '#contract/bytes.ts'

export interface KeyLine {
  readonly version: number
  readonly holder: string
  /** As built into this page; null when only the server has it. */
  readonly here: string | null
  /** As the server gives it; null when only this page has it. */
  readonly there: string | null
}

/** Sixteen hexadecimal digits in four groups: 64 bits of SHA-256. */
export async function fingerprint(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)))
  const hex = [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return (hex.match(/.{4}/g) ?? []).join(' ')
}

/** Both keyrings side by side, every version and holder that either has. */
export async function compareKeyrings(here: Keyring, there: Keyring): Promise<KeyLine[]> {
  const [ours, theirs] = await Promise.all([printsOf(here), printsOf(there)])
  return [...new Set([...ours.keys(), ...theirs.keys()])].map((key) => {
    const [version = '', holder = ''] = key.split(' ')
    return { version: Number(version), holder, here: ours.get(key) ?? null, there: theirs.get(key) ?? null }
  })
}

async function printsOf({ versions }: Keyring): Promise<Map<string, string>> {
  const lines = versions.flatMap(({ version, holders }) =>
    Object.entries(holders).map(async ([holder, { recipient, verify }]) => [`${version} ${holder}`, await fingerprint(`${recipient}\n${verify}`)] as const),
  )
  return new Map(await Promise.all(lines))
}
