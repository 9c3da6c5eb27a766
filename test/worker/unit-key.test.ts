/** Who may become a member of a unit: not by an administrator's word alone. 罗管 administers, 消防 is the unit. */
import { describe, expect, it } from 'vitest'
import { listReports } from '#contract/inbox.ts'
import { profile } from '#contract/county/profile.ts'
import { enrol, grantUnitKey, inviteMember, readSession } from '#contract/member.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { giveUnitKey, makeEnrolment, makeMember, type NewMember } from '../../site/crypto/member.ts'
import { totpAt } from '../../site/crypto/totp.ts'
import { callerOf } from '../support/api.ts'
import { signedIn } from '../support/members.ts'

const anyone = callerOf()
const to = (member: string, recipient: string) => ({ county: profile.id, member, recipient })

async function invited(name: string): Promise<{ enrolment: string; made: NewMember }> {
  const admin = await signedIn({ name: `admin-of-${name}`, unit: null, roles: ['administrator'] })
  const { enrolment, enrolmentHash } = await makeEnrolment()
  await admin.call(inviteMember, {}, { name, displayName: '消防新人', unit: 'fire', roles: ['handler'], enrolmentHash })
  return { enrolment, made: await makeMember(name) }
}

const handIn = (name: string, { enrolment, made }: { enrolment: string; made: NewMember }, unitKey?: Awaited<ReturnType<typeof giveUnitKey>>) =>
  anyone(enrol, {}, { name, enrolment, ...made.enrol, totp: totpAt(made.enrol.totpSecret, Date.now()), ...(unitKey !== undefined && { unitKey }) })

describe('becoming a member of a unit', () => {
  it('takes the unit’s own key, brought from its key file', async () => {
    const start = await invited('fire-first')
    const given = await giveUnitKey(await demonstrationUnitKeys('fire'), to('fire-first', start.made.enrol.recipient))
    expect(await handIn('fire-first', start, given)).toMatchObject({ ok: true, value: { standing: 'active' } })
  })

  it('refuses an administrator who makes a member and signs with anything else', async () => {
    const start = await invited('fire-false')
    const { recipient } = start.made.enrol
    const keys = await demonstrationUnitKeys('fire')
    const own = await demonstrationUnitKeys('market')
    const wrong = [
      await giveUnitKey({ ...own, unit: 'fire' }, to('fire-false', recipient)),
      await giveUnitKey(keys, to('somebody-else', recipient)),
      await giveUnitKey(keys, { ...to('fire-false', recipient), county: 'elsewhere' }),
      await giveUnitKey(keys, to('fire-false', (await makeMember('x')).enrol.recipient)),
    ]
    for (const given of wrong) expect(await handIn('fire-false', start, given)).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('leaves one who has no key waiting, who sees no list until a colleague gives it', async () => {
    const start = await invited('fire-second')
    expect(await handIn('fire-second', start)).toMatchObject({ ok: true, value: { standing: 'waiting' } })
    const waiting = await signedIn({ name: 'fire-third', unit: 'fire', roles: ['handler'], standing: 'waiting' })
    expect(await waiting.call(readSession, {}, {})).toMatchObject({ ok: true })
    expect(await waiting.call(listReports, {}, {})).toMatchObject({ ok: false, code: 'forbidden' })

    const colleague = await signedIn('fire01')
    const stranger = await signedIn('market01')
    const given = await giveUnitKey(await demonstrationUnitKeys('fire'), to('fire-second', start.made.enrol.recipient))
    expect(await stranger.call(grantUnitKey, { name: 'fire-second' }, given)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await colleague.call(grantUnitKey, { name: 'fire-second' }, { ...given, proof: 'A'.repeat(86) })).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await colleague.call(grantUnitKey, { name: 'fire-second' }, given)).toMatchObject({ ok: true })
    expect(await colleague.call(grantUnitKey, { name: 'fire-second' }, given)).toMatchObject({ ok: false, code: 'not_found' })
  })
})
