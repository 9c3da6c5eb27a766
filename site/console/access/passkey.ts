/** Passkeys as their owner uses them: sign in, add, remove. No DOM. */
import { profile } from '#contract/county/profile.ts'
import type { Me } from '#contract/member.ts'
import { addPasskey as add, readAccess as read, removePasskey as remove, signInWithPasskey as signIn, startPasskey, startPasskeySignIn, type Access } from '#contract/passkey.ts'
import type { MemberChange } from '#contract/rules/member-change.ts'
import { passkeyUnlock, sealMemberBox, signChange } from '../../crypto/member.ts'
import { attempt, refusal, type Outcome } from '../outcome.ts'
import { openSession, type StaffSession, type StaffTools } from '../session.ts'
import type { Authenticator } from './authenticator.ts'

/** Signed in. `session` is null where the passkey opens no keys: then the passphrase is asked, as after a lock. */
export interface Arrived {
  readonly me: Me
  readonly session: StaffSession | null
}

/** `name`: only as this member, where one was typed or is waited for. */
export function signInWithPasskey(tools: StaffTools, passkeys: Authenticator, name?: string): Promise<Outcome<Arrived>> {
  return attempt(async () => {
    const started = await tools.call(startPasskeySignIn, {}, {})
    if (!started.ok) return started
    const used = await passkeys.use(started.value.challenge)
    if (typeof used === 'string') return refusal('passkey-cancelled')
    const signed = await tools.call(signIn, {}, { response: used.response, ...(name !== undefined && { name }) })
    if (!signed.ok) return signed
    const { me, box } = signed.value
    if (box === null || used.prf === null) return { ok: true, value: { me, session: null } }
    const opened = await openSession(tools, { ...me, keys: { ...me.keys, member: box } }, await passkeyUnlock(used.prf))
    // A box that this passkey does not open is no reason to stay outside: the passphrase opens the other.
    return { ok: true, value: { me, session: opened.ok ? { ...opened.value, me } : null } }
  })
}

export const readAccess = ({ tools }: StaffSession): Promise<Outcome<Access>> => tools.call(read, {}, {})

/** Makes a passkey on this device and seals the member's identity to it, where it can keep a secret of its own. */
export function addPasskey(session: StaffSession, passkeys: Authenticator, label: string): Promise<Outcome<Access>> {
  return attempt(async () => {
    const { tools, me, own } = session
    const [started, access] = await Promise.all([tools.call(startPasskey, {}, {}), readAccess(session)])
    if (!started.ok) return started
    if (!access.ok) return access
    const { challenge, handle, existing } = started.value
    const made = await passkeys.make({ challenge, user: { id: handle, name: me.name, displayName: me.displayName }, existing })
    if (typeof made === 'string') return refusal(made === 'cancelled' ? 'passkey-cancelled' : 'passkey-there')
    const box = made.prf === null ? null : await sealMemberBox(await passkeyUnlock(made.prf), me.name, own)
    const signed = await signedChange(session, access.value.seq, 'passkey-added', [label, made.response.id, box ?? ''])
    return await tools.call(add, {}, { ...signed, label, box, response: made.response })
  })
}

export function removePasskey(session: StaffSession, label: string): Promise<Outcome<Access>> {
  return attempt(async () => {
    const access = await readAccess(session)
    if (!access.ok) return access
    return await session.tools.call(remove, {}, { ...(await signedChange(session, access.value.seq, 'passkey-removed', [label])), label })
  })
}

/** What comes with each change of one's ways in. */
export async function signedChange({ me, own }: StaffSession, seq: number, kind: MemberChange['kind'], what: readonly string[]) {
  return { seq, proof: await signChange(own, profile.id, { member: me.name, seq, kind, what }) }
}
