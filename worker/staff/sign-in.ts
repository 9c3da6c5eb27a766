import type { Me } from '#contract/member.ts'
import type { Challenge } from '#contract/public.ts'
import type { SolvedChallenge } from '#contract/report.ts'
import { checkAltcha, makeAltcha } from '../challenge/altcha.ts'
import { insertSpent } from '../challenge/store.ts'
import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { hashOf, hmac, secretFor, unlock, type Secrets } from '../platform/secrets.ts'
import { countFailures, findMemberByName, insertFailure, takeTotpStep, type Member } from './store.ts'
import { stepOf } from './totp.ts'

export type SignInRefusal = 'challenge' | 'wrong'

const BASE_COST = 200
const MAX_COST = 12_800

/**
 * Failures make the next challenge for that name dearer, up to about a minute of work, and never refuse: whoever knows the secrets
 * always gets in, so nobody can be locked out by a stranger who only knows a name.
 */
export const signInCost = (failures: number): number => Math.min(MAX_COST, BASE_COST * 2 ** Math.min(10, Math.max(0, failures - 2)))

/** The salt of a name, invented but steady where nobody has that name, so that names cannot be probed. */
export async function startSignIn(db: D1Database, secrets: Secrets, name: string, seconds: number): Promise<{ salt: string; challenge: Challenge }> {
  const member = await findMemberByName(db, name)
  const failures = await countFailures(db, name, Math.floor(seconds / 3600))
  const invented = await hmac(await secretFor(secrets, 'salt'), name)
  const challenge = await makeAltcha(secrets, `sign-in:${name}`, signInCost(failures), seconds)
  return { salt: member?.salt ?? invented, challenge: { kind: 'altcha', challenge } }
}

interface Attempt {
  readonly name: string
  readonly authKey: string
  readonly totp: string
  readonly challenge: SolvedChallenge
}

/**
 * Spends the challenge first, then looks at the secrets: a guess costs its work whether right or wrong. The work must be what the name
 * costs now: else somebody could fetch a thousand cheap challenges before the first guess.
 */
export async function signIn(db: D1Database, secrets: Secrets, attempt: Attempt, seconds: number): Promise<Result<Me, SignInRefusal>> {
  if (attempt.challenge.kind !== 'altcha') return refuse('challenge')
  const cost = signInCost(await countFailures(db, attempt.name, Math.floor(seconds / 3600)))
  const spent = await checkAltcha(secrets, `sign-in:${attempt.name}`, attempt.challenge.payload, cost)
  if (spent === null) return refuse('challenge')
  if (!(await commit(db, [insertSpent(db, spent)])).ok) return refuse('challenge')

  const member = await findMemberByName(db, attempt.name)
  if (member !== null && (await isRight(db, secrets, member, attempt, seconds))) return ok(meOf(member))
  await insertFailure(db, attempt.name, Math.floor(seconds / 3600)).run()
  return refuse('wrong')
}

async function isRight(db: D1Database, secrets: Secrets, member: Member, attempt: Attempt, seconds: number): Promise<boolean> {
  if (member.authHash === null || member.totpSealed === null || member.standing === 'disabled') return false
  if ((await hashOf(attempt.authKey)) !== member.authHash) return false
  const step = stepOf(await unlock(secrets, 'totp', member.name, member.totpSealed), attempt.totp, seconds)
  if (step === null) return false
  const taken = await takeTotpStep(db, member.name, step).run()
  return taken.meta.changes === 1
}

/** What a member is told of themselves. Throws for one who never enrolled: such a member has no session. */
export function meOf(member: Member): Me {
  if (member.salt === null || member.memberBox === null) throw new Error('member without keys')
  const { name, displayName, unit, roles, salt } = member
  return { name, displayName, unit, roles, salt, keys: { member: member.memberBox, unit: member.unitBox } }
}
