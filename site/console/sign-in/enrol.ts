/** A new member's start, against the administrator's one-time code. No DOM. The passphrase is made here and leaves only by its owner's eyes. */
import { profile } from '#contract/county/profile.ts'
import { enrol } from '#contract/member.ts'
import { makeMember, type NewMember } from '../../crypto/member.ts'
import { totpAddress } from '../../crypto/totp.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { unlockStaff, whoIsSignedIn, type StaffSession, type StaffTools } from '../session.ts'

export interface Start {
  readonly name: string
  readonly enrolment: string
  readonly made: NewMember
  /** For the QR code. */
  readonly totpAddress: string
}

const CODE = /^[A-Za-z0-9_-]{43}$/

/** The enrolment code as people paste it, without the gaps it is shown with; null when it is none. */
export function readEnrolment(text: string): string | null {
  const code = text.replace(/\s/g, '')
  return CODE.test(code) ? code : null
}

/** The code with a gap every four characters. */
export const showEnrolment = (code: string): string => (code.match(/.{1,4}/g) ?? []).join(' ')

/** About a second of work: the keys are stretched already here. */
export async function makeStart(name: string, enrolment: string): Promise<Start> {
  const made = await makeMember(name)
  return { name, enrolment, made, totpAddress: totpAddress(made.show.totpSecret, name, `${profile.name}安哨`) }
}

/** Hands in what was made; `totp` proves that the authenticator app has taken the secret. The session that opens lets a new member add a passkey and wait for the unit's key. */
export function finishAndEnter(tools: StaffTools, { name, enrolment, made }: Start, totp: string): Promise<Outcome<StaffSession>> {
  return attempt(async () => {
    const row = await tools.call(enrol, {}, { name, enrolment, ...made.enrol, totp, signIn: true })
    if (!row.ok) return row
    const me = await whoIsSignedIn(tools)
    return me.ok ? await unlockStaff(tools, me.value, made.show.passphrase) : me
  })
}

/**
 * Twelve digits of a recipient's SHA-256, to be compared by two people face to face before a unit key is handed over: a server that
 * showed another recipient would be found out.
 */
export async function fingerprintOf(recipient: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(recipient)))
  const number = new DataView(bytes.buffer).getBigUint64(0) % 1_000_000_000_000n
  return (number.toString().padStart(12, '0').match(/.{4}/g) ?? []).join(' ')
}
