/**
 * Fills an empty demonstration county with its members, the way a real county is filled: the first administrator by one row of
 * SQL, everybody else invited by that administrator and enrolled by themselves, through the same operations as in the browser.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { profile } from '#contract/county/profile.ts'
import { enrol, inviteMember, listMembers } from '#contract/member.ts'
import type { Answer, Caller } from '../../api/call.ts'
import { demonstrationMember, demonstrationUnitKeys } from '../../crypto/demonstration.ts'
import { giveUnitKey, makeEnrolment, sealMember, type NewMember } from '../../crypto/member.ts'
import { totpAt } from '../../crypto/totp.ts'
import { inviteFirstAdministrator } from './administrator.ts'
import { ADMINISTRATOR, demonstrationMembers, type DemonstrationMember } from './demonstration-members.ts'
import { query, type Place } from './server.ts'

const STEP_MILLISECONDS = 30_000
const MARGIN_MILLISECONDS = 4_000

/** How many demonstration members are not there yet; one look at the database, before the server runs. */
export function missingMembers(place: Pick<Place, 'state'>): DemonstrationMember[] {
  const rows = query(place, `SELECT name FROM member WHERE standing IN ('active', 'disabled')`)
  const there = new Set(rows.map((row) => row['name']))
  return demonstrationMembers.filter((member) => !there.has(member.name))
}

/** The first administrator, invited straight into the database. Returns the enrolment code. */
export async function inviteAdministrator(place: Pick<Place, 'state'>, today: string): Promise<string> {
  const { enrolment, sql } = await inviteFirstAdministrator(ADMINISTRATOR, today)
  query(place, sql)
  return enrolment
}

/** Enrols the administrator, then invites and enrols everybody else. `signIn` gives a caller with the administrator's session. */
export async function seedMembers(
  missing: readonly DemonstrationMember[], enrolment: string | null, calls: { anyone: Caller; signIn: () => Promise<Caller> }, cache: string,
): Promise<void> {
  const administrator = missing.find((member) => member.name === ADMINISTRATOR)
  if (administrator !== undefined && enrolment !== null) await enrolOne(calls.anyone, administrator, enrolment, cache)
  const asAdministrator = await calls.signIn()
  need(await asAdministrator(listMembers, {}, {}))
  for (const member of missing.filter((one) => one.name !== ADMINISTRATOR)) {
    const made = await makeEnrolment()
    need(await asAdministrator(inviteMember, {}, { ...member, enrolmentHash: made.enrolmentHash }))
    await enrolOne(calls.anyone, member, made.enrolment, cache)
  }
}

async function enrolOne(call: Caller, member: DemonstrationMember, enrolment: string, cache: string): Promise<void> {
  const { enrol: made } = await sealedOnce(member.name, cache)
  const to = { county: profile.id, member: member.name, recipient: made.recipient }
  const unitKey = member.unit === null ? undefined : await giveUnitKey(await demonstrationUnitKeys(member.unit), to)
  const totp = await earlierTotp(made.totpSecret)
  need(await call(enrol, {}, { name: member.name, enrolment, ...made, ...(unitKey !== undefined && { unitKey }), totp }))
}

/**
 * The code of the step before, which leaves the present one for the first sign-in. It is good until the present step ends; so near to
 * that that the step might end under way, it waits for the next.
 */
async function earlierTotp(secret: string): Promise<string> {
  const left = STEP_MILLISECONDS - (Date.now() % STEP_MILLISECONDS)
  if (left < MARGIN_MILLISECONDS) await new Promise((next) => setTimeout(next, left + 100))
  return totpAt(secret, Date.now() - STEP_MILLISECONDS)
}

/** A passphrase takes a million rounds to stretch; the demonstration's are public, so what they give may be kept between starts. */
async function sealedOnce(name: string, cache: string): Promise<NewMember> {
  // A folder of its own for each shape of what is kept there.
  const file = `${cache}/with-verify/${name}.json`
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as NewMember
  const made = await sealMember(name, await demonstrationMember(name))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(made))
  return made
}

function need<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`示范人员没有建好：${answer.message || answer.code}`)
  return answer.value
}
