import type { StaffReport } from '#contract/staff-report.ts'
import type { Deadline, Kind } from '#contract/report.ts'
import type { EvidenceFile } from '#contract/evidence-file.ts'
import { deadlinesOf, returnBy } from '#contract/rules/deadline.ts'
import { isFileCopy } from '#contract/rules/file-copy.ts'
import { hasCopyOnly, isShownWithCopy, originalsOf, lackedBy } from '#contract/rules/holding.ts'
import type { StoredBody } from '#contract/sealed.ts'
import { clocksSince, untoldResult } from '#contract/rules/merge.ts'
import { digestOf } from '#contract/rules/digest.ts'
import { isEarlierOpen, isRewarded } from '../award/first.ts'
import { shownAward } from '../award/record.ts'
import { asShown } from './copy-numbers.ts'
import { isKept } from './holders.ts'
import type { ReportRecord } from './record.ts'
import type { WholeReport } from './store.ts'

/** The digest by which an event names a sealed body, and by which a body that was already stored is known again. */
export const sealedDigest = (sealed: string): Promise<string> => digestOf('sealed', [sealed])

const clockedOf = (report: ReportRecord) => {
  const { state, lead, acceptedDay, assignedDay, foundDay, endedDay, extension, reviewDay, reviewedDay } = report.standing
  return { reviewDay, reviewedDay, kind: report.plain.kind, receivedDay: report.day, state, lead, acceptedDay, assignedDay, foundDay, endedDay, extended: extension === 'granted' }
}

export const deadlinesOfReport = (report: ReportRecord): Deadline[] => deadlinesOf(clockedOf(report))

/** The deadlines that the reporter reads: of a merged report the main one's, since `joined`. */
export const deadlinesForReporter = (report: ReportRecord, main: ReportRecord | null, joined: string): Deadline[] =>
  main === null ? deadlinesOfReport(report) : deadlinesOf(clocksSince(clockedOf(main), clockedOf(report), joined))

export const deadlinesAtFiling = (day: string, kind: Kind): Deadline[] =>
  deadlinesOf({ kind, receivedDay: day, state: 'received', lead: null, acceptedDay: null, assignedDay: null, foundDay: null, endedDay: null, extended: false })

export const returnByOf = (report: ReportRecord): string | null => returnBy(clockedOf(report))

/** The files that the holder was given: with the redacted copy of the report copies of files alone. */
export function givenFiles({ evidence, withheld, holder, parts }: WholeReport): EvidenceFile[] {
  const [own, copyOnly] = [lackedBy(withheld, holder), hasCopyOnly(parts, holder)]
  return evidence.filter(({ k }) => !own.includes(k) && (!copyOnly || isFileCopy(k)))
}

/** Whoever has the redacted copy is, of the bodies, served copies alone. */
function bodiesFor(whole: WholeReport): StoredBody[] {
  const { parts, holder, bodies } = whole
  const given = givenFiles(whole).map(({ compartment }) => compartment)
  const isGiven = ({ kind, compartment }: StoredBody) => kind !== 'evidence' || given.includes(compartment)
  if (hasCopyOnly(parts, holder)) return bodies.filter((body) => ['redacted', 'evidence'].includes(body.kind) && isGiven(body))
  // What passes between one unit and the custodian is theirs alone.
  const own = bodies.filter(({ kind, author }) => kind === 'errand' && author === holder).map(({ compartment }) => compartment)
  // What a reward rests on is the desk's and the proposing unit's.
  const isShown = ({ kind, author }: StoredBody) => kind !== 'award' || holder === 'desk' || author === holder
  return bodies.filter(isGiven).filter((body) => (body.kind === 'errand' ? own.includes(body.compartment) : isShown(body)))
}

/** The group that a report is worked on with, as a unit may know it. */
function mergeFor({ report, parts, holder, events, group: { main, mainEvents, merged, held, all, kin } }: WholeReport): StaffReport['merge'] {
  const original = originalsOf(parts).includes(holder)
  const known = ({ id, reference, position, standing: { state } }: ReportRecord) => (held.includes(id) ? { reference, position, state } : { reference: null, position: null, state })
  return {
    into: main === null ? null : known(main), untold: original && main !== null && untoldResult(mainEvents, report) !== null,
    with: merged.map((one) => ({ ...known(one), untold: original && untoldResult(events, one) !== null })),
    kept: original && all.some(isKept), concerned: original ? [...kin.concerned] : [],
    judged: original ? { finders: [...kin.finders], conflicted: [...kin.conflicted], contested: [...kin.contested] } : { finders: [], conflicted: [], contested: [] },
  }
}

/** How it was filed and by whom: told to whoever holds the original. Who filed leads to the reporter. */
function filedFor({ report, parts, holder }: WholeReport): Pick<StaffReport, 'filed' | 'filedBy'> {
  if (!originalsOf(parts).includes(holder)) return { filed: null, filedBy: null }
  const { filed, filedBy, filedByName } = report
  return { filed, filedBy: filedBy === null ? null : { member: filedBy, name: filedByName ?? filedBy } }
}

/** What the reporter chose and is known by: nothing of it for whoever has the redacted copy. A language alone can lead to a person. */
function reporterFor({ report, parts, holder, former }: WholeReport): Pick<StaffReport, 'avoid' | 'alsoAvoid' | 'wantsReward' | 'named' | 'language' | 'route' | 'reporter'> {
  const { plain: { avoid }, alsoAvoid, wantsReward, named, language, route, recipient, verify } = report
  if (hasCopyOnly(parts, holder)) return { avoid: [], alsoAvoid: [], wantsReward: false, named: false, language: 'zh', route: { ...route, why: [] }, reporter: null }
  return { avoid, alsoAvoid, wantsReward, named, language, route, reporter: { recipient, verify, ...(former.length > 0 && { former }) } }
}

/**
 * What happened, and who its members are. Whoever has the redacted copy sees the steps of the work, without digests and numbered by themselves:
 * a number left out, or a dialogue begun anew, would tell of what only named reports have. They make no move, so no number need be the true one.
 */
function historyFor({ report, events, people, parts, holder }: WholeReport): Pick<StaffReport, 'seq' | 'timeline' | 'people' | 'dialogue' | 'notes' | 'renewalDue'> {
  const { standing: { seq }, dialogue, notes, renewalDue } = report
  if (!hasCopyOnly(parts, holder)) return { seq, timeline: events, people, dialogue, notes, renewalDue }
  const timeline = events.filter((event) => isShownWithCopy(event, holder)).map(({ detail: { without: _without, copies: _copies, ...detail }, ...event }, at) => ({ ...event, detail, seq: at + 1, digest: null }))
  const shown = new Set(timeline.map(({ member }) => member))
  const known = Object.fromEntries(Object.entries(people).filter(([name]) => shown.has(name)))
  return { seq: timeline.length, timeline, people: known, dialogue: report.redacted ?? report.id, notes: null, renewalDue: false }
}

/** Its files as far as the holder was given them, and who was not given which. The number of an event, or a file's own, would tell a unit with the redacted copy how many there are. */
function filesFor(whole: WholeReport): Pick<StaffReport, 'evidence' | 'withheld'> {
  const { evidence, withheld, parts, holder } = whole
  const given = givenFiles(whole)
  if (hasCopyOnly(parts, holder)) return given.length === 0 ? {} : { evidence: asShown(whole, given).map((file) => ({ ...file, seq: 0 })) }
  return { ...(evidence.length > 0 && { evidence: given }), ...(withheld.length > 0 && { withheld }) }
}

/** A report as the contract shows it to a unit that holds it. */
export function viewFor(whole: WholeReport, today: string): StaffReport {
  const { report } = whole
  const { state, lead, assignedDay, extension, extensionBy, reviewDay, reviewBy, reviewedDay, escalation } = report.standing
  return {
    report: report.id, reference: report.reference, position: report.position, ...report.plain,
    ...reporterFor(whole), ...filedFor(whole), keyring: report.keyring, day: report.day,
    state, lead, parts: whole.parts, assignedDay, extension, extensionBy, reviewDay, reviewBy, reviewedDay, escalation,
    // Worked on with an earlier one: that one's clocks count, but for its own reporter's contest.
    deadlines: deadlinesOfReport(report).filter(({ kind }) => whole.group.main === null || kind === 'review'),
    filingDigest: report.digest, ...historyFor(whole),
    redacted: report.redacted, merge: mergeFor(whole), grants: whole.grants, bodies: bodiesFor(whole), ...filesFor(whole), today,
    ...(hasCopyOnly(whole.parts, whole.holder) ? { letters: [], awards: [], rewarded: false, earlierOpen: false } : { letters: whole.letters, awards: whole.awards.map(shownAward), rewarded: isRewarded(whole.beside), earlierOpen: isEarlierOpen(report.position, whole.beside, today) }),
  }
}
