import type { Hono } from 'hono'
import type { ErrorCode } from '#contract/errors.ts'
import { profile } from '#contract/county/profile.ts'
import * as contract from '#contract/passkey.ts'
import type { App, Call } from '../http/context.ts'
import { memberOf, serve, type Answers } from '../http/serve.ts'
import { ok, refuse } from '../platform/result.ts'
import { accessOf, changePassphrase, changeTotp, removePasskey, type ChangeRefusal } from './access.ts'
import { listMemberEvents } from './history.ts'
import { makePasskeyChallenge } from './passkey-challenge.ts'
import { addPasskey, knownToAuthenticator, signInWithPasskey } from './passkeys.ts'
import { closePresented, openSession, presentedHash } from './session.ts'

const CHANGE: Answers<ChangeRefusal> = {
  unproven: ['forbidden', '这一步要用你自己的钥匙签名，没有对上，什么也没改。锁上再解锁，重来一次；还不行，请管理员重新开通。'],
  conflict: ['conflict', '你的登录方式刚刚在别处改过，这一步没有做。重新看一眼再来。'],
}
const WRONG_PASSKEY: [ErrorCode, string] = ['unauthenticated', '这把通行密钥登录不了：可能移除过，可能不是这里的，也可能等得太久。再按一次；还不行，用口令和动态码登录。']

export function mountAccess(app: Hono<App>): void {
  mountPasskeySignIn(app)
  mountOwnPasskeys(app)
  mountOwnSecrets(app)
  serve(app, contract.listMemberEvents, {}, async ({ c, input }) => ok(await listMemberEvents(c.env.DB, input.after)))
}

function mountPasskeySignIn(app: Hono<App>): void {
  serve(app, contract.startPasskeySignIn, {}, async ({ c }) => ok({ challenge: await makePasskeyChallenge(c.env, 'sign-in', c.get('now').seconds) }))
  serve(app, contract.signInWithPasskey, {
    wrong: WRONG_PASSKEY,
    other_member: ['forbidden', '这把通行密钥不是这个代号的。改一下代号，或者另选一把。'],
  }, async ({ c, input }) => {
    const result = await signInWithPasskey(placeOf(c), input)
    if (!result.ok) return result
    await closePresented(c)
    return (await openSession(c, result.value.me.name, { passkey: input.response.id })) ? result : refuse('wrong')
  })
}

function mountOwnPasskeys(app: Hono<App>): void {
  serve(app, contract.readAccess, {}, async ({ c }) => ok(await accessOf(c.env.DB, memberOf(c))))
  serve(app, contract.startPasskey, {}, async ({ c }) => {
    const member = memberOf(c)
    const challenge = await makePasskeyChallenge(c.env, `add:${member.name}`, c.get('now').seconds)
    return ok({ challenge, ...(await knownToAuthenticator(c.env.DB, c.env, member)) })
  })
  serve(app, contract.addPasskey, {
    ...CHANGE,
    wrong: ['invalid', '这台设备给的通行密钥没有核对上，没有加。再加一次。'],
    label_taken: ['conflict', '你已经有一把叫这个名字的通行密钥。换个名字。'],
    too_many: ['conflict', '通行密钥已经有10把，先移除不用的。'],
  }, async ({ c, input }) => addPasskey(placeOf(c), memberOf(c), input))
  serve(app, contract.removePasskey, { ...CHANGE, not_found: ['not_found', '没有叫这个名字的通行密钥，可能已经移除。'] }, async ({ c, input }) => removePasskey(await changerOf(c), input))
}

function mountOwnSecrets(app: Hono<App>): void {
  serve(app, contract.changePassphrase, CHANGE, async ({ c, input }) => changePassphrase(await changerOf(c), input))
  serve(app, contract.changeTotp, { ...CHANGE, wrong_totp: ['invalid', '动态码不对，请核对手机时间后重试。'] }, async ({ c, input }) => changeTotp(await changerOf(c), c.env, input))
}

/** The page's own origin as the call names it, and the one that the county publishes, in case a portal stands between. */
function placeOf(c: Call) {
  const origins = [...new Set([new URL(c.req.url).origin, ...(profile.address === undefined ? [] : [profile.address])])]
  return { db: c.env.DB, secrets: c.env, now: c.get('now'), site: { origins, hosts: origins.map((origin) => new URL(origin).hostname) } }
}

async function changerOf(c: Call) {
  return { db: c.env.DB, member: memberOf(c), now: c.get('now'), tokenHash: (await presentedHash(c)) ?? '' }
}
