import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { toBase64Url } from '#contract/bytes.ts'
import type { Call } from '../http/context.ts'
import { randomBytes } from '../platform/random.ts'
import { hashOf } from '../platform/secrets.ts'
import { deleteSession, findSession, insertSession, updateSeen, type Member, type WayIn } from './store.ts'

/** Under https the browser takes a `__Host-` cookie from this very host alone: no sibling host can slip one in (RFC 6265bis §4.1.3.2). */
const isSecure = (c: Call) => new URL(c.req.url).protocol === 'https:'
const cookieOf = (c: Call) => (isSecure(c) ? '__Host-anshao_staff' : 'anshao_staff')

export const IDLE_MINUTES = 30
export const LIFE_MINUTES = 10 * 60
const TOKEN = /^[A-Za-z0-9_-]{43}$/

const minuteOf = (c: Call) => Math.floor(c.get('now').seconds / 60)

/** Opens a session: 256 random bits in a cookie that scripts cannot read; the database keeps their SHA-256. False where the way in is gone meanwhile. */
export async function openSession(c: Call, member: string, by: WayIn): Promise<boolean> {
  const token = toBase64Url(randomBytes(32))
  const opened = await insertSession(c.env.DB, await hashOf(token), member, minuteOf(c), by).run()
  if (opened.meta.changes !== 1) return false
  setCookie(c, cookieOf(c), token, { path: '/', httpOnly: true, sameSite: 'Strict', secure: isSecure(c) })
  return true
}

/** The member of the call's session; null when there is none, or it was idle 30 minutes, or is 10 hours old. */
export async function findMember(c: Call): Promise<Member | null> {
  const hash = await presentedHash(c)
  if (hash === null) return null
  const session = await findSession(c.env.DB, hash)
  if (session === null || session.standing === 'disabled' || session.standing === 'invited') return null
  const minute = minuteOf(c)
  if (minute - session.seen >= IDLE_MINUTES || minute - session.started >= LIFE_MINUTES) {
    await deleteSession(c.env.DB, hash).run()
    return null
  }
  if (minute > session.seen) await updateSeen(c.env.DB, hash, minute).run()
  return session
}

/** Under which the session that the call presents is kept; null when it presents none. */
export async function presentedHash(c: Call): Promise<string | null> {
  const token = getCookie(c, cookieOf(c))
  return token !== undefined && TOKEN.test(token) ? hashOf(token) : null
}

/** Ends the session that the call presents; its cookie is about to be replaced. */
export async function closePresented(c: Call): Promise<void> {
  const hash = await presentedHash(c)
  if (hash !== null) await deleteSession(c.env.DB, hash).run()
}

export async function closeSession(c: Call): Promise<void> {
  await closePresented(c)
  deleteCookie(c, cookieOf(c), { path: '/', secure: isSecure(c) })
}
