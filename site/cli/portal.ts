/** The running demonstration: built, migrated, served, seeded and its cron run. `npm start` and the browser tests both begin here. */
import type { ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { profile } from '#contract/county/profile.ts'
import { todayIn } from '../ui/today.ts'
import { inviteAdministrator, missingMembers, seedMembers } from './local/seed.ts'
import { addressOf, build, migrate, runCron, serve, type Place } from './local/server.ts'
import { ADMINISTRATOR } from './local/demonstration-members.ts'
import { callerFor, staffSession } from './staff-session.ts'

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/anshao')

interface Portal {
  readonly server: ChildProcess
  readonly base: string
}

/** `say` is told each step. `built` skips the build. Whatever fails throws a sentence. */
export async function openPortal(place: Place & { sessions: string; built?: boolean; vars?: Record<string, string> }, say: (step: string) => void): Promise<Portal> {
  if (place.built !== true) {
    say('正在生成网站')
    build(place)
  }
  say('正在准备本机数据库')
  migrate(place)
  const missing = missingMembers(place)
  const today = todayIn(profile.timezone)
  const enrolment = missing.some((member) => member.name === ADMINISTRATOR) ? await inviteAdministrator(place, today) : null
  say('正在启动')
  const server = await serve(place, place.vars)
  const base = addressOf(place)
  if (missing.length > 0) {
    say(`正在建${missing.length}位示范工作人员`)
    const signIn = async () => (await staffSession(ADMINISTRATOR, base, place.sessions)).tools.call
    await seedMembers(missing, enrolment, { anyone: callerFor(base), signIn }, CACHE)
  }
  await runCron(place.port)
  return { server, base }
}
