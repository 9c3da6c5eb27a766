/** Signs a command in as a member. Demonstration members need not tell their secrets, on loopback and with the demonstration keyring, and nowhere else. */
import { keyring } from '#contract/county/keyring.ts'
import { getBytes } from '../api/bytes.ts'
import { call, type Caller } from '../api/call.ts'
import { signInStaff, unlockStaff, whoIsSignedIn, type StaffSession, type StaffTools } from '../console/session.ts'
import { demonstrationMember } from '../crypto/demonstration.ts'
import { totpAt } from '../crypto/totp.ts'
import { cookieJar } from './jar.ts'
import { fail } from './print.ts'
import { solveHere } from './solve.ts'

const STEP_MILLISECONDS = 30_000
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

interface Secrets {
  readonly passphrase: string
  readonly totp: () => string
}

/** From the demonstration, or from the environment: ANSHAO_PASSPHRASE and ANSHAO_TOTP (six digits). */
async function secretsOf(name: string, base: string): Promise<Secrets> {
  const { ANSHAO_PASSPHRASE: passphrase, ANSHAO_TOTP: totp } = process.env
  if (passphrase !== undefined && totp !== undefined) return { passphrase, totp: () => totp }
  if (!keyring.demonstration || !LOOPBACK.includes(new URL(base).hostname)) {
    return fail('unauthenticated', '只有本机上的示范县可以这样登录。请设 ANSHAO_PASSPHRASE 和 ANSHAO_TOTP。')
  }
  const secrets = await demonstrationMember(name)
  return { passphrase: secrets.passphrase, totp: () => totpAt(secrets.totpSecret, Date.now()) }
}

/** A session that outlives the command, so that the next one neither signs in again nor waits for a fresh dynamic code. */
export async function staffSession(name: string, base: string, sessions: string): Promise<StaffSession> {
  const secrets = await secretsOf(name, base)
  const jar = cookieJar(`${sessions}/${name}@${new URL(base).port || '80'}.json`)
  const get: typeof getBytes = (operation, params, input) => getBytes(operation, params, input, { base, jar })
  const tools: StaffTools = { call: callerFor(base, jar), get, solve: solveHere, keyring }
  const me = await whoIsSignedIn(tools)
  if (me.ok && me.value.name === name) return settled(await unlockStaff(tools, me.value, secrets.passphrase))
  jar.clear()
  const first = await signInStaff(tools, { name, passphrase: secrets.passphrase, totp: secrets.totp() })
  if (first.ok || first.code !== 'unauthenticated') return settled(first)
  // Somebody signed in as this member within this half minute: the code is spent, the next one is not.
  await new Promise((next) => setTimeout(next, STEP_MILLISECONDS - (Date.now() % STEP_MILLISECONDS) + 100))
  return settled(await signInStaff(tools, { name, passphrase: secrets.passphrase, totp: secrets.totp() }))
}

export const callerFor = (base: string, jar = cookieJar(null)): Caller => (operation, params, input) => call(operation, params, input, { base, jar })

function settled(outcome: Awaited<ReturnType<typeof signInStaff>>): StaffSession {
  return outcome.ok ? outcome.value : fail(outcome.code, outcome.message || '没有登录成功。')
}
