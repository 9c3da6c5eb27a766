/**
 * The demonstration county's keys. EVERYTHING HERE IS PUBLIC: each secret is derived from a name and a word in this file, so that
 * anybody can run and try the whole story. A real county never uses it, every screen of the demonstration says so, and the deploy check refuses it.
 */
import { toBase64Url, utf8 } from '#contract/bytes.ts'
import type { Keyring } from '#contract/public.ts'
import { identityFromSeed, recipientOf } from './age.ts'
import { deriveBytes } from './derive.ts'
import type { MemberSecrets, UnitKeys } from './member.ts'
import { passphraseOf } from './passphrase.ts'
import { verifyKeyOf } from './sign.ts'
import { totpSecretOf } from './totp.ts'

const derive = (info: string, length = 32) => deriveBytes(utf8('anshao demonstration'), info, length)

/** A demonstration unit's private keys. Public: derived from its id. */
export async function demonstrationUnitKeys(unit: string): Promise<UnitKeys> {
  return { unit, identity: identityFromSeed(await derive(`unit/${unit}/identity`)), signSeed: await derive(`unit/${unit}/sign`), past: [] }
}

/** A demonstration member's passphrase, salt, identity and TOTP secret. Public: derived from the name. */
export async function demonstrationMember(name: string): Promise<MemberSecrets> {
  return {
    passphrase: passphraseOf(await derive(`member/${name}/passphrase`, 10)),
    salt: toBase64Url(await derive(`member/${name}/salt`)),
    identity: identityFromSeed(await derive(`member/${name}/identity`)),
    totpSecret: totpSecretOf(await derive(`member/${name}/totp`, 20)),
  }
}

/** content/county/keyring.json of the demonstration county: the public halves, marked as demonstration. */
export async function demonstrationKeyring(units: readonly string[]): Promise<Keyring> {
  return { demonstration: true, versions: [{ version: 1, holders: Object.fromEntries(await Promise.all(units.map(publicEntry))) }], revoked: [] }
}

async function publicEntry(unit: string) {
  const keys = await demonstrationUnitKeys(unit)
  return [unit, { recipient: await recipientOf(keys.identity), verify: verifyKeyOf(keys.signSeed) }] as const
}
