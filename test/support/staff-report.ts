/** A report as the Worker would show it to a unit, built with the browser's own sealing; and sessions of demonstration members. */
import { keyring } from '#contract/county/keyring.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import type { Me } from '#contract/member.ts'
import type { PlainFields } from '#contract/report.ts'
import type { Role } from '#contract/roles.ts'
import { routeReport } from '#contract/rules/routing.ts'
import type { BodyKind, StoredBody } from '#contract/sealed.ts'
import type { Answer, Caller } from '../../site/api/call.ts'
import type { StaffSession } from '../../site/console/session.ts'
import { makeIdentity, recipientOf } from '../../site/crypto/age.ts'
import { utf8 } from '#contract/bytes.ts'
import { sealBody } from '../../site/crypto/body.ts'
import { makeCompartment, makeId, type Compartment } from '../../site/crypto/compartment.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { hashOf, randomBytes } from '../../site/crypto/derive.ts'
import { sealGrant } from '../../site/crypto/grant.ts'
import { holderKeys } from '../../site/crypto/keyring.ts'
import { verifyKeyOf } from '../../site/crypto/sign.ts'
import type { ContentWords, Words } from '../../site/crypto/words.ts'

export const TODAY = '2026-11-22'
const DIGEST = 'A'.repeat(43)

export interface Sent {
  readonly name: string
  readonly params: Record<string, string>
  readonly input: Record<string, unknown>
}

/** A session whose calls are written down and answered by `answer`. */
export async function aSession(unit: string, roles: readonly Role[], answer: (sent: Sent) => Answer<unknown> = () => ({ ok: true, value: {} })): Promise<StaffSession & { sent: Sent[] }> {
  const sent: Sent[] = []
  const call = ((operation: { name: string }, params: Record<string, string>, input: Record<string, unknown>) => {
    const one = { name: operation.name, params, input }
    sent.push(one)
    return Promise.resolve(answer(one))
  }) as unknown as Caller // Answers are whatever the test gives, of no operation in particular.
  const me = { name: `${unit}01`, displayName: unit, unit, roles: [...roles], salt: DIGEST, keys: { member: '', unit: '' } } as Me
  const tools = { call, keyring, solve: () => Promise.reject(new Error('nothing to solve here')) }
  return { tools, me, own: '', unitKeys: await demonstrationUnitKeys(unit), keyStanding: 'open', sent }
}

export interface Filed {
  readonly report: StaffReport
  readonly content: Compartment
  readonly dialogue: Compartment
  readonly reporterSeed: Uint8Array
}

const PLAIN: PlainFields = { category: 'HY16', township: 't-heping', violations: ['gas-alarm-missing'], flags: ['ongoing'], avoid: [] }

export interface Wanted {
  readonly plain?: Partial<PlainFields>
  /** What the reporter sealed, where it differs from the plain fields. */
  readonly sealed?: Partial<ContentWords>
  readonly holding?: readonly string[]
  /** Whose eyes see it: the unit whose grants are in it. */
  readonly seenBy?: string
  readonly rest?: Partial<StaffReport>
}

export async function aReport({ plain = {}, sealed = {}, holding = ['desk', 'housing'], seenBy = 'desk', rest = {} }: Wanted = {}): Promise<Filed> {
  const fields = { ...PLAIN, ...plain }
  const [content, dialogue, report, reporterSeed] = [await makeCompartment(), await makeCompartment(), makeId(), randomBytes(32)]
  const route = routeReport(fields)
  const words: ContentWords = { ...fields, wantsReward: true, named: false, language: 'zh', place: '夜市东口', body: '烧烤摊的煤气罐没有报警器', ...sealed }
  const opens = { [content.id]: content.identity, [dialogue.id]: dialogue.identity }
  const reporterRecipient = await recipientOf(await makeIdentity())
  const granter = { by: 'reporter', signSeed: reporterSeed, recipientHash: await hashOf(utf8(reporterRecipient)) }
  const base: StaffReport = {
    report, reference: '1234-5678', position: 1, kind: 'report', ...fields, wantsReward: true, named: false, language: 'zh', filed: 'page', filedBy: null, keyring: 1, day: TODAY,
    state: 'received', seq: 1, lead: null, route, assignedDay: null, extension: null, extensionBy: null, reviewDay: null, reviewBy: null, reviewedDay: null, escalation: null, alsoAvoid: [], merge: { into: null, with: [], untold: false, kept: false, concerned: [], judged: { finders: [], conflicted: [], contested: [] } }, deadlines: [],
    parts: [
      ...holding.map((unit) => ({ unit, part: unit === 'desk' ? ('desk' as const) : ('lead' as const), standing: 'holding' as const })),
      ...[...route.assists, ...route.copies].filter((unit) => !holding.includes(unit)).map((unit) => ({ unit, part: 'assist' as const, standing: 'proposed' as const })),
    ],
    reporter: { recipient: reporterRecipient, verify: verifyKeyOf(reporterSeed) }, filingDigest: DIGEST, timeline: [], people: {}, dialogue: dialogue.id, notes: null, redacted: null, renewalDue: false, letters: [],
    grants: [await sealGrant(holderKeys(keyring, seenBy).recipient, { report, holder: seenBy }, opens, granter)],
    bodies: [await aBody(content, { report, kind: 'content', n: 1, author: 'reporter' }, words, reporterSeed)],
    awards: [], rewarded: false, earlierOpen: false, today: TODAY, ...rest,
  }
  return { report: base, content, dialogue, reporterSeed }
}

/** A sealed body as stored. */
export async function aBody<Kind extends BodyKind>(
  compartment: Compartment, place: { report: string; kind: Kind; n: number; author: string }, words: Words<Kind>, signSeed: Uint8Array | null,
): Promise<StoredBody> {
  const { report, kind, n, author } = place
  const sealed = await sealBody(compartment.recipient, { report, compartment: compartment.id, kind, n, author, body: words }, signSeed)
  return { compartment: compartment.id, n, kind, author, day: TODAY, sealed }
}
