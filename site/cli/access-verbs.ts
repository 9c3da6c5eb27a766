/** A member's own ways in, from a terminal. Adding a passkey needs a device that holds one, and is the browser's. */
import { readAccess, removePasskey } from '../console/access/passkey.ts'
import { makeNewPassphrase, makeNewTotp, takePassphrase, takeTotp } from '../console/access/renew.ts'
import { verifyMembers } from '../console/audit/member-history.ts'
import type { StaffSession } from '../console/session.ts'
import { totpAt } from '../crypto/totp.ts'
import type { Words } from './arguments.ts'
import { need } from './need.ts'

type Verb = (session: StaffSession, words: Words) => Promise<unknown>

/** Prints the new passphrase, which nobody can look up afterwards. */
const passphrase: Verb = async (session) => {
  const made = await makeNewPassphrase(session)
  need(await takePassphrase(session, made))
  return { passphrase: made.show }
}

const totp: Verb = async (session) => {
  const made = makeNewTotp(session)
  need(await takeTotp(session, made, totpAt(made.totpSecret, Date.now())))
  return { totpSecret: made.totpSecret, address: made.address }
}

const memberAudit: Verb = async (session) => {
  const { histories } = need(await verifyMembers(session.tools))
  return histories.map(({ member, events, brokenAt }) => ({ member, holds: brokenAt === null, firstBroken: brokenAt, events }))
}

export const ACCESS_VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['passkeys', async (session) => need(await readAccess(session)).passkeys],
  ['remove-passkey', async (session, words) => need(await removePasskey(session, words.need('label'))).passkeys],
  ['new-passphrase', passphrase],
  ['new-totp', totp],
  ['audit-members', memberAudit],
])
