/** 单位钥匙: somebody leaves a unit, the administrator and the colleagues are told, and a colleague changes its keys by keyboard alone. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { units } from '#contract/county/units.ts'
import { enrol, inviteMember } from '#contract/member.ts'
import { RotationCard } from '#contract/unit-key.ts'
import { callerFor } from '../../site/cli/staff-session.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { giveUnitKey, makeEnrolment, makeMember } from '../../site/crypto/member.ts'
import { problemOf } from '../../site/crypto/publish.ts'
import { KeyFile, keysIn } from '../../site/crypto/rotation.ts'
import { totpAt } from '../../site/crypto/totp.ts'
import { expect, test } from './steps/by-keys.ts'
import { press } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { portal } from './steps/place.ts'
import { enter, session, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

const CASTS = { phone: { unit: 'post', stays: 'post01', leaves: 'post02', named: '钱多多' }, desktop: { unit: 'labour', stays: 'labour01', leaves: 'labour02', named: '孙满仓' } } as const
/** Members' names: those of the demonstration, and those that this story invites at each size. */
const NAMES = { besides: /\b[a-z-]+(?:0\d|-phone|-desktop)\b/g }

/** A second member of the unit, who has its key. */
async function joins(unit: string, name: string, displayName: string): Promise<void> {
  const admin = await session('admin01')
  const { enrolment, enrolmentHash } = await makeEnrolment()
  const invited = await admin.tools.call(inviteMember, {}, { name, displayName, unit, roles: ['handler'], enrolmentHash })
  const made = await makeMember(name)
  const unitKey = await giveUnitKey(await demonstrationUnitKeys(unit), { county: profile.id, member: name, recipient: made.enrol.recipient })
  const enrolled = await callerFor(portal())(enrol, {}, { name, enrolment, ...made.enrol, unitKey, totp: totpAt(made.enrol.totpSecret, Date.now()) })
  expect([invited.ok, enrolled.ok]).toEqual([true, true])
}

async function save(page: Page, words: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('link', { name: words }))])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

test('somebody leaves a unit, and its keys are changed', async ({ page: admin, another, eyes }, { project }) => {
  test.setTimeout(150_000)
  const { unit, stays, leaves, named } = CASTS[project.name as keyof typeof CASTS]
  const short = units.find(({ id }) => id === unit)?.short ?? ''
  await joins(unit, leaves, named)

  await test.step('the administrator ends his access, and reads which unit should change its keys', async () => {
    await enter(admin, 'admin01')
    await press(admin.getByRole('button', { name: `停用${named}` }))
    await press(admin.getByRole('button', { name: `真的停用${named}` }))
    await told(admin, '他那个单位该换钥匙了')
    await expect(admin.getByText(/该换钥匙的单位：/)).toContainText(short)
    await inspect(admin, 'keys-due-admin', NAMES)
  })

  const she = await another()
  await test.step('his colleague is told on every screen, and where to do it', async () => {
    await enter(she, stays)
    await expect(she.getByRole('region', { name: '该换单位钥匙' })).toContainText('有人离开了本单位')
    await inspect(she, 'keys-due', NAMES)
    await press(she.getByRole('link', { name: '同事', exact: true }).first())
    await expect(she.getByText('换好、公布以后，新来的件他一件也打不开。')).toBeVisible()
  })

  await test.step('she changes the keys by keyboard alone', async () => {
    await press(she.getByRole('button', { name: '换单位钥匙', exact: true }))
    await expect(she.getByText('替本单位在用的1位同事各封一份')).toBeVisible()
    await inspect(she, 'keys-ask', NAMES)
    await press(she.getByRole('button', { name: '换', exact: true }))
    await expect(she.getByText(/换好了，1位同事各有一份/)).toBeVisible()
    await inspect(she, 'keys-changed', NAMES)
  })

  await test.step('and saves a card that the office can publish, and the new keys for the safe, without a request', async () => {
    const before = eyes.requests.length
    const [secret, card] = [await save(she, '存新的钥匙文件（保密）'), await save(she, '存公开卡片')]
    expect([secret.name, card.name, eyes.requests.length - before]).toEqual([`${unit}.private.2.json`, `${unit}.card.2.json`, 0])
    const file = KeyFile.parse(JSON.parse(secret.text))
    wrote('word', file.identity, file.sign)
    expect(keysIn(file).past).toEqual([(await demonstrationUnitKeys(unit)).identity])
    expect(problemOf(keyring, profile.id, RotationCard.parse(JSON.parse(card.text)))).toBeNull()
    expect(card.text).not.toContain(file.sign)
  })

  await test.step('until it is published she works on with the old keys, and reads that it waits', async () => {
    await enter(she, stays)
    await press(she.getByRole('link', { name: '同事', exact: true }).first())
    await expect(she.getByText('待公布。')).toBeVisible()
    await expect(she.getByRole('link', { name: '存公开卡片' })).toBeVisible()
    await expect(she.getByRole('link', { name: '存新的钥匙文件（保密）' })).toHaveCount(0)
    await expect(she.getByRole('region', { name: '该换单位钥匙' })).toHaveCount(0)
    await inspect(she, 'keys-pending', NAMES)
  })
})
