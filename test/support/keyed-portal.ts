/** A portal with a county's own keys: built from a copy of the tree, so that publishing a keyring and building again is the real thing. */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { profile } from '#contract/county/profile.ts'
import { enrol, inviteMember, type MemberRow } from '#contract/member.ts'
import { Keyring, readChallenge, readHealth } from '#contract/public.ts'
import { submitReport, type Filed } from '#contract/report.ts'
import type { Answer, Caller } from '../../site/api/call.ts'
import { cookieJar } from '../../site/cli/jar.ts'
import { addressOf, freePort, migrate, quiet, query, serve, type Place } from '../../site/cli/local/server.ts'
import { solveHere } from '../../site/cli/solve.ts'
import { callerFor } from '../../site/cli/staff-session.ts'
import { signInStaff, type StaffSession } from '../../site/console/session.ts'
import type { SealedFiling } from '../../site/crypto/filing.ts'
import { giveUnitKey, makeEnrolment, makeMember, type NewMember, type UnitKeys } from '../../site/crypto/member.ts'
import { totpAt } from '../../site/crypto/totp.ts'
import { copyCounty, runKeys } from './county-copy.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const STEP = 30_000

export interface Kept {
  readonly made: NewMember
  /** The last half minute whose code was used. */
  step: number
}

export class KeyedPortal {
  readonly copy: string
  private readonly home: string
  private readonly members = new Map<string, Kept>()
  private place: Place
  private server: ChildProcess | null = null

  constructor(home: string) {
    this.home = home
    this.copy = copyCounty(`${home}/county`, { linked: false })
    this.place = { out: `${home}/county/dist`, state: `${home}/state`, secrets: `${home}/secrets.env`, log: `${home}/server.log`, port: 0 }
  }

  get keyring(): Keyring {
    return Keyring.parse(JSON.parse(readFileSync(join(this.copy, 'content/county/keyring.json'), 'utf8')))
  }

  /** The keyring that `make` wrote becomes the county's, as the runbook says. */
  adopt(file: string): void {
    writeFileSync(join(this.copy, 'content/county/keyring.json'), readFileSync(file))
  }

  /** One of the ceremony's commands, as an official types it. */
  keys(...words: string[]): Record<string, unknown> {
    const { status, answer } = runKeys(this.copy, ...words)
    if (status !== 0) throw new Error(`${words.join(' ')}: ${answer.error?.message}`)
    return answer
  }

  /** Builds the copy as it is now and serves it on the same database. */
  async open(): Promise<void> {
    await this.close()
    const built = spawnSync(process.execPath, [join(this.copy, 'node_modules/.bin/astro'), 'build', '--root', 'site'], {
      cwd: this.copy, encoding: 'utf8', maxBuffer: 1 << 26, env: quiet({ ANSHAO_OUT: join(this.copy, 'dist'), ANSHAO_BASE: '/', ANSHAO_EDIT: '0' }),
    })
    if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`)
    this.place = { ...this.place, port: await freePort() }
    migrate(this.place)
    this.server = await serve(this.place)
  }

  async close(): Promise<void> {
    const { server } = this
    if (server === null) return
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
    this.server = null
  }

  get base(): string {
    return addressOf(this.place)
  }

  rows(sql: string): Record<string, unknown>[] {
    return query(this.place, sql)
  }

  path(...names: string[]): string {
    return join(ROOT, this.home, ...names)
  }

  /** Their own secrets and the unit's key, brought by whoever has it. `invite`: the administrator's session; null for the first one. */
  async enrol(row: Omit<MemberRow, 'standing'>, invite: Caller | { enrolment: string }, keys: UnitKeys | null): Promise<void> {
    const made = await makeMember(row.name)
    const enrolment = 'enrolment' in invite ? invite.enrolment : await this.invited(row, invite)
    const unitKey = keys === null ? {} : { unitKey: await giveUnitKey(keys, { county: profile.id, member: row.name, recipient: made.enrol.recipient }) }
    const step = Math.floor(Date.now() / STEP)
    need(await callerFor(this.base)(enrol, {}, { name: row.name, enrolment, ...made.enrol, ...unitKey, totp: totpAt(made.enrol.totpSecret, step * STEP) }))
    this.members.set(row.name, { made, step })
  }

  private async invited(row: Omit<MemberRow, 'standing'>, call: Caller): Promise<string> {
    const { enrolment, enrolmentHash } = await makeEnrolment()
    need(await call(inviteMember, {}, { ...row, enrolmentHash }))
    return enrolment
  }

  /** Signs in with name, passphrase and the next dynamic code, as the page with this keyring does. */
  async signIn(name: string): Promise<StaffSession> {
    await this.wake()
    const kept = this.members.get(name)
    if (kept === undefined) throw new Error(`nobody is called ${name}`)
    const { passphrase, totpSecret } = kept.made.show
    kept.step = Math.max(kept.step + 1, Math.floor(Date.now() / STEP))
    while (kept.step > Math.floor(Date.now() / STEP) + 1) await new Promise((next) => setTimeout(next, 250))
    const tools = { call: callerFor(this.base, cookieJar(null)), solve: solveHere, keyring: this.keyring }
    return need(await signInStaff(tools, { name, passphrase, totp: totpAt(totpSecret, kept.step * STEP) }))
  }

  /** A connection that was kept open has died while a command ran: asks until one is good. */
  private async wake(): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) if ((await callerFor(this.base)(readHealth, {}, {})).ok) return
  }

  async submit({ filing }: SealedFiling): Promise<Answer<Filed>> {
    await this.wake()
    const call = callerFor(this.base)
    return call(submitReport, {}, { filing, challenge: await solveHere(need(await call(readChallenge, {}, {}))) })
  }
}

export function need<T>(answer: { ok: true; value: T } | { ok: false; code: string; message: string }): T {
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`)
  return answer.value
}
