/** What supervisor and auditor do, from a terminal: the same functions as the console's. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { exportReport } from '#contract/archive.ts'
import { EventQuery, listEvents } from '#contract/audit.ts'
import { BoardQuery, countBoard, listBoard, listLateAwards } from '#contract/board.ts'
import { archiveName, checkArchive, readArchive } from '../console/archive/check.ts'
import { openArchive } from '../console/archive/open.ts'
import { verifyAll } from '../console/audit/verify-all.ts'
import type { StaffSession } from '../console/session.ts'
import type { Words } from './arguments.ts'
import { need } from './need.ts'
import { allPages } from './pages.ts'
import { fail } from './print.ts'

type Verb = (session: StaffSession, words: Words) => Promise<unknown>

/** The options of these names that were given. */
const given = (words: Words, ...names: readonly string[]) => Object.fromEntries(names.flatMap((name) => (words.one(name) === undefined ? [] : [[name, words.one(name)]])))

const board: Verb = async (session, words) => {
  const query = BoardQuery.safeParse({ due: 'overdue', ...given(words, 'due', 'owes', 'clock') })
  if (!query.success) return fail('invalid', '--due 是 overdue 或 soon；--owes 和 --clock 一次只能用一个。')
  const { counts } = need(await session.tools.call(countBoard, {}, {}))
  const reports = await allPages((from) => session.tools.call(listBoard, {}, { ...query.data, ...from }), (page) => page.reports)
  return { counts, reports }
}

/** Claimed rewards that nobody goes on with. */
const lateAwards: Verb = (session) => allPages((from) => session.tools.call(listLateAwards, {}, from), (page) => page.awards)

async function eventsOf(session: StaffSession, query: Record<string, unknown>): Promise<unknown> {
  const parsed = EventQuery.safeParse(query)
  if (!parsed.success) return fail('invalid', '条件不对：--kind 是流转记录的种类，--member 是代号，--day 写成 2026-11-22。')
  return await allPages((from) => session.tools.call(listEvents, {}, { ...parsed.data, ...from }), (page) => page.events)
}

const events: Verb = (session, words) => eventsOf(session, { ...given(words, 'kind', 'member', 'day'), ...(words.rest[2] !== undefined && { reference: words.rest[2] }) })

const refusals: Verb = async (session, words) => ({
  refused: await eventsOf(session, { ...given(words, 'member', 'day'), kind: 'refused' }), referred: await eventsOf(session, { ...given(words, 'member', 'day'), kind: 'referred' }),
})

/** Writes the file and prints where it is. */
const take: Verb = async (session, words) => {
  const reference = words.rest[2] ?? fail('invalid', '要写明公开编号，例如 0123-4567。')
  const folder = resolve(words.one('to') ?? '.')
  // Before it is asked for: an export stands in the history for good.
  mkdirSync(folder, { recursive: true })
  const archive = need(await session.tools.call(exportReport, { reference }, {}))
  const file = resolve(folder, archiveName(reference))
  writeFileSync(file, JSON.stringify(archive), { mode: 0o600 })
  return { reference, file, day: archive.day, parts: Object.keys(archive.manifest) }
}

/** Without a file: every history there is. With one: the archive in it, opened too if the unit holds a key to it. */
const verify: Verb = async (session, words) => {
  const file = words.rest[2]
  if (file === undefined) return need(await verifyAll(session.tools, () => undefined))
  const archive = readArchive(textOf(file))
  if (archive === null) return fail('invalid', '这不是封存档案。')
  const checks = await checkArchive(archive, session.tools.call)
  const opened = session.unitKeys === null ? null : await openArchive(session, archive)
  return {
    reference: archive.receipt.reference, day: archive.day, holds: checks.every(({ standing }) => standing !== 'bad'), checks: checks.map(({ what, standing }) => ({ what, standing })),
    content: opened?.content?.words ?? null, messages: opened?.dialogue.map(({ author, day, words: said }) => ({ author, day, text: said?.text ?? null })) ?? null,
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return fail('invalid', '没有这个文件，或者读不了。')
  }
}

export const OVERSIGHT_VERBS: readonly (readonly [string, Verb])[] = [['board', board], ['late-awards', lateAwards], ['events', events], ['refusals', refusals], ['export', take], ['verify', verify]]
