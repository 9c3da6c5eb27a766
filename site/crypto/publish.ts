/** The keyring's next edition: what the office publishes of the cards that units bring. Pure; public keys only. */
import type { Keyring } from '#contract/public.ts'
import type { RotationCard } from '#contract/unit-key.ts'
import { isCardSignedBy } from './rotation.ts'

export type CardProblem = 'another-county' | 'unknown-unit' | 'twice' | 'unproven' | 'same-key' | 'too-new'

/** Null when the card may be published: the unit's present key signed it, for this county. */
export function problemOf(keyring: Keyring, county: string, card: RotationCard): Exclude<CardProblem, 'twice'> | null {
  const [current] = keyring.versions
  const present = Object.entries(current?.holders ?? {}).find(([unit]) => unit === card.unit)?.[1]
  if (card.county !== county) return 'another-county'
  if (present === undefined || current === undefined) return 'unknown-unit'
  if (card.from > current.version) return 'too-new'
  if (card.verify === present.verify || card.recipient === present.recipient) return 'same-key'
  return isCardSignedBy(present.verify, card) ? null : 'unproven'
}

/** The next version first, the present one second and by its number alone, the former signing keys retired. Throws for a card with a problem. */
export function publishCards(keyring: Keyring, county: string, cards: readonly RotationCard[], day: string): Keyring {
  const [current] = keyring.versions
  const problem = cards.map((card) => problemOf(keyring, county, card)).find((one) => one !== null)
  if (current === undefined || problem !== undefined) throw new RangeError(`a card that cannot be published: ${problem}`)
  const changed = Object.fromEntries(cards.map(({ unit, recipient, verify }) => [unit, { recipient, verify }]))
  const ended = Object.fromEntries(Object.keys(changed).map((unit) => [unit, [{ version: current.version, verify: current.holders[unit]?.verify ?? '' }, ...(keyring.retired?.[unit] ?? [])]]))
  return {
    demonstration: keyring.demonstration,
    versions: [
      { version: current.version + 1, day, holders: { ...current.holders, ...changed } },
      { version: current.version, ...(current.day !== undefined && { day: current.day }), holders: {} },
    ],
    revoked: keyring.revoked,
    retired: { ...keyring.retired, ...ended },
  }
}

/** Whether this version may be revoked. The current one never: the page could seal to nothing then. */
export function revocable(keyring: Keyring, version: number): boolean {
  const current = keyring.versions[0]?.version ?? 0
  return version >= 1 && version < current && !keyring.revoked.includes(version)
}

/** The same keyring without that version: its filings are refused, and what a key signed that ended with it no longer counts. */
export const revokeVersion = (keyring: Keyring, version: number): Keyring => ({ ...keyring, revoked: [...keyring.revoked, version].sort((a, b) => a - b) })
