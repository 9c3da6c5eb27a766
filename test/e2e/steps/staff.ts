/** What members do at /staff. Their secrets are the demonstration's, which are public; each dynamic code serves once. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { keyring } from '#contract/county/keyring.ts'
import { moveWords } from '#contract/county/moves.ts'
import type { Move } from '#contract/rules/moves.ts'
import { cookieJar } from '../../../site/cli/jar.ts'
import { solveHere } from '../../../site/cli/solve.ts'
import { callerFor } from '../../../site/cli/staff-session.ts'
import { signInStaff, unlockStaff, whoIsSignedIn, type StaffSession } from '../../../site/console/session.ts'
import { demonstrationMember } from '../../../site/crypto/demonstration.ts'
import { totpAt } from '../../../site/crypto/totp.ts'
import { keepsFocus, press, type } from './hands.ts'
import { HOME, portal } from './place.ts'
import { expect } from './test.ts'
import { wrote } from './typed.ts'

const STEP = 30_000
const pause = (milliseconds: number) => new Promise((over) => setTimeout(over, milliseconds))

/** One test at a time signs in as a member: the portal takes each member's codes in their order. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = `${HOME}/${name}.lock`
  while (!take(lock)) await pause(100)
  try {
    return await work()
  } finally {
    rmdirSync(lock)
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false // Another test has it.
  }
}

/** A code that nobody used: of this half minute, or of the next, which the portal takes too; only then a wait. */
async function freshTotp(name: string, secret: string): Promise<string> {
  const file = `${HOME}/${name}.step`
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : firstStep(name)
  const step = Math.max(last + 1, Math.floor(Date.now() / STEP))
  while (step > Math.floor(Date.now() / STEP) + 1) await pause(250)
  writeFileSync(file, String(step))
  return totpAt(secret, step * STEP)
}

/** Opening the portal signed its administrator in, half a minute ago or less. */
const firstStep = (name: string) => (name === 'admin01' ? Math.floor(Date.now() / STEP) : 0)

/** Signs in as people do: name, passphrase, dynamic code. */
export async function signIn(page: Page, name: string): Promise<void> {
  const { passphrase, totpSecret } = await demonstrationMember(name)
  wrote('word', passphrase, totpSecret)
  await alone(name, async () => {
    await type(page.getByLabel('代号'), name)
    await type(page.getByLabel('口令'), passphrase)
    await type(page.getByLabel('动态码'), await freshTotp(name, totpSecret))
    await press(page.getByRole('button', { name: '登录', exact: true }))
    await expect(page.getByRole('button', { name: '退出' })).toBeVisible({ timeout: 30_000 })
  })
}

/** A session from a terminal, the same for all tests of this member: to bring about what a test needs. */
export function session(name: string): Promise<StaffSession> {
  return alone(name, async () => {
    const { passphrase, totpSecret } = await demonstrationMember(name)
    const tools = { call: callerFor(portal(), cookieJar(jarOf(name))), solve: solveHere, keyring }
    const me = await whoIsSignedIn(tools)
    const enter = async () => signInStaff(tools, { name, passphrase, totp: await freshTotp(name, totpSecret) })
    let outcome = me.ok ? await unlockStaff(tools, me.value, passphrase) : await enter()
    // A command that another test runs beside this one may have used the code of this half minute.
    if (!outcome.ok && outcome.code === 'unauthenticated') outcome = await enter()
    if (!outcome.ok) throw new Error(`${name} is not let in: ${outcome.code} ${outcome.message}`)
    return outcome.value
  })
}

const jarOf = (name: string) => `${HOME}/sessions/of-${name}.json`

/** Comes to the console with that session's cookie and opens the keys with the passphrase: quicker than a sign-in, and as real. */
export async function enter(page: Page, name: string): Promise<void> {
  await bringCookie(page, name)
  await page.goto('/staff')
  await unlock(page, name)
}

export async function bringCookie(page: Page, name: string): Promise<void> {
  if (!existsSync(jarOf(name))) await session(name)
  const cookies = JSON.parse(readFileSync(jarOf(name), 'utf8')) as [string, string][]
  await page.context().addCookies(cookies.map(([cookie, value]) => ({ name: cookie, value: value.split(';')[0] ?? '', url: portal(), httpOnly: true, sameSite: 'Strict' })))
}

export async function unlock(page: Page, name: string): Promise<void> {
  const { passphrase } = await demonstrationMember(name)
  wrote('word', passphrase)
  await type(page.getByLabel('口令'), passphrase)
  await press(page.getByRole('button', { name: '解锁', exact: true }))
  await expect(page.getByRole('button', { name: '退出' })).toBeVisible({ timeout: 30_000 })
}

/** The list has come: what is not in it now is not there. */
export const listed = (page: Page): Promise<void> => expect(page.locator('.queue .rows[aria-busy="false"] li, .queue .none').first()).toBeVisible()

/** Opens a report from the list. */
export async function open(page: Page, reference: string): Promise<void> {
  await press(page.getByRole('button', { name: reference }))
  await expect(page.getByText(`编号 ${reference}`)).toBeVisible()
  await expect(page.getByRole('heading', { name: '现在能做什么' })).toBeVisible()
}

/** Opens the report again that is open now: from the list on a phone, in its place on a desk. */
export async function reopen(page: Page, reference: string): Promise<void> {
  const back = page.getByRole('button', { name: '← 回到收件' })
  if (await back.isVisible()) await press(back)
  await open(page, reference)
}

/** A move's form, opened by its button. `words`: what it is called, where a question calls it otherwise. */
export async function begin(page: Page, move: Move, words: { readonly label: string } = moveWords.moves[move]): Promise<Locator> {
  const { label } = words
  await press(page.getByRole('complementary', { name: '现在能做什么' }).getByRole('button', { name: label, exact: true }))
  const form = page.locator('form').filter({ has: page.getByRole('heading', { name: label, exact: true }) })
  await expect(form).toBeVisible()
  return form
}

/** Sees what is said after a move. */
export async function told(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible({ timeout: 20_000 })
  await keepsFocus(page)
}

/** The link to a part of the console, with or without what waits there. */
export const section = (page: Page, name: string): Locator => page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: new RegExp(`^${name}(（.+）)?$`) })
