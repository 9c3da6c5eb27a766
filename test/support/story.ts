/** What happens to a report, step by step through the API: filed by a reporter, read and moved by units. */
import { env } from 'cloudflare:workers'
import { submitReport, type Filed } from '#contract/report.ts'
import { readReport } from '#contract/console.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import type { SolvedChallenge } from '#contract/report.ts'
import { sealBody } from '../../site/crypto/body.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import { recipientOf } from '../../site/crypto/age.ts'
import type { Question, Tip } from '../../site/crypto/filing.ts'
import { unsealReport, type UnsealedReport } from '../../site/console/report/unseal.ts'
import { trackReport, writeAsReporter, type Tracked } from '#contract/track.ts'
import { makeAltcha } from '../../worker/challenge/altcha.ts'
import { callerOf, must } from './api.ts'
import { anAsker, aReporter, aTip, solved, type Asker, type Reporter } from './filings.ts'
import type { Worker } from './members.ts'

const anybody = callerOf()

/** A challenge of the Worker's own making, solved; the cheapest there is, so that a test that files often stays quick. */
export async function cheapChallenge(purpose = 'report', cost = 1): Promise<SolvedChallenge> {
  return solved({ kind: 'altcha', challenge: await makeAltcha(env, purpose, cost, Math.floor(Date.now() / 1000)) })
}

export interface Told extends Reporter {
  readonly filed: Filed
  readonly reference: string
}

/** Somebody files this tip. */
export async function tell(tip: Partial<Tip> = {}): Promise<Told> {
  const reporter = await aReporter(aTip(tip))
  const filed = must(await anybody(submitReport, {}, { filing: reporter.sealed.filing, challenge: await cheapChallenge() }))
  return { ...reporter, filed, reference: filed.receipt.reference }
}

export interface Asked extends Asker {
  readonly filed: Filed
  readonly reference: string
}

/** Somebody asks the desk this. */
export async function ask(question: Partial<Question> = {}): Promise<Asked> {
  const asker = await anAsker(question)
  const filed = must(await anybody(submitReport, {}, { filing: asker.sealed.filing, challenge: await cheapChallenge() }))
  return { ...asker, filed, reference: filed.receipt.reference }
}

/** The report as this member's browser has it open. */
export async function look(who: Worker, reference: string): Promise<UnsealedReport> {
  return unsealReport(who.session, must(await who.call(readReport, { reference }, {})))
}

/** Looks, makes a move of site/console/report/act.ts, and gives what the Worker answers. */
export async function moved(who: Worker, reference: string, move: (seen: UnsealedReport) => Promise<{ ok: true; value: StaffReport } | { ok: false; code: string; message: string }>): Promise<StaffReport> {
  return must(await move(await look(who, reference)))
}

export const comeBack = async ({ keys }: Pick<Reporter, 'keys'>): Promise<Tracked> => must(await anybody(trackReport, {}, { lookup: keys.lookup }))

/** A message of the reporter, sealed to the dialogue as it stands. */
export async function messageOf({ keys }: Pick<Reporter, 'keys'>, tracked: Tracked, text: string) {
  const { opens } = await openGrants(tracked.grants, keys.identity, { report: tracked.report, holder: 'reporter' })
  const n = 1 + Math.max(0, ...tracked.bodies.filter((body) => body.compartment === tracked.dialogue).map((body) => body.n))
  const place = { report: tracked.report, compartment: tracked.dialogue, n, author: 'reporter', kind: 'message' as const }
  const recipient = await recipientOf(opens[tracked.dialogue] ?? '')
  return { compartment: tracked.dialogue, n, sealed: await sealBody(recipient, { ...place, body: { text } }, keys.signSeed) }
}

/** The reporter comes back and writes. */
export async function say(reporter: Pick<Reporter, 'keys'>, text: string): Promise<Tracked> {
  const body = await messageOf(reporter, await comeBack(reporter), text)
  return must(await anybody(writeAsReporter, {}, { lookup: reporter.keys.lookup, body }))
}
