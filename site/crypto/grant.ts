/**
 * Grants (授权): to one holder, for one report, the identities of the compartments it may open, signed inside by whoever grants. age says
 * not who sealed a file: without the signature a dishonest server could slip a compartment of its own under whatever is written next.
 */
import * as z from 'zod/mini'
import { utf8 } from '#contract/bytes.ts'
import { Id } from '#contract/ids.ts'
import { isIdentity } from './age.ts'
import { openJson, sealJson } from './envelope.ts'
import { SealingFailure } from './failure.ts'
import { openWithAny, type Identities } from './past.ts'
import { sign, verify } from './sign.ts'

/** Compartment id → the identity that opens it. */
export type Opens = Readonly<Record<string, string>>

export interface GrantFor {
  readonly report: string
  /** A unit's id or 'reporter'. */
  readonly holder: string
}

/** Who grants, and with which key. */
export interface Granter {
  /** A unit's id or 'reporter'. */
  readonly by: string
  /** Ed25519 seed, 32 bytes. */
  readonly signSeed: Uint8Array
  /**
   * The reporter says here to which recipient new dialogue may be granted: its SHA-256, base64url. Whoever renews the dialogue compares,
   * so that a server cannot have it sealed to a recipient of its own.
   */
  readonly recipientHash?: string
}

/** What becomes of a signature: good, not there, or not by whom it says. */
export type Vouch = 'good' | 'missing' | 'wrong'

/** The keys that a granter may have signed with; none for whoever may not vouch. */
export type KeysOf = (by: string) => readonly string[]

/** What a holder's grants of one report come to. */
export interface Granted {
  readonly opens: Opens
  /** Grants that did not open, or were another report's or holder's. */
  readonly failed: number
  /** How far each compartment is vouched for. New words go into good ones only. */
  readonly vouched: Readonly<Record<string, Vouch>>
  /** What the reporter signed about its own recipient, if a grant of the reporter's says it. */
  readonly recipientHash: string | null
  /** What units signed about keys that took the place of a lost code's (rules/custody.ts, newKeysVouched), oldest first. */
  readonly replaced: readonly Replaced[]
}

export interface Replaced {
  readonly by: string
  readonly hash: string
}

const PURPOSE = 'anshao/v1/grant'
const GrantText = z.object({
  purpose: z.literal(PURPOSE),
  report: z.string(),
  holder: z.string(),
  compartments: z.record(Id, z.string().check(z.refine(isIdentity))),
  by: z.optional(z.string()),
  recipientHash: z.optional(z.string()),
  signature: z.optional(z.string()),
})
type GrantText = z.infer<typeof GrantText>

/** Lines, sorted by compartment: the exact bytes that the granter signs. */
export function grantStatement({ report, holder, by = '', recipientHash = '', compartments }: Omit<GrantText, 'purpose' | 'signature'>): Uint8Array<ArrayBuffer> {
  const lines = Object.entries(compartments).map(([id, identity]) => `${id} ${identity}`).sort()
  return utf8([PURPOSE, report, holder, by, recipientHash, ...lines].join('\n'))
}

/** Seals to the holder's recipient; base64url. A null granter leaves it unsigned, which every reader is told. */
export function sealGrant(recipient: string, { report, holder }: GrantFor, compartments: Opens, granter: Granter | null): Promise<string> {
  const said = { report, holder, compartments, by: granter?.by, recipientHash: granter?.recipientHash }
  const signature = granter === null ? undefined : sign(granter.signSeed, grantStatement(said))
  return sealJson(recipient, { purpose: PURPOSE, ...said, signature })
}

/** Throws `misplaced` for a grant of another report or to another holder: a server could have put it here. */
export async function openGrant(sealed: string, identity: string, expected: GrantFor): Promise<Opens> {
  return (await openText(sealed, identity, expected)).compartments
}

async function openText(sealed: string, identity: string, expected: GrantFor): Promise<GrantText> {
  const grant = await openJson(identity, sealed, GrantText)
  if (grant.report !== expected.report || grant.holder !== expected.holder) throw new SealingFailure('misplaced')
  return grant
}

const RANK: Record<Vouch, number> = { good: 2, missing: 1, wrong: 0 }

/**
 * Everything that a holder's grants of one report open together; those that fail are counted, the rest still open. Of two grants that
 * give one compartment the better vouched one counts, and of two alike the older: nothing that comes later takes its place.
 */
export async function openGrants(sealed: readonly string[], identities: string | Identities, expected: GrantFor, keysOf: KeysOf = () => []): Promise<Granted> {
  const opened = await Promise.allSettled(sealed.map((grant) =>
    openWithAny(typeof identities === 'string' ? [identities] : identities, (identity) => openText(grant, identity, expected))))
  const good = opened.flatMap((grant) => (grant.status === 'fulfilled' ? [{ ...grant.value, vouch: judge(grant.value, keysOf) }] : []))
  // What is written last into the record counts: the better vouched, and of two alike the older.
  const best = good.map((grant, at) => ({ ...grant, at })).sort((a, b) => RANK[a.vouch] - RANK[b.vouch] || b.at - a.at)
  return {
    opens: Object.assign({}, ...best.map(({ compartments }) => compartments)) as Opens,
    failed: opened.length - good.length,
    vouched: Object.fromEntries(best.flatMap(({ compartments, vouch }) => Object.keys(compartments).map((id) => [id, vouch]))),
    recipientHash: good.find(({ by, vouch }) => by === 'reporter' && vouch === 'good')?.recipientHash ?? null,
    replaced: good.flatMap(({ by, vouch, recipientHash: hash }) => (by !== undefined && by !== 'reporter' && vouch === 'good' && hash !== undefined ? [{ by, hash }] : [])),
  }
}

function judge(grant: GrantText, keysOf: KeysOf): Vouch {
  const { by, signature } = grant
  if (by === undefined || signature === undefined) return 'missing'
  return keysOf(by).some((key) => verify(key, grantStatement(grant), signature)) ? 'good' : 'wrong'
}

/** The compartments that are vouched for, and only these: what a unit may grant on, or write into. */
export const vouchedFor = ({ opens, vouched }: Pick<Granted, 'opens' | 'vouched'>): Opens =>
  Object.fromEntries(Object.entries(opens).filter(([id]) => vouched[id] === 'good'))
