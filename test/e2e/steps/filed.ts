/** Reports that a test only needs to be there: filed, and moved, by the browser's own modules from a terminal. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readReport } from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { sendFiles } from '../../../site/cli/evidence.ts'
import { callerFor } from '../../../site/cli/staff-session.ts'
import type { Outcome } from '../../../site/console/outcome.ts'
import { unsealReport, type UnsealedReport } from '../../../site/console/report/unseal.ts'
import type { FileToSeal } from '../../../site/crypto/filing.ts'
import type { StaffSession } from '../../../site/console/session.ts'
import { fileReport, type FiledReport } from '../../../site/report/submit.ts'
import { trackReport, type OpenReport } from '../../../site/track/track.ts'
import { must } from '../../support/must.ts'
import { TIPS, type TipFixture } from '../../support/tips.ts'
import { portal } from './place.ts'
import { session } from './staff.ts'
import { wrote, wroteCode } from './typed.ts'

/** The tip whose file begins with this number. */
export function tipOf(number: string): TipFixture['tip'] {
  const found = TIPS.find(({ name }) => name.startsWith(number))
  if (found === undefined) throw new Error(`there is no tip ${number}`)
  return found.tip
}

export async function filed(tip: TipFixture['tip'], files: readonly FileToSeal[] = []): Promise<FiledReport> {
  wrote('text', tip.place, tip.subject, tip.body)
  wrote('word', tip.identity?.name, tip.identity?.phone)
  const done = await fileReport({ avoid: [], language: 'zh', ...tip }, { call: callerFor(portal()) }, files)
  if (!done.ok) throw new Error(`not filed: ${JSON.stringify(done)}`)
  wroteCode(done.value.code)
  wrote('reference', done.value.reference)
  return done.value
}

/** Files with these names and bytes, sent as the command sends them. `cleaned`: what the sender's device says that it took out. */
export async function sent(files: Readonly<Record<string, Uint8Array>>, cleaned: Readonly<Record<string, string[]>> = {}): Promise<FileToSeal[]> {
  const safe = mkdtempSync(join(tmpdir(), 'anshao-sent-'))
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(safe, name), bytes)
    return join(safe, name)
  })
  wrote('word', ...Object.keys(files))
  const all = await sendFiles(paths, portal(), undefined, true)
  rmSync(safe, { recursive: true })
  return all.map((file) => ({ ...file, words: { ...file.words, ...(cleaned[file.words.name] !== undefined && { cleaned: cleaned[file.words.name] }) } }))
}

/** What a code opens, as the page has it. */
export const opened = async (code: string): Promise<OpenReport> => must(await trackReport(code, { call: callerFor(portal()) }))

/** A member looks at a report and makes a move of site/console/report/act.ts. */
export async function moved(name: string, reference: string, move: (session: StaffSession, seen: UnsealedReport) => Promise<Outcome<StaffReport>>): Promise<StaffReport> {
  const by = await session(name)
  const read = await by.tools.call(readReport, { reference }, {})
  if (!read.ok) throw new Error(`${name} cannot read ${reference}: ${read.code}`)
  const done = await move(by, await unsealReport(by, read.value))
  if (!done.ok) throw new Error(`${name} was refused: ${done.code} ${done.message}`)
  return done.value
}
