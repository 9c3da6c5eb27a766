/** Who may come to hold a report, and the grants that let them. No DOM. */
import { units } from '#contract/county/units.ts'
import { keptByGovernment } from '#contract/rules/escalation.ts'
import { fileOfCopy, isFileCopy, keptBack, newestCopies } from '#contract/rules/file-copy.ts'
import { departmentConcerned } from '#contract/rules/routing.ts'
import type { Grant } from '#contract/sealed.ts'
import { SealingFailure } from '../../crypto/failure.ts'
import { sealGrant, type Granter, type Opens } from '../../crypto/grant.ts'
import { holderKeys } from '../../crypto/keyring.ts'
import { doubtfulFiles } from '../evidence/held.ts'
import type { StaffSession } from '../session.ts'
import type { UnsealedReport } from './unseal.ts'

/** Why a unit may not be given a report. */
export type Bar = 'question' | 'avoided' | 'never-holds' | 'department-concerned' | 'township-of-escalated'

/**
 * Null when the unit may hold the report. Plain and sealed fields count alike: whoever either of them keeps out stays out, by the
 * reporter's wish or by the rules for a death or a concealed accident.
 */
export function barOf({ report, avoid, content, sealedRoute }: UnsealedReport, unit: string): Bar | null {
  const kind = units.find(({ id }) => id === unit)?.kind
  if (unit !== 'desk' && (report.kind === 'question' || content?.words?.kind === 'question')) return 'question'
  if (kind === undefined || kind === 'custodian' || kind === 'cashier') return 'never-holds'
  if (avoid.includes(unit) || report.alsoAvoid.includes(unit)) return 'avoided'
  if (!keptByGovernment(report).escalated && !report.merge.kept && sealedRoute?.escalated !== true) return null
  if (kind === 'township') return 'township-of-escalated'
  const concerned = [report.category, content?.words?.category].map((category) => (category === undefined ? null : departmentConcerned(category)))
  return [...concerned, ...report.merge.concerned].includes(unit) ? 'department-concerned' : null
}

/** Those of `wanted` who do not hold the original yet, each once. */
export const newcomers = ({ holding }: UnsealedReport, wanted: readonly string[]): string[] =>
  [...new Set(wanted)].filter((unit) => !holding.includes(unit))

/** Whether a unit was not given one of the files. */
const lacksFiles = ({ report: { withheld = [] } }: UnsealedReport, unit: string): boolean => withheld.some((one) => one.unit === unit)

/** The same, with those who hold it and lack a file. */
export const receivers = (unsealed: UnsealedReport, wanted: readonly string[]): string[] =>
  [...new Set(wanted)].filter((unit) => !unsealed.holding.includes(unit) || lacksFiles(unsealed, unit))

/** The files and copies of files, by number, that a unit is not to get. */
export type LeftOut = (unit: string) => readonly number[]
export const nothing: LeftOut = () => []

/** Grants, and of which files there is nothing in them. */
export interface Granting {
  readonly grants: Grant[]
  readonly without?: Record<string, number[]>
}

/**
 * Grants of everything this unit is shown and can open, and that was vouched for, to each of `holders`, sealed to the keyring built into the page; with the keys of
 * `fresh` besides. Throws `avoided` if any of them may not hold the report, and `unopenable` while the sealed content is shut: its `avoid` must be known first.
 */
export async function regrant(session: StaffSession, unsealed: UnsealedReport, holders: readonly string[], leftOut: LeftOut = nothing, fresh: Opens = {}): Promise<Granting> {
  if (holders.length === 0) return { grants: [] }
  if (unsealed.content?.words == null) throw new SealingFailure('unopenable')
  const given = holders.map((unit) => ({ unit, opens: openedHere(unsealed, leftOut(unit)) }))
  const grants = await Promise.all(given.map(({ unit, opens }) => grantTo(session, unsealed, [unit], { ...opens, ...fresh })))
  const without = given.map(({ unit, opens }) => [unit, notOpened(unsealed, opens)] as const).filter(([, files]) => files.length > 0)
  return { grants: grants.flat(), ...(without.length > 0 && { without: Object.fromEntries(without) }) }
}

/** The files to which these are no keys, whatever the reason: what nobody is told of would look as if it had been given. Older copies of a file that is not given go without saying. */
function notOpened({ report: { evidence = [] } }: UnsealedReport, opens: Opens): number[] {
  const without = evidence.filter(({ compartment }) => opens[compartment] === undefined).map(({ k }) => k)
  const newest = newestCopies(evidence.map(({ k }) => k))
  return without.filter((k) => !isFileCopy(k) || newest.includes(k))
}

/** The files that cannot be given, whoever is to have them: this unit cannot open them, nobody signed for them, or the server may have exchanged their numbers. */
export const cannotGive = (unsealed: UnsealedReport): number[] => notOpened(unsealed, openedHere(unsealed, [])).filter((k) => !isFileCopy(k))

/**
 * Of the keys this unit has, those to what it is shown and reads: it may still have one to a file that it held before and was not given again, which
 * it must not hand on. What a server lists without words that say what it is, or leaves off the list of files, could be the very file that is kept back.
 */
function openedHere(unsealed: UnsealedReport, without: readonly number[]): Opens {
  const { report: { dialogue, evidence = [] }, vouched, content, notes, copies, evidence: manifests } = unsealed
  const idsOf = (entries: readonly { readonly compartment: string; readonly words: object | null }[]) => entries.filter(({ words }) => words !== null).map(({ compartment }) => compartment)
  const numbers = evidence.map(({ k }) => k)
  // As the Worker reckons it: a file that this unit lacks is kept back, and with it all of its copies but the newest.
  const lacking = numbers.map(fileOfCopy).filter((k) => !numbers.includes(k))
  const left = [...keptBack(numbers, [...without, ...lacking]), ...doubtfulFiles(unsealed)]
  const kept = evidence.filter(({ k }) => left.includes(k)).map(({ compartment }) => compartment)
  const listed = evidence.map(({ compartment }) => compartment)
  const files = idsOf(manifests).filter((id) => listed.includes(id) && !kept.includes(id))
  const shown = new Set([dialogue, ...idsOf([...(content === null ? [] : [content]), ...unsealed.dialogue, ...notes, ...copies]), ...files])
  return Object.fromEntries(Object.entries(vouched).filter(([id]) => shown.has(id) && !kept.includes(id)))
}

/** Who grants: this session's unit, by its own key. */
export function granterOf({ unitKeys }: StaffSession): Granter {
  if (unitKeys === null) throw new SealingFailure('unopenable')
  return { by: unitKeys.unit, signSeed: unitKeys.signSeed }
}

/** Grants of just these compartments to each of `holders`, signed by this unit; they say on what the desk said of a new code's keys. */
export function grantTo(session: StaffSession, unsealed: UnsealedReport, holders: readonly string[], opens: Opens): Promise<Grant[]> {
  if (holders.some((unit) => barOf(unsealed, unit) !== null)) throw new SealingFailure('avoided')
  const report = unsealed.report.report
  const replaced = unsealed.replaced.at(-1)
  const granter = { ...granterOf(session), ...(replaced !== undefined && { recipientHash: replaced.hash }) }
  return Promise.all(holders.map(async (holder) => ({
    holder,
    sealed: await sealGrant(holderKeys(session.tools.keyring, holder).recipient, { report, holder }, opens, granter),
  })))
}
