/**
 * A report as its reader's browser sees it once the unit's keys have opened it. No DOM. Nothing here trusts the server: grants,
 * places, signatures and plain fields are all compared with what is sealed.
 */
import type { StaffReport } from '#contract/staff-report.ts'
import { ClearFields, type Route } from '#contract/report.ts'
import { hasCopyOnly, originalsOf } from '#contract/rules/holding.ts'
import { newKeysVouched } from '#contract/rules/custody.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { isOfReview } from '#contract/rules/reviewed.ts'
import { routeFiling } from '#contract/rules/routing.ts'
import type { BodyKind, StoredBody } from '#contract/sealed.ts'
import { openBody, type OpenedBody } from '../../crypto/body.ts'
import { hashOf } from '../../crypto/derive.ts'
import { SealingFailure, type FailureCode } from '../../crypto/failure.ts'
import { openGrants, vouchedFor, type Granted, type Opens } from '../../crypto/grant.ts'
import { identitiesFor } from '../../crypto/past.ts'
import { differingFields, type ContentWords, type RepeatedField, type Words } from '../../crypto/words.ts'
import type { StaffSession } from '../session.ts'

/** Why a body shows no words: this unit was not granted its compartment, or opening failed. */
export type Problem = 'no-key' | FailureCode

/** One sealed body, opened or not. */
export interface Entry<Kind extends BodyKind> {
  readonly kind: Kind
  readonly author: string
  readonly day: string
  readonly compartment: string
  readonly n: number
  readonly words: Words<Kind> | null
  /** Null where nothing could be opened. */
  readonly signature: OpenedBody<Kind>['signature'] | null
  readonly problem: Problem | null
}

export interface UnsealedReport {
  readonly report: StaffReport
  /** What this unit's grants open: compartment id → identity. */
  readonly opens: Opens
  /** Of these, those that whoever granted them signed for: what new words go into, and what may be granted on. */
  readonly vouched: Opens
  /** What the reporter signed about the recipient that new dialogue may be granted to. */
  readonly recipientHash: string | null
  /** What units signed about the keys of a code that took a lost one's place, oldest first. */
  readonly replaced: Granted['replaced']
  /** Grants that did not open, or were another report's. */
  readonly failedGrants: number
  readonly content: Entry<'content'> | null
  /** Plain fields that differ from the sealed ones. The sealed ones are the reporter's. */
  readonly differences: readonly RepeatedField[]
  /** The route that the sealed fields give: the reporter's own, whatever the server made of it. Null while the content is shut. */
  readonly sealedRoute: Route | null
  /** Units kept out by the plain or by the sealed list. */
  readonly avoid: readonly string[]
  /** Messages and findings in their order. */
  readonly dialogue: readonly Entry<'message' | 'finding'>[]
  /** Of these, the ones that answer a contested result, each as compartment and number. */
  readonly ofReview: readonly string[]
  readonly notes: readonly Entry<'note'>[]
  /** Redacted copies that this unit can open, the newest last. */
  readonly copies: readonly Entry<'redacted'>[]
  /** What this unit asked the custodian to tell the reporter, and what came back. */
  readonly errands: readonly Entry<'errand'>[]
  /** Proposed rewards, for those who were granted them; see ../award/open.ts. */
  readonly proposals: readonly Entry<'award'>[]
  /** The manifests of its files; see ../../evidence/read.ts. */
  readonly evidence: readonly Entry<'evidence'>[]
  /** Whether a redacted copy is all that this unit holds. */
  readonly copyOnly: boolean
  /** Units that hold the original now: they read everything. */
  readonly holding: readonly string[]
  /** The first event of its history that does not follow from the one before it, counted from the digest of the filing; null when all do, and where a redacted copy shows only some. */
  readonly brokenAt: number | null
}

/** Opens everything the session's unit was granted. A session without unit keys sees that there is something, and opens none of it. */
export async function unsealReport(session: StaffSession, report: StaffReport): Promise<UnsealedReport> {
  const first = await openOwnGrants(session, report)
  const reporterKeys = await keysOfReporter(report, first)
  const granted = await withLaterFiles(session, report, first, reporterKeys)
  const copyOnly = hasCopyOnly(report.parts, session.me.unit)
  const open = <Kind extends BodyKind>(kinds: readonly Kind[]) => openEntries({ session, report, opens: granted.opens, reporterKeys }, kinds)
  const [[content = null], dialogue, notes, copies, errands, proposals, evidence, brokenAt] = await Promise.all([
    open(['content']), open(['message', 'finding']), open(['note']), open(['redacted']), open(['errand']), open(['award']), open(['evidence']),
    copyOnly ? null : firstBrokenLink(report.report, report.filingDigest, report.timeline),
  ])
  const words: ContentWords | null = content?.words ?? null
  return {
    report,
    opens: granted.opens,
    ...believed(granted, content, [...errands, ...proposals]),
    failedGrants: granted.failed,
    content,
    differences: words === null ? [] : differingFields(report, words),
    sealedRoute: words === null ? null : routeOf(words),
    avoid: [...new Set([...report.avoid, ...(words?.avoid ?? [])])],
    dialogue,
    ofReview: await reviewedIn(report),
    notes,
    copies: copies.filter(({ problem }) => problem !== 'no-key'),
    errands: errands.filter(({ problem }) => problem !== 'no-key'),
    proposals,
    evidence,
    copyOnly,
    holding: originalsOf(report.parts),
    brokenAt,
  }
}

async function reviewedIn({ timeline, bodies }: StaffReport): Promise<string[]> {
  const findings = bodies.filter(({ kind }) => kind === 'finding')
  const answers = await Promise.all(findings.map(({ sealed }) => isOfReview(timeline, sealed)))
  return findings.filter((_, at) => answers[at]).map(({ compartment, n }) => `${compartment}${n}`)
}

async function openOwnGrants({ unitKeys, tools }: StaffSession, { report, keyring, grants, reporter }: StaffReport, reporterKeys = filingKeysOf(reporter)): Promise<Granted> {
  if (unitKeys === null) return { opens: {}, failed: 0, vouched: {}, recipientHash: null, replaced: [] }
  const keysOf = (by: string) => (by === 'reporter' ? reporterKeys : verifyKeysOf(tools.keyring, by))
  return openGrants(grants, identitiesFor(unitKeys, keyring), { report, holder: unitKeys.unit }, keysOf)
}

/** A file that was brought with a later code is vouched for by that code's key; nothing else is: the filing and its dialogue are the first code's. */
async function withLaterFiles(session: StaffSession, report: StaffReport, first: Granted, reporterKeys: string[]): Promise<Granted> {
  if (reporterKeys.length < 2 || report.evidence === undefined) return first
  const { vouched } = await openOwnGrants(session, report, reporterKeys)
  const files = report.evidence.flatMap(({ compartment }) => (vouched[compartment] === undefined ? [] : [[compartment, vouched[compartment]] as const]))
  return { ...first, vouched: { ...first.vouched, ...Object.fromEntries(files) } }
}

/** The key that signed the filing: that of the first code. None for a unit with a redacted copy. */
const filingKeysOf = (reporter: StaffReport['reporter']): string[] => (reporter === null ? [] : [reporter.former?.[0]?.verify ?? reporter.verify])

/** The keys that the reporter may have signed with: the filing's, and those of later codes that a unit vouched for when they were given. */
async function keysOfReporter({ reporter }: StaffReport, { replaced }: Granted): Promise<string[]> {
  if (reporter?.former === undefined) return filingKeysOf(reporter)
  const later = [...reporter.former.slice(1), reporter]
  const vouched = await Promise.all(later.map(async (keys) => ({ ...keys, hash: await hashOf(newKeysVouched(keys)) })))
  return [...filingKeysOf(reporter), ...vouched.filter(({ hash }) => replaced.some((one) => one.hash === hash)).map(({ verify }) => verify)]
}

/**
 * What to believe of the grants. The reporter's key is one that the server named: it is the reporter's own if it signed the content too, which
 * the server has never read. Where it did not, nothing is believed. `kept`: an errand's compartment is the asking unit's and the custodian's, that of
 * what a reward rests on the desk's and the proposing unit's. They are granted on to nobody.
 */
function believed(granted: Granted, content: Entry<'content'> | null, kept: readonly Pick<Entry<BodyKind>, 'compartment'>[]): Pick<UnsealedReport, 'vouched' | 'recipientHash' | 'replaced'> {
  if (content?.signature !== 'good') return { vouched: {}, recipientHash: null, replaced: [] }
  const apart = kept.map(({ compartment }) => compartment)
  const vouched = Object.fromEntries(Object.entries(vouchedFor(granted)).filter(([id]) => !apart.includes(id)))
  return { vouched, recipientHash: granted.recipientHash, replaced: granted.replaced }
}

/** Null where the sealed fields are no fields of a filing: then nothing can be said about their route. */
function routeOf({ kind = 'report', category, township, violations, flags, avoid }: ContentWords): Route | null {
  const fields = ClearFields.safeParse({ kind, category, township, violations, flags, avoid })
  return fields.success ? routeFiling(fields.data) : null
}

interface Opening {
  readonly session: StaffSession
  readonly report: StaffReport
  readonly opens: Opens
  readonly reporterKeys: readonly string[]
}

function openEntries<Kind extends BodyKind>(opening: Opening, kinds: readonly Kind[]): Promise<Entry<Kind>[]> {
  const isWanted = (body: StoredBody): body is StoredBody & { kind: Kind } => (kinds as readonly BodyKind[]).includes(body.kind)
  return Promise.all(opening.report.bodies.filter(isWanted).map((body) => openEntry(opening, body)))
}

async function openEntry<Kind extends BodyKind>({ session, report, opens, reporterKeys }: Opening, body: StoredBody & { kind: Kind }): Promise<Entry<Kind>> {
  const verifyKeys = body.author === 'reporter' ? (body.kind === 'content' ? reporterKeys.slice(0, 1) : reporterKeys) : verifyKeysOf(session.tools.keyring, body.author)
  return await openStored(report.report, opens, verifyKeys, body)
}

/** One stored body, opened as far as it can be. */
export async function openStored<Kind extends BodyKind>(report: string, opens: Opens, verifyKeys: readonly string[], body: StoredBody & { kind: Kind }): Promise<Entry<Kind>> {
  const { kind, author, day, compartment, n } = body
  const closed = (problem: Problem): Entry<Kind> => ({ kind, author, day, compartment, n, words: null, signature: null, problem })
  const identity = opens[compartment]
  if (identity === undefined) return closed('no-key')
  const opened = await openBody(body.sealed, identity, { report, compartment, n, author, kind }, verifyKeys).catch((error: unknown) => {
    if (error instanceof SealingFailure) return error.code
    throw error
  })
  if (typeof opened === 'string') return closed(opened)
  return { kind, author, day, compartment, n, words: opened.statement.body, signature: opened.signature, problem: null }
}
