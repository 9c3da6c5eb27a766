import type { Hono } from 'hono'
import type { ErrorCode } from '#contract/errors.ts'
import * as contract from '#contract/member.ts'
import type { App } from '../http/context.ts'
import * as unitKey from '#contract/unit-key.ts'
import { memberOf, serve, type Answers } from '../http/serve.ts'
import { ok, refuse } from '../platform/result.ts'
import { hashOf } from '../platform/secrets.ts'
import { mountAccess } from './access-routes.ts'
import type { InvitationRefusal } from './decide.ts'
import { disableMember, enrol, grantUnitKey, inviteMember, listColleagues, listMembers } from './members.ts'
import { closeSession, openSession } from './session.ts'
import { meOf, signIn, startSignIn, type SignInRefusal } from './sign-in.ts'
import { listKeysDue, readUnitKey, rotateUnitKey, withFittingBox, type RotationRefusal } from './unit-key.ts'

const SIGN_IN: Answers<SignInRefusal> = {
  challenge: ['challenge', '安全验证没有通过或已经用过，请再试一次。'],
  wrong: ['unauthenticated', '姓名代号、口令或动态码不对。动态码每个只能用一次。'],
}
const INVITE: Answers<InvitationRefusal | 'conflict'> = {
  conflict: ['conflict', '别人刚刚改过这位工作人员。看看最新的情况，再决定要不要做。'],
  unknown_unit: ['invalid', '没有这个单位。'],
  unfit_role: ['invalid', '这个岗位不能设在这个单位。'],
  mixed_roles: ['invalid', '审计员和管理员不能是同一个人。'],
  own_self: ['forbidden', '不能改自己的账号，请另一位管理员来做。'],
}
const UNPROVEN: [ErrorCode, string] = ['forbidden', '这把单位钥匙不是本单位的，或不是给这位工作人员的。']
const ROTATE: Answers<RotationRefusal> = {
  stale: ['conflict', '公钥册已经换过一版，或这不是本单位的钥匙。刷新这一页，再换一次。'],
  unproven: UNPROVEN,
  not_shared: ['conflict', '同事的名单刚刚变了。刷新这一页，再换一次。'],
}
const NO_SUCH_MEMBER = '没有这个工作人员。'

export function mountStaff(app: Hono<App>): void {
  mountSignIn(app)
  mountMembers(app)
  mountAccess(app)
  mountUnitKeys(app)
}

function mountSignIn(app: Hono<App>): void {
  serve(app, contract.startSignIn, {}, async ({ c, input }) => ok(await startSignIn(c.env.DB, c.env, input.name, c.get('now').seconds)))
  serve(app, contract.signIn, SIGN_IN, async ({ c, input }) => {
    const result = await signIn(c.env.DB, c.env, input, c.get('now').seconds)
    if (!result.ok) return result
    if (!(await openSession(c, result.value.name, { authHash: await hashOf(input.authKey) }))) return refuse('wrong')
    return ok(await withFittingBox(c.env.DB, result.value))
  })
  serve(app, contract.signOut, {}, async ({ c }) => {
    await closeSession(c)
    return ok({ ok: true as const })
  })
  serve(app, contract.readSession, {}, async ({ c }) => ok(await withFittingBox(c.env.DB, meOf(memberOf(c)))))
  serve(app, contract.enrol, {
    wrong_enrolment: ['forbidden', '代号或开通码不对，或开通码已经过期、用过。请管理员重新开通。'],
    wrong_totp: ['invalid', '动态码不对，请核对手机时间后重试。'],
    unproven: UNPROVEN,
  }, async ({ c, input: { signIn: stay, ...input } }) => {
    const result = await enrol(c.env.DB, c.env, input, c.get('now'))
    if (result.ok && stay === true && !(await openSession(c, result.value.name, { authHash: await hashOf(input.authKey) }))) return refuse('wrong_enrolment')
    return result
  })
}

function mountMembers(app: Hono<App>): void {
  serve(app, contract.listMembers, {}, async ({ c, input }) => ok(await listMembers(c.env.DB, input.after ?? '')))
  serve(app, contract.inviteMember, INVITE, async ({ c, input, today }) => {
    const { enrolmentHash, ...row } = input
    return inviteMember(c.env.DB, memberOf(c), row, enrolmentHash, today)
  })
  serve(app, contract.disableMember, {
    not_found: ['not_found', NO_SUCH_MEMBER],
    own_self: INVITE.own_self,
    conflict: INVITE.conflict,
  }, async ({ c, params, today }) => disableMember(c.env.DB, memberOf(c), params.name, today))
  serve(app, contract.listColleagues, {}, async ({ c }) => ok({ colleagues: await listColleagues(c.env.DB, memberOf(c)) }))
  serve(app, contract.grantUnitKey, {
    not_found: ['not_found', '本单位没有等着领密钥的这位同事。'],
    unproven: UNPROVEN,
  }, async ({ c, params, input, today }) => grantUnitKey(c.env.DB, memberOf(c), params.name, input, today))
}

function mountUnitKeys(app: Hono<App>): void {
  serve(app, unitKey.readUnitKey, {}, async ({ c }) => ok(await readUnitKey(c.env.DB, memberOf(c))))
  serve(app, unitKey.rotateUnitKey, ROTATE, async ({ c, input }) => rotateUnitKey(c.env.DB, memberOf(c), input))
  serve(app, unitKey.listKeysDue, {}, async ({ c }) => ok({ units: await listKeysDue(c.env.DB) }))
}
