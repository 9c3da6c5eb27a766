/** A new member's first day by keyboard, a passkey that opens everything, what was lost and how it came back; and a passkey that opens nothing. */
import type { Page } from '@playwright/test'
import { inviteMember, listColleagues } from '#contract/member.ts'
import { giveUnitKey } from '../../site/console/colleagues/give.ts'
import { showEnrolment } from '../../site/console/sign-in/enrol.ts'
import { makeEnrolment } from '../../site/crypto/member.ts'
import { totpAt } from '../../site/crypto/totp.ts'
import { expect, test } from './steps/by-keys.ts'
import { press, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { portal } from './steps/place.ts'
import { enter, session, told } from './steps/staff.ts'
import type { Eyes } from './steps/test.ts'
import { wrote } from './steps/typed.ts'

const STEP = 30_000
const NAMES = { besides: /(fire|water)-(phone|desktop)|[A-Z2-7]{4}( [A-Z2-7]{4})+|[0-9a-z]{4}(-[0-9a-z]{4}){3}|[a-z]+0\d|[a-z]+-[a-z]+/g }

/** Passkeys need a name in the address: the same portal, called by the machine's own. */
const byName = () => portal().replace('127.0.0.1', 'localhost')
function comeByName(eyes: Eyes): void {
  eyes.forgive(/another host was asked: http:\/\/localhost:/)
  eyes.forgive(/Failed to load resource: the server responded with a status of 40[013]/)
}

/** A device with a finger always on it, that keeps passkeys, with or without secrets of their own. */
async function giveDevice(page: Page, hasPrf: boolean): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, hasPrf, isUserVerified: true, automaticPresenceSimulation: true },
  })
}

async function invited(name: string, unit: string): Promise<string> {
  const { enrolment, enrolmentHash } = await makeEnrolment()
  const answer = await (await session('admin01')).tools.call(inviteMember, {}, { name, displayName: '新来的小周', unit, roles: ['handler'], enrolmentHash })
  if (!answer.ok) throw new Error(answer.code)
  wrote('word', enrolment)
  return enrolment
}

/** A colleague reads twelve digits and gives the unit's key. */
async function keyed(name: string, unit: string): Promise<void> {
  const colleague = await session(`${unit}01`)
  const waiting = await colleague.tools.call(listColleagues, {}, {})
  const one = waiting.ok ? waiting.value.colleagues.find((row) => row.name === name) : undefined
  if (one === undefined || !(await giveUnitKey(colleague, one)).ok) throw new Error(`${name} is not keyed`)
}

class Authenticator {
  private last = 0
  private readonly secret: string
  constructor(secret: string) {
    this.secret = secret
    wrote('word', secret)
  }

  /** A code that was not used yet; waits where the next one is too far away. */
  async code(): Promise<string> {
    const step = Math.max(this.last + 1, Math.floor(Date.now() / STEP))
    while (step > Math.floor(Date.now() / STEP) + 1) await new Promise((next) => setTimeout(next, 250))
    this.last = step
    return totpAt(this.secret, step * STEP)
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const secretIn = async (page: Page) => ((await page.locator('.secret code').textContent()) ?? '').trim()

async function readAuthenticator(page: Page): Promise<Authenticator> {
  return new Authenticator(((await page.locator('code.long').textContent()) ?? '').replace(/\s/g, ''))
}

/** By keyboard: code, passphrase on paper and typed back, authenticator. Stops where the passkey is offered. */
async function enrol(page: Page, name: string, code: string, look: boolean): Promise<{ passphrase: string; app: Authenticator }> {
  await page.goto(`${byName()}/staff`)
  await expect(button(page, '用通行密钥登录')).toBeVisible()
  await press(button(page, '用开通码开通'))
  await expect(page.getByLabel('开通码')).toBeVisible()
  await type(page.getByLabel('代号'), name)
  await type(page.getByLabel('开通码'), showEnrolment(code))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '把口令抄在纸上' })).toBeFocused({ timeout: 30_000 })
  const passphrase = await secretIn(page)
  wrote('word', passphrase)
  if (look) await inspect(page, 'enrol-passphrase', NAMES)
  await press(button(page, '抄好了，下一步'))
  await type(page.getByLabel('口令', { exact: true }), 'abcd-efgh-jkmn-pqrs')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: '和刚才的不一样' })).toBeVisible()
  await press(button(page, '再看一眼口令'))
  await press(button(page, '上一步'))
  await expect(page.getByLabel('代号')).toHaveValue(name)
  await press(page.getByLabel('代号'))
  expect(await secretIn(page), 'nothing is lost by going back').toBe(passphrase)
  await press(button(page, '抄好了，下一步'))
  await type(page.getByLabel('口令', { exact: true }), passphrase.toUpperCase().replaceAll('-', ' '))
  if (look) await inspect(page, 'enrol-repeat', NAMES)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '用手机验证器扫码' })).toBeFocused()
  const app = await readAuthenticator(page)
  if (look) await inspect(page, 'enrol-authenticator', NAMES)
  await type(page.getByLabel('动态码'), await app.code())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '以后用指纹或面容登录' })).toBeFocused({ timeout: 30_000 })
  return { passphrase, app }
}

async function signInWithPaper(page: Page, name: string, passphrase: string, app: Authenticator): Promise<void> {
  await type(page.getByLabel('代号'), name)
  await type(page.getByLabel('口令'), passphrase)
  await type(page.getByLabel('动态码'), await app.code())
  await press(button(page, '登录'))
  await expect(button(page, '退出')).toBeVisible({ timeout: 30_000 })
}

test('a new member’s first day, and what was lost later', async ({ page: zhou, another, eyes }, { project }) => {
  test.setTimeout(240_000)
  comeByName(eyes)
  const name = `fire-${project.name}`
  const code = await invited(name, 'fire')
  await giveDevice(zhou, true)

  const { passphrase, app } = await test.step('zhou opens the account step by step, by keyboard, and loses nothing by going back', () => enrol(zhou, name, code, true))

  await test.step('adds a passkey and waits for the unit’s key, which a colleague gives', async () => {
    await inspect(zhou, 'enrol-passkey', NAMES)
    await press(button(zhou, '加一把通行密钥'))
    await expect(zhou.getByRole('heading', { name: '请同事把单位钥匙交给你' })).toBeFocused({ timeout: 30_000 })
    await press(button(zhou, '交了，看看'))
    await expect(zhou.getByRole('alert').filter({ hasText: '还没有交' })).toBeVisible()
    await inspect(zhou, 'enrol-waiting', NAMES)
    await keyed(name, 'fire')
    await zhou.keyboard.press('Enter')
    await expect(zhou.getByRole('link', { name: '收件' })).toBeVisible({ timeout: 30_000 })
  })

  await test.step('comes back with the passkey alone, without a name, and the keys are open', async () => {
    await press(button(zhou, '退出'))
    await expect(button(zhou, '用通行密钥登录')).toBeVisible()
    await inspect(zhou, 'sign-in-passkey', NAMES)
    await type(zhou.getByLabel('代号'), '')
    await press(button(zhou, '用通行密钥登录'))
    await expect(zhou.getByRole('link', { name: '收件' })).toBeVisible({ timeout: 30_000 })
    await expect(zhou.getByText('还差单位的钥匙')).toHaveCount(0)
    await press(button(zhou, '锁上'))
    await inspect(zhou, 'unlock-passkey', NAMES)
    await press(button(zhou, '用通行密钥解锁'))
    await expect(button(zhou, '退出')).toBeVisible({ timeout: 30_000 })
  })

  const renewed = await test.step('has lost the paper: a new passphrase, and a new authenticator', async () => {
    await press(zhou.getByRole('link', { name: '我的登录' }))
    await expect(zhou.getByText('登录就能打开钥匙')).toBeVisible()
    await press(button(zhou, '换一个口令'))
    await expect(zhou.locator('.secret code')).toBeVisible({ timeout: 30_000 })
    const next = await secretIn(zhou)
    wrote('word', next)
    await inspect(zhou, 'access-passphrase', NAMES)
    await type(zhou.getByLabel('照着纸上输一遍'), next)
    await press(button(zhou, '换成新的口令'))
    await told(zhou, '口令换好了')
    await press(button(zhou, '换一个验证器'))
    const newApp = await readAuthenticator(zhou)
    await inspect(zhou, 'access-authenticator', NAMES)
    await type(zhou.getByLabel('新的动态码'), await newApp.code())
    await press(button(zhou, '换成新的验证器'))
    await told(zhou, '验证器换好了')
    await press(button(zhou, '退出'))
    return { passphrase: next, app: newApp }
  })

  await test.step('has lost the device: reads what to do, signs in with paper and the authenticator, and removes the passkey', async () => {
    await press(button(zhou, '登录不了？'))
    await expect(zhou.getByRole('heading', { name: '登录不了怎么办' })).toBeFocused()
    await inspect(zhou, 'trouble', NAMES)
    await press(button(zhou, '回到登录'))
    await type(zhou.getByLabel('代号'), name)
    await type(zhou.getByLabel('口令'), passphrase)
    await type(zhou.getByLabel('动态码'), await app.code())
    await press(button(zhou, '登录'))
    await expect(zhou.getByRole('alert').filter({ hasText: '不对' })).toBeVisible({ timeout: 30_000 })
    await signInWithPaper(zhou, name, renewed.passphrase, renewed.app)
    await press(zhou.getByRole('link', { name: '我的登录' }))
    await expect(zhou.getByText('登录就能打开钥匙')).toBeVisible()
    await inspect(zhou, 'access', NAMES)
    await press(zhou.getByRole('button', { name: /^移除/ }))
    await press(zhou.getByRole('button', { name: /^真的移除/ }))
    await told(zhou, '移除了')
    await press(button(zhou, '退出'))
    await press(button(zhou, '用通行密钥登录'))
    await expect(zhou.getByRole('alert').filter({ hasText: '这把通行密钥登录不了' })).toBeVisible()
  })

  await test.step('the auditor sees each of these steps, and that none was changed', async () => {
    const auditor = await another()
    await enter(auditor, 'auditor01')
    await press(button(auditor, '核对全部工作人员'))
    await expect(auditor.getByText(/一环扣一环，没有改动/)).toBeVisible()
    await press(auditor.locator('summary').filter({ hasText: name }))
    for (const said of ['自己开通了账号', '把单位钥匙交给新来的小周', '加了一把通行密钥', '换了口令', '换了验证器', '移除了一把通行密钥']) await expect(auditor.locator('details[open]').getByText(said)).toBeVisible()
    await inspect(auditor, 'audit-members', NAMES)
  })
})

test('a passkey that keeps no secret signs in, and the passphrase opens the keys', async ({ page, eyes }, { project }) => {
  test.setTimeout(180_000)
  comeByName(eyes)
  const name = `water-${project.name}`
  const code = await invited(name, 'water')
  await giveDevice(page, false)
  const { passphrase } = await enrol(page, name, code, false)
  await press(button(page, '加一把通行密钥'))
  await expect(page.getByRole('heading', { name: '请同事把单位钥匙交给你' })).toBeFocused({ timeout: 30_000 })
  await press(button(page, '先进工作台，在里面等'))
  await press(page.getByRole('link', { name: '我的登录' }))
  await expect(page.getByText('登录以后还要输一次口令')).toBeVisible()
  await press(button(page, '退出'))
  await type(page.getByLabel('代号'), 'desk01')
  await press(button(page, '用通行密钥登录'))
  await expect(page.getByRole('alert').filter({ hasText: '不是这个代号的' })).toBeVisible()
  await type(page.getByLabel('代号'), '')
  await press(button(page, '用通行密钥登录'))
  await expect(page.getByRole('status').filter({ hasText: '再输一次口令' })).toBeVisible({ timeout: 30_000 })
  await inspect(page, 'unlock-after-passkey', NAMES)
  await type(page.getByLabel('口令'), passphrase)
  await press(button(page, '解锁'))
  await expect(page.getByText('还差单位的钥匙')).toBeVisible({ timeout: 30_000 })
})

test('from an address of numbers the page says why there are no passkeys, and where they are', async ({ page }) => {
  await page.goto('/staff')
  await expect(button(page, '登录')).toBeVisible()
  await expect(page.getByText('通行密钥要从网址打开才能用')).toBeVisible()
  await expect(page.getByRole('link', { name: '换成本机的名字打开' })).toHaveAttribute('href', `${byName()}/staff`)
  await expect(button(page, '用通行密钥登录')).toHaveCount(0)
})
