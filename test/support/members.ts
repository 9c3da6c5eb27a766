/** People who work here, with the demonstration's keys: put into the database as an enrolment would leave them, and signed in. */
import { env } from 'cloudflare:workers'
import { toBase64Url } from '#contract/bytes.ts'
import { keyring } from '#contract/county/keyring.ts'
import { units } from '#contract/county/units.ts'
import type { Standing } from '#contract/member.ts'
import { ROLES_BY_KIND, type Role } from '#contract/roles.ts'
import type * as z from 'zod/mini'
import type { StaffSession } from '../../site/console/session.ts'
import type { Caller } from '../../site/api/call.ts'
import { provingKeyOf } from '../../site/crypto/member.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { randomBytes } from '../../site/crypto/derive.ts'
import { makeIdentity } from '../../site/crypto/age.ts'
import { sealJson } from '../../site/crypto/envelope.ts'
import { holderKeys } from '../../site/crypto/keyring.ts'
import { makeTotpSecret } from '../../site/crypto/totp.ts'
import { hashOf, lock } from '../../worker/platform/secrets.ts'
import { callerOf } from './api.ts'
import { run } from './database.ts'
import { solved } from './filings.ts'

export interface Person {
  readonly name: string
  readonly unit: string | null
  readonly roles: readonly Role[]
  readonly standing?: z.infer<typeof Standing>
}

export interface Worker extends Person {
  readonly cookie: string
  readonly call: Caller
  readonly authKey: string
  readonly totpSecret: string
  /** As the console holds it once the passphrase has opened the keys. */
  readonly session: StaffSession
}

/** Somebody of this unit: `fire01` is a handler of fire, `desk01` of the desk's desk role. */
export const ofUnit = (unit: string, name = `${unit}01`): Person => {
  const kind = units.find(({ id }) => id === unit)?.kind ?? 'department'
  return { name, unit, roles: [ROLES_BY_KIND[kind][0]] }
}

const withoutUnit = { auditor01: 'auditor', admin01: 'administrator' } as const
const ofDesk = { approver01: 'approver', supervisor01: 'supervisor', desk01: 'desk', desk02: 'desk' } as const

/** The demonstration's member of this name. */
export function person(name: string): Person {
  if (name in withoutUnit) return { name, unit: null, roles: [withoutUnit[name as keyof typeof withoutUnit]] }
  if (name in ofDesk) return { name, unit: 'desk', roles: [ofDesk[name as keyof typeof ofDesk]] }
  return ofUnit(name.replace(/\d\d$/, ''), name)
}

/** A recipient and something sealed to it, where a test only needs them to look right. */
export const anyRecipient = holderKeys(keyring, 'desk').recipient
let box: Promise<string> | null = null
export const anySealed = (): Promise<string> => (box ??= sealJson(anyRecipient, {}))

/** Writes the member's row and a session that a minute's passing does not touch. */
export async function signedIn(who: string | Person): Promise<Worker> {
  const { name, unit, roles, standing = 'active' } = typeof who === 'string' ? person(who) : who
  const [authKey, salt, token, totpSecret] = [key(), key(), key(), makeTotpSecret()]
  const own = await makeIdentity()
  const unitBox = standing === 'active' && unit !== null ? await anySealed() : null
  await run(
    `INSERT INTO member (name, display_name, unit, roles, standing, salt, auth_hash, recipient, member_box, unit_box, totp_sealed, verify)
     VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)`,
    name, unit, JSON.stringify(roles), standing, salt, await hashOf(authKey), anyRecipient, await anySealed(), unitBox, await lock(env, 'totp', name, totpSecret), await provingKeyOf(own),
  )
  const minute = Math.floor(Date.now() / 60_000)
  await run('INSERT INTO session (token_hash, member, started, seen) VALUES (?1, ?2, ?3, ?4)', await hashOf(token), name, minute, minute + 5)
  const cookie = `__Host-anshao_staff=${token}`
  const call = callerOf({ cookie })
  return { name, unit, roles, standing, cookie, call, authKey, totpSecret, session: await sessionOf(call, { name, unit, roles, salt, own }) }
}

async function sessionOf(call: Caller, { own, ...who }: Person & { salt: string; own: string }): Promise<StaffSession> {
  const unitKeys = who.unit === null ? null : await demonstrationUnitKeys(who.unit)
  const me = { ...who, roles: [...who.roles], displayName: who.name, keys: { member: '', unit: null } }
  return { tools: { call, solve: solved, keyring }, me, own, unitKeys, keyStanding: unitKeys === null ? 'none' : 'open' }
}

/** 32 random bytes, base64url. */
export const key = (): string => toBase64Url(randomBytes(32))
