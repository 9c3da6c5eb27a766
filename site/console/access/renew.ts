/** A new passphrase, a new authenticator: by a member whose keys are open, whichever way opened them. No DOM. */
import { profile } from '#contract/county/profile.ts'
import { changePassphrase, changeTotp, type Access } from '#contract/passkey.ts'
import { sealAnew } from '../../crypto/member.ts'
import { makeTotpSecret, totpAddress } from '../../crypto/totp.ts'
import { attempt, type Outcome } from '../outcome.ts'
import type { StaffSession } from '../session.ts'
import { readAccess, signedChange } from './passkey.ts'

export interface NewPassphrase {
  /** For its owner's eyes, once. */
  readonly show: string
  readonly made: { readonly salt: string; readonly authKey: string; readonly memberBox: string }
}

/** About a second of work. Nothing is changed yet: first it has to stand on paper. */
export const makeNewPassphrase = ({ me, own }: StaffSession): Promise<NewPassphrase> => sealAnew(me.name, own)

/** From here on the new one opens, and the old one nothing. */
export function takePassphrase(session: StaffSession, { made }: NewPassphrase): Promise<Outcome<StaffSession>> {
  return attempt(async () => {
    const access = await readAccess(session)
    if (!access.ok) return access
    const signed = await signedChange(session, access.value.seq, 'passphrase-changed', [made.salt, made.authKey, made.memberBox])
    const changed = await session.tools.call(changePassphrase, {}, { ...signed, ...made })
    return changed.ok ? { ok: true, value: { ...session, me: changed.value } } : changed
  })
}

export interface NewTotp {
  readonly totpSecret: string
  /** For the QR code. */
  readonly address: string
}

export function makeNewTotp({ me }: StaffSession): NewTotp {
  const totpSecret = makeTotpSecret()
  return { totpSecret, address: totpAddress(totpSecret, me.name, `${profile.name}安哨`) }
}

/** `totp`: what the new authenticator shows now. */
export function takeTotp(session: StaffSession, { totpSecret }: NewTotp, totp: string): Promise<Outcome<Access>> {
  return attempt(async () => {
    const access = await readAccess(session)
    if (!access.ok) return access
    const signed = await signedChange(session, access.value.seq, 'totp-changed', [totpSecret])
    return await session.tools.call(changeTotp, {}, { ...signed, totpSecret, totp })
  })
}
