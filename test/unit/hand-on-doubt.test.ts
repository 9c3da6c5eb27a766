/** A dishonest server that serves the true scripts, and would have the original handed on where a redacted copy, or nothing, was meant to go. */
import { describe, expect, it } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import type { Grant, StoredBody } from '#contract/sealed.ts'
import * as act from '../../site/console/report/act.ts'
import { unsealReport } from '../../site/console/report/unseal.ts'
import { makeCompartment, type Compartment } from '../../site/crypto/compartment.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openGrants, sealGrant } from '../../site/crypto/grant.ts'
import { holderKeys } from '../../site/crypto/keyring.ts'
import type { EvidenceWords } from '../../site/crypto/words.ts'
import { aBody, aReport, aSession } from '../support/staff-report.ts'

const { signSeed } = await demonstrationUnitKeys('desk')
const MANIFEST: EvidenceWords = { name: '老周拍的.jpg', type: 'image/jpeg', size: 1, parts: [] }
const listed = (k: number, { id }: Compartment) => ({ k, seq: k > 100 ? 2 : 1, parts: 1, last: 1, digest: 'A'.repeat(43), compartment: id, n: 1 })

/** A report with a file, its redacted copy, and a redacted copy of the report, as an honest server shows it to the desk. */
async function honest() {
  const [file, copy, words, { report, content, dialogue, reporterSeed }] = [await makeCompartment(), await makeCompartment(), await makeCompartment(), await aReport()]
  const place = { report: report.report, n: 1 }
  const manifest = await aBody(file, { ...place, kind: 'evidence', author: 'reporter' }, MANIFEST, reporterSeed)
  const made = await aBody(copy, { ...place, kind: 'evidence', author: 'desk' }, { ...MANIFEST, name: '附件1的脱敏件.jpg', copyOf: file.id }, signSeed)
  const redacted = await aBody(words, { ...place, kind: 'redacted', author: 'desk' }, { body: '后厨有大气瓶。' }, signSeed)
  const granted = async ({ id, identity }: Compartment, by: string, seed: Uint8Array) => sealGrant(holderKeys(keyring, 'desk').recipient, { report: report.report, holder: 'desk' }, { [id]: identity }, { by, signSeed: seed })
  const grants = [...report.grants, await granted(file, 'reporter', reporterSeed), await granted(copy, 'desk', signSeed), await granted(words, 'desk', signSeed)]
  const shown: StaffReport = { ...report, grants, redacted: words.id, bodies: [...report.bodies, manifest, made, redacted], evidence: [listed(1, file), listed(101, copy)] }
  return { shown, file, copy, words, content, dialogue, manifest, made }
}
type Honest = Awaited<ReturnType<typeof honest>>

/** What the desk hands to fire, by compartment, where the server shows the report so; or why it does not. */
async function handed(shown: StaffReport, redacted: readonly string[], without: readonly number[]): Promise<string[] | string> {
  const session = await aSession('desk', ['desk'])
  const answer = await act.handOn(session, await unsealReport(session, shown), ['fire'], redacted, () => without)
  if (session.sent.length === 0) return answer.ok ? 'nothing' : answer.code
  const { identity } = await demonstrationUnitKeys('fire')
  const { opens } = await openGrants(((session.sent[0]?.input['grants'] ?? []) as Grant[]).map(({ sealed }) => sealed), identity, { report: shown.report, holder: 'fire' })
  return Object.keys(opens).sort()
}

/** What the desk hands to market where it has it lead, and what it says that it does not hand to it. */
async function assigned(shown: StaffReport, without: readonly number[] = []): Promise<{ given: string[]; left: unknown }> {
  const session = await aSession('desk', ['desk'])
  await act.assign(session, await unsealReport(session, shown), 'market', ['housing'], () => without)
  const { identity } = await demonstrationUnitKeys('market')
  const { opens } = await openGrants(((session.sent[0]?.input['grants'] ?? []) as Grant[]).map(({ sealed }) => sealed), identity, { report: shown.report, holder: 'market' })
  return { given: Object.keys(opens), left: session.sent[0]?.input['without'] }
}
const lessOf = (bodies: readonly StoredBody[], { compartment }: StoredBody) => bodies.filter((body) => body.compartment !== compartment)
const broken = (body: StoredBody): StoredBody => ({ ...body, sealed: body.sealed.slice(0, -8) })

describe('an honest server', () => {
  it('has the copy handed on, in the place of the file or with the redacted copy of the report', async () => {
    const { shown, copy, words, content, dialogue } = await honest()
    expect(await handed(shown, [], [1])).toEqual([content.id, dialogue.id, words.id, copy.id].sort())
    expect(await handed(shown, ['fire'], [])).toEqual([words.id, copy.id].sort())
  })
})

it('a unit that lacks the file hands on the newest copy that it has, and no older one', async () => {
  const { shown, file, copy, made } = await honest()
  const older = await makeCompartment()
  const first = await aBody(older, { report: shown.report, n: 1, kind: 'evidence', author: 'desk' }, { ...MANIFEST, copyOf: file.id }, signSeed)
  const grant = await sealGrant(holderKeys(keyring, 'desk').recipient, { report: shown.report, holder: 'desk' }, { [older.id]: older.identity }, { by: 'desk', signSeed })
  const lacking = { ...shown, grants: [...shown.grants, grant], bodies: [...shown.bodies.filter(({ compartment }) => compartment !== file.id), first, made], evidence: [listed(101, older), listed(201, copy)] }
  const given = await handed(lacking, [], [])
  expect([given.includes(copy.id), given.includes(older.id), given.includes(file.id)]).toEqual([true, false, false])
})

describe('whoever is to lead', () => {
  it('gets all of it, or what was chosen', async () => {
    const { shown, file, copy } = await honest()
    const [all, chosen, none] = [await assigned(shown), await assigned(shown, [1]), await assigned(shown, [1, 101])]
    expect([all, chosen, none].map(({ given }) => [given.includes(file.id), given.includes(copy.id)])).toEqual([[true, true], [false, true], [false, false]])
    expect([all.left, chosen.left, none.left]).toEqual([undefined, { market: [1] }, { market: [1, 101] }])
  })

  it.for<[string, number[], (was: Honest) => StaffReport]>([
    ['whose manifest is broken', [1], ({ shown, file, copy, manifest }) => ({ ...shown, bodies: [...lessOf(shown.bodies, manifest), broken(manifest)], evidence: [listed(1, file), listed(101, copy)] })],
    ['that is called a copy', [1, 101], ({ shown, file, copy }) => ({ ...shown, evidence: [listed(1, copy), listed(101, file)] })],
    ['that this unit has no key to', [1], ({ shown, file, copy }) => ({ ...shown, grants: shown.grants.toSpliced(-3, 1), evidence: [listed(1, file), listed(101, copy)] })],
  ])('is told which it does not get: one %s', async ([, left, lie]) => {
    const was = await honest()
    const given = await assigned(lie(was))
    expect([given.left, given.given.includes(was.file.id)]).toEqual([{ market: left }, false])
  })
})

describe('the original is not handed on', () => {
  it.for<[string, (was: Honest) => StaffReport]>([
    ['as its copy, where its manifest is hidden', ({ shown, file, made, manifest }) => ({ ...shown, bodies: lessOf(lessOf(shown.bodies, made), manifest), evidence: [listed(101, file)] })],
    ['as its copy, where its manifest is broken', ({ shown, file, manifest }) => ({ ...shown, bodies: [...lessOf(shown.bodies, manifest), broken(manifest)], evidence: [listed(101, file)] })],
    ['as a newer copy beside the true one', ({ shown, file, copy, manifest }) => ({ ...shown, bodies: [...lessOf(shown.bodies, manifest), broken(manifest)], evidence: [listed(101, copy), listed(201, file)] })],
    ['left off the list of files', ({ shown, copy }) => ({ ...shown, evidence: [listed(101, copy)] })],
    ['left off the list, as a message', ({ shown, copy, manifest }) => ({ ...shown, bodies: [...lessOf(shown.bodies, manifest), { ...manifest, kind: 'message' }], evidence: [listed(101, copy)] })],
    ['as notes', ({ shown, file, copy, manifest }) => ({ ...shown, notes: file.id, bodies: lessOf(shown.bodies, manifest), evidence: [listed(101, copy)] })],
    ['under another number, its manifest broken', ({ shown, file, copy, manifest }) => ({ ...shown, bodies: [...lessOf(shown.bodies, manifest), broken(manifest)], evidence: [listed(2, file), listed(101, copy)] })],
  ])('%s', async ([, lie]) => {
    const was = await honest()
    for (const redacted of [[], ['fire']]) expect(await handed(lie(was), redacted, [])).not.toContain(was.file.id)
  })

  it('as the redacted copy of the report: neither the tip nor a file', async () => {
    const { shown, file, content } = await honest()
    for (const { id } of [file, content]) expect(await handed({ ...shown, redacted: id }, ['fire'], [])).toBe('unvouched')
  })

  it('in the place of a copy that no unit signed', async () => {
    const { shown, copy, file, made } = await honest()
    const forged = await aBody(copy, { report: shown.report, n: 1, kind: 'evidence', author: 'desk' }, { ...MANIFEST, copyOf: file.id }, new Uint8Array(32).fill(5))
    const lie = { ...shown, bodies: [...lessOf(shown.bodies, made), forged] }
    expect([await handed(lie, ['fire'], []), await handed(lie, [], [1])]).toEqual(['misplaced', 'misplaced'])
    expect(await handed(lie, [], [1, 101])).not.toContain(copy.id)
  })
})

it('a file that calls itself a redacted copy goes nowhere, and holds up the report no longer than until it is left out', async () => {
  const { shown, copy, file, words } = await honest()
  const strange = await makeCompartment()
  const housing = await demonstrationUnitKeys('housing')
  const manifest = await aBody(strange, { report: shown.report, n: 1, kind: 'evidence', author: 'housing' }, { ...MANIFEST, copyOf: file.id }, housing.signSeed)
  const grant = await sealGrant(holderKeys(keyring, 'desk').recipient, { report: shown.report, holder: 'desk' }, { [strange.id]: strange.identity }, { by: 'housing', signSeed: housing.signSeed })
  const slipped = { ...shown, grants: [...shown.grants, grant], bodies: [...shown.bodies, manifest], evidence: [...(shown.evidence ?? []), { ...listed(2, strange), seq: 3 }] }
  expect(await handed(slipped, [], [1])).toBe('misplaced')
  const given = await handed(slipped, [], [1, 2])
  expect([given.includes(copy.id), given.includes(strange.id), given.includes(file.id)]).toEqual([true, false, false])
  expect(await handed(slipped, ['fire'], [])).toEqual([words.id, copy.id].sort())
})

it('what a reward rests on is handed on to nobody, nor granted with a new dialogue', async () => {
  const { shown } = await honest()
  const award = await makeCompartment()
  const grounds = await aBody(award, { report: shown.report, n: 1, kind: 'award', author: 'desk' }, { query: {}, fen: 1, scheme: 'county', line: 'county-budget', finding: '有。', steps: [] }, signSeed)
  const grant = await sealGrant(holderKeys(keyring, 'desk').recipient, { report: shown.report, holder: 'desk' }, { [award.id]: award.identity }, { by: 'desk', signSeed })
  const proposed = { ...shown, bodies: [...shown.bodies, grounds], grants: [...shown.grants, grant] }
  const { opens, vouched } = await unsealReport(await aSession('desk', ['desk']), proposed)
  expect([award.id in opens, award.id in vouched]).toEqual([true, false])
  expect(await handed(proposed, [], [])).not.toContain(award.id)
})
