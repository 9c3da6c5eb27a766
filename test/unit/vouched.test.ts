/** A dishonest server that serves the true scripts: compartments of its own making get no new words, keys of its own no grants. */
import { describe, expect, it } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import { newKeysVouched } from '#contract/rules/custody.ts'
import { eventDigest } from '#contract/rules/history.ts'
import type { Grant } from '#contract/sealed.ts'
import * as holding from '../../site/console/holding/act.ts'
import * as act from '../../site/console/report/act.ts'
import { unsealReport } from '../../site/console/report/unseal.ts'
import { makeIdentity, recipientOf } from '../../site/crypto/age.ts'
import { makeCompartment } from '../../site/crypto/compartment.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openGrant, openGrants, sealGrant, type Granter } from '../../site/crypto/grant.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { hashOf } from '../../site/crypto/derive.ts'
import { holderKeys } from '../../site/crypto/keyring.ts'
import { verifyKeyOf } from '../../site/crypto/sign.ts'
import { fileReport } from '../../site/report/submit.ts'
import { trackReport, writeMessage } from '../../site/track/track.ts'
import { aTip } from '../support/filings.ts'
import { PublicServer } from '../support/public-server.ts'
import { aBody, aReport, aSession, type Sent } from '../support/staff-report.ts'

const grantsIn = ({ sent }: { readonly sent: readonly Sent[] }) => (sent[0]?.input['grants'] ?? []) as Grant[]
const own = new Uint8Array(32).fill(5)
const by = async (unit: string): Promise<Granter> => ({ by: unit, signSeed: (await demonstrationUnitKeys(unit)).signSeed })

describe('the console', () => {
  /** A report into which the server slipped a dialogue of its own, under this signature. */
  async function slipped(granter: Granter | null, rest: { verify?: string } = {}) {
    const { report } = await aReport()
    const theirs = await makeCompartment()
    const grant = await sealGrant(holderKeys(keyring, 'desk').recipient, { report: report.report, holder: 'desk' }, { [theirs.id]: theirs.identity }, granter)
    if (report.reporter === null) throw new Error('the desk holds the original')
    const reporter = { ...report.reporter, ...rest }
    const session = await aSession('desk', ['desk'])
    return { session, theirs, unsealed: await unsealReport(session, { ...report, reporter, dialogue: theirs.id, grants: [...report.grants, grant] }) }
  }

  it.for<[string, () => Promise<Granter | null>, { verify?: string }]>([
    ['nobody has signed for', () => Promise.resolve(null), {}],
    ['was signed for by a key of the server’s, in a unit’s name', () => Promise.resolve({ by: 'fire', signSeed: own }), {}],
    ['was signed for by the very key that the server calls the reporter’s', () => Promise.resolve({ by: 'reporter', signSeed: own }), { verify: verifyKeyOf(own) }],
  ])('writes nothing into a dialogue that %s, and grants it to nobody', async ([, granter, rest]) => {
    const { session, theirs, unsealed } = await slipped(await granter(), rest)
    expect(await act.reply(session, unsealed, '请问几点')).toMatchObject({ ok: false, code: 'unvouched' })
    expect(session.sent).toEqual([])
    await act.handOn(session, unsealed, ['market'])
    const grants = grantsIn(session)
    expect(grants.length).toBe(1)
    const { identity } = await demonstrationUnitKeys('market')
    for (const grant of grants) expect(Object.keys(await openGrant(grant.sealed, identity, { report: unsealed.report.report, holder: 'market' }))).not.toContain(theirs.id)
  })

  it('writes where another unit of the county has signed', async () => {
    const { session, unsealed } = await slipped(await by('fire'))
    await act.reply(session, unsealed, '请问几点')
    expect(session.sent).toHaveLength(1)
  })

  it('signs what it grants, so that the next one may write there', async () => {
    const { report } = await aReport()
    const session = await aSession('desk', ['desk'])
    await act.handOn(session, await unsealReport(session, report), ['fire'])
    const [grant] = grantsIn(session)
    const { identity } = await demonstrationUnitKeys('fire')
    const { vouched } = await openGrants([grant?.sealed ?? ''], identity, { report: report.report, holder: 'fire' }, (unit) => verifyKeysOf(keyring, unit))
    expect(vouched[report.dialogue]).toBe('good')
  })

  it('renews the dialogue to no recipient but the one that the reporter signed for', async () => {
    const { report } = await aReport()
    const session = await aSession('desk', ['desk'])
    if (report.reporter === null) throw new Error('the desk holds the original')
    const servers = { ...report.reporter, recipient: await recipientOf(await makeIdentity()) }
    const due = { ...report, renewalDue: true }
    expect(await holding.renew(session, await unsealReport(session, { ...due, reporter: servers }))).toMatchObject({ ok: false, code: 'unvouched' })
    expect(session.sent).toEqual([])
    await holding.renew(session, await unsealReport(session, due))
    expect(grantsIn(session).map(({ holder }) => holder)).toEqual(['reporter', 'desk', 'housing'])
  })

  it('believes the keys of a new code where the desk has vouched for them, and nowhere else', async () => {
    const { report, dialogue } = await aReport()
    const session = await aSession('desk', ['desk'])
    const filing = report.reporter
    if (filing === null) throw new Error('the desk holds the original')
    const anew = { recipient: await recipientOf(await makeIdentity()), verify: verifyKeyOf(own) }
    const said = await aBody(dialogue, { report: report.report, kind: 'message', n: 1, author: 'reporter' }, { text: '换码以后写的' }, own)
    const replaced = { ...report, reporter: { ...anew, former: [filing] }, bodies: [...report.bodies, said], renewalDue: true }
    /** With the reset in a history that holds. */
    const told = async (keys: typeof anew) => {
      const last = replaced.timeline.at(-1)
      const link = { seq: (last?.seq ?? 0) + 1, kind: 'code-reset', unit: 'desk', member: 'desk01', day: report.day, detail: { keys: await hashOf(newKeysVouched(keys)) } } as const
      return { ...replaced, timeline: [...replaced.timeline, { ...link, digest: await eventDigest(report.report, last?.digest ?? report.filingDigest, link) }] }
    }
    const vouch = async (unit: string, keys: typeof anew, shown: typeof replaced = replaced) => {
      const granter = { ...(await by(unit)), recipientHash: await hashOf(newKeysVouched(keys)) }
      return { ...shown, grants: [...report.grants, await sealGrant(holderKeys(keyring, 'desk').recipient, { report: report.report, holder: 'desk' }, {}, granter)] }
    }
    const seen = async (shown: typeof report) => {
      const unsealed = await unsealReport(session, shown)
      const outcome = await holding.renew(session, unsealed)
      return [unsealed.content?.signature, unsealed.dialogue[0]?.signature, outcome.ok ? 'renewed' : outcome.code]
    }
    expect(await seen(replaced)).toEqual(['good', 'wrong', 'unvouched'])
    expect(await seen(await vouch('desk', { ...anew, recipient: filing.recipient }))).toEqual(['good', 'wrong', 'unvouched'])
    expect(await seen({ ...replaced, reporter: { ...anew, former: [anew] } })).toEqual(['wrong', 'good', 'unvouched'])
    expect(await seen(await vouch('desk', anew))).toEqual(['good', 'good', 'unvouched'])
    expect(await seen(await told(anew))).toEqual(['good', 'wrong', 'unvouched'])
    expect(await seen(await vouch('desk', anew, await told({ ...anew, recipient: filing.recipient })))).toEqual(['good', 'good', 'unvouched'])
    expect(await seen(await vouch('desk', anew, await told(anew)))).toEqual(['good', 'good', 'renewed'])
  })

  it('takes no unit out over what is shut to it, and grants no new dialogue to whom the sealed list keeps out', async () => {
    const { report } = await aReport({ sealed: { avoid: ['housing'] } })
    const session = await aSession('desk', ['desk'])
    expect(await holding.renew(session, await unsealReport(session, { ...report, renewalDue: true }))).toMatchObject({ ok: false, code: 'avoided' })
    await holding.takeOut(session, await unsealReport(session, report), 'housing', 'conflict-of-interest')
    expect(grantsIn(session).map(({ holder }) => holder)).toEqual(['reporter', 'desk'])
  })
})

describe('the reporter’s page', () => {
  async function filed() {
    const server = new PublicServer()
    const done = await fileReport(aTip(), { call: server.call, askTurnstile: () => Promise.resolve('token') })
    const kept = [...server.reports.values()][0]
    if (!done.ok || kept === undefined) throw new Error('not filed')
    return { server, code: done.value.code, kept }
  }

  /** The dialogue moves to a new compartment, granted under this signature. */
  async function moveDialogue({ server, code, kept }: Awaited<ReturnType<typeof filed>>, granter: Granter | null) {
    const { filing } = kept
    const { id, identity } = await makeCompartment()
    const grant = { holder: 'reporter', sealed: await sealGrant(filing.reporter.recipient, { report: filing.report, holder: 'reporter' }, { [id]: identity }, granter) }
    server.reports.set(filing.lookupHash, { ...kept, filing: { ...filing, dialogue: { compartment: id }, grants: [...filing.grants, grant] } })
    const opened = await trackReport(code, server)
    if (!opened.ok) throw new Error('not opened')
    return { id, report: opened.value }
  }

  it.for<[string, () => Promise<Granter | null>]>([
    ['nobody', () => Promise.resolve(null)],
    ['a key of the server’s in the desk’s name', () => Promise.resolve({ by: 'desk', signSeed: own })],
    ['a key of the server’s in the reporter’s own name', () => Promise.resolve({ by: 'reporter', signSeed: own })],
    ['a unit that has no business to renew', () => by('housing')],
  ])('sends nothing into a dialogue that was signed for by %s', async ([, granter]) => {
    const here = await filed()
    const { report } = await moveDialogue(here, await granter())
    expect(await writeMessage(report, '补充', here.server)).toEqual({ ok: false, code: 'sealing', reason: 'unvouched' })
    expect(here.server.inputsOf('writeAsReporter')).toEqual([])
  })

  it('writes where the desk has renewed; words under way meanwhile are sealed anew', async () => {
    const here = await filed()
    const before = await trackReport(here.code, here.server)
    if (!before.ok) throw new Error('not opened')
    const { id } = await moveDialogue(here, await by('desk'))
    here.server.mishap = (name, nth) => (name === 'writeAsReporter' && nth === 1 ? 'conflict' : null)
    const wrote = await writeMessage(before.value, '路上的话', here.server)
    expect(wrote.ok && wrote.value.messages.map(({ compartment, text, signature }) => [compartment, text, signature])).toEqual([[id, '路上的话', 'good']])
  })
})
