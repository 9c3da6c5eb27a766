import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Bytes32, Day } from './ids.ts'
import { Recipient, VerifyKey } from './sealed.ts'

/** One holder's public keys. */
export const HolderKeys = z.strictObject({ recipient: Recipient, verify: VerifyKey })
/** `day`: when it was published; the demonstration's has none. */
export const KeyringVersion = z.strictObject({ version: z.int(), day: z.optional(Day), holders: z.record(z.string(), HolderKeys) })
/** A key that a unit no longer signs with. `version`: the last one that had it; once that is revoked, so are the key's signatures. */
const RetiredKey = z.strictObject({ version: z.int(), verify: VerifyKey })
/**
 * content/county/keyring.json. `versions` holds the current one first, then the one before it, whose filings are still accepted: of that
 * one the number is enough, and no page carries its keys a second time.
 */
export const Keyring = z.strictObject({
  demonstration: z.boolean(),
  versions: z.array(KeyringVersion).check(z.minLength(1), z.maxLength(2)),
  revoked: z.array(z.int()),
  /** Unit id → its former signing keys, newest first: what it signed before a rotation still counts. */
  retired: z.optional(z.record(z.string(), z.array(RetiredKey))),
})
export type Keyring = z.infer<typeof Keyring>

export const readKeyring = endpoint({
  name: 'readKeyring',
  summary: 'The public keys of every holder, to compare with those built into the page, and the key that signs receipts.',
  method: 'GET',
  path: '/api/keyring',
  access: 'anyone',
  input: z.strictObject({}),
  ok: z.strictObject({ county: z.string(), receiptKey: VerifyKey, keyring: Keyring }),
})

/** What must be solved before a filing is accepted. The ALTCHA part is ALTCHA's own challenge, unread by us. `plain`: nothing, within the hour's budget; see report.ts. */
export const Challenge = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('altcha'), challenge: z.record(z.string(), z.unknown()) }),
  z.strictObject({ kind: z.literal('turnstile'), siteKey: z.string() }),
  z.strictObject({ kind: z.literal('plain') }),
])
export type Challenge = z.infer<typeof Challenge>

export const readChallenge = endpoint({
  name: 'readChallenge',
  summary: 'A challenge to solve before filing, before an entry of the contest, or before an upload of so many parts; harder as the load on the whole county rises, whoever asks.',
  method: 'GET',
  path: '/api/challenge',
  access: 'anyone',
  input: z.strictObject({ for: z.optional(z.enum(['contest', 'upload'])), parts: z.optional(z.string().check(z.regex(/^[1-9]\d?$/))) }),
  ok: Challenge,
})

/** Some consecutive positions of one day, and the chain's head after the last of them. */
export const ChainLink = z.strictObject({
  n: z.int(),
  day: Day,
  first: z.int(),
  digests: z.array(Bytes32),
  head: Bytes32,
})
export type ChainLink = z.infer<typeof ChainLink>

export const listHeads = endpoint({
  name: 'listHeads',
  summary: 'The published chain of filings, oldest first: each link gives the digests at its positions and the head after them.',
  method: 'GET',
  path: '/api/heads',
  access: 'anyone',
  input: z.strictObject({ after: z.optional(z.string().check(z.regex(/^\d{1,9}$/))) }),
  ok: z.strictObject({ links: z.array(ChainLink), next: z.nullable(z.int()) }),
})

export const readHealth = endpoint({
  name: 'readHealth',
  summary: 'Whether the Worker can reach its database.',
  method: 'GET',
  path: '/api/health',
  access: 'anyone',
  input: z.strictObject({}),
  ok: z.strictObject({ ok: z.literal(true) }),
})
