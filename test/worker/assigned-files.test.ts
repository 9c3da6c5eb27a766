/** Files chosen where the desk names who leads and who helps, and for each unit by itself: nobody opens what they were not given, whatever becomes of the report. */
import { describe, expect, it } from 'vitest'
import { readHistory } from '#contract/console.ts'
import { profile } from '#contract/county/profile.ts'
import { keyring } from '#contract/county/keyring.ts'
import { submitReport } from '#contract/report.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { chainOf } from '../../site/console/evidence/chain.ts'
import { recordLook } from '../../site/console/evidence/act.ts'
import { openHeldFiles } from '../../site/console/evidence/held.ts'
import * as holding from '../../site/console/holding/act.ts'
import { redactFile } from '../../site/console/holding/copy-file.ts'
import { givenOf } from '../../site/console/holding/files.ts'
import * as merging from '../../site/console/merge/act.ts'
import * as act from '../../site/console/report/act.ts'
import type { UnsealedReport } from '../../site/console/report/unseal.ts'
import { makeCode } from '../../site/crypto/code.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { sealFiling } from '../../site/crypto/filing.ts'
import { publishCards } from '../../site/crypto/publish.ts'
import { rotateKeys } from '../../site/crypto/rotation.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { codeOf, get, must, post } from '../support/api.ts'
import { dump, rows } from '../support/database.ts'
import { aTip } from '../support/filings.ts'
import { fileIt } from '../support/filed-files.ts'
import { opensFromDisk, reads } from '../support/held-files.ts'
import { brought } from '../support/later.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { the } from '../support/sealing.ts'
import { comeBack, look, moved } from '../support/story.ts'
import { aFile, toSeal, uploaded } from '../support/uploads.ts'

const [desk, housing, fire, market, transport, commerce, police, auditor] = (await Promise.all(['desk01', 'housing01', 'fire01', 'market01', 'transport01', 'commerce01', 'police01', 'auditor01'].map((name) => signedIn(name)))) as [Worker, Worker, Worker, Worker, Worker, Worker, Worker, Worker]
const PLACE = aFile(3000, '后厨的照片')
const FACE = aFile(5000, '看得见举报人脸的录像')
const COVERED = aFile(2000, '脸已经涂黑的录像')

/** Two files, filed where nobody is proposed to lead: the desk alone has it. Of the second there is a redacted copy. */
async function received(category = 'HY37') {
  const keys = await keysFromCode(makeCode(), profile.id)
  const files = [await toSeal(await uploaded(PLACE), '后厨.jpg', PLACE.length), await toSeal(await uploaded(FACE), '老周录的.jpg', FACE.length)]
  const sealed = await sealFiling(aTip({ category, violations: [] }), keys, keyring, ['desk'], files)
  const { receipt: { reference } } = submitReport.ok.parse(await (await fileIt(sealed.filing)).json())
  const made = await brought('copy.jpg', COVERED)
  await moved(desk, reference, (seen) => redactFile(desk.session, seen, 2, made))
  return { keys, reference, report: sealed.filing.report }
}

/** The lead gets everything, fire the copy in the place of the second file, market neither of them. */
const LEFT: Readonly<Record<string, readonly number[]>> = { fire: [2], market: [2, 102] }
const assign = (reference: string, lead: string, assists: readonly string[], left = LEFT) => moved(desk, reference, (seen) => act.assign(desk.session, seen, lead, assists, (unit) => left[unit] ?? []))
async function assigned() {
  const told = await received()
  await assign(told.reference, 'housing', ['fire', 'market'])
  return told
}

/** What the two that were given less have: with their own session, their own keys and everything the server stores. */
async function isKept({ reference, report }: { reference: string; report: string }, who: readonly Worker[] = [fire, market]) {
  for (const one of who) {
    const has: Record<number, Uint8Array> = one.unit === 'fire' ? { 1: PLACE, 102: COVERED } : { 1: PLACE }
    expect(await reads(one, reference)).toEqual(has)
    expect(await opensFromDisk(one.unit ?? '', report)).toEqual(Object.keys(has).map(Number))
    expect(await recordLook(one.session, reference, 2)).toMatchObject({ ok: false, code: 'not_found' })
    expect((await get(`/api/staff/reports/${reference}/evidence/2/parts/1`, { cookie: one.cookie })).status).toBe(404)
    expect(JSON.stringify(await openHeldFiles(await look(one, reference)))).not.toContain('老周')
  }
}

describe('where the desk first names who leads and who helps', () => {
  it('each unit gets the file, its copy or nothing, as was chosen for it', async () => {
    const told = await assigned()
    expect(await reads(housing, told.reference)).toEqual({ 1: PLACE, 2: FACE, 102: COVERED })
    await isKept(told)
    const seen = await look(desk, told.reference)
    expect(['housing', 'fire', 'market'].map((unit) => givenOf(seen, unit))).toEqual([{ lacked: [], copies: [] }, { lacked: [], copies: ['老周录的.jpg'] }, { lacked: ['老周录的.jpg'], copies: [] }])
    expect(await rows('SELECT unit, k FROM withheld WHERE report_id = ?1 ORDER BY unit, k', told.report)).toEqual([{ unit: 'fire', k: 2 }, { unit: 'market', k: 2 }, { unit: 'market', k: 102 }])
  })

  it('is told in the history, which holds, and in each file’s own; and the reporter is told nothing of it', async () => {
    const { keys, reference } = await assigned()
    const history = must(await auditor.call(readHistory, { reference }, {}))
    expect(history.events.at(-1)).toMatchObject({ kind: 'assigned', detail: { lead: 'housing', assists: ['fire', 'market'], without: { fire: [2], market: [2, 102] }, copies: { fire: [102] } } })
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
    const seen = await look(housing, reference)
    const chain = chainOf(seen, the((await openHeldFiles(seen)).find(({ k }) => k === 2)), 'housing01')
    expect(chain.at(-1)?.words).toContain('消防大队附件2给的是脱敏件，没有给市监局附件2')
    expect(JSON.stringify((await comeBack({ keys })).timeline)).not.toMatch(/without|copies/)
  })

  it('everything goes to all where nothing is left out, with as much sent as before', async () => {
    const { reference } = await received()
    await assign(reference, 'housing', ['fire'], {})
    for (const who of [housing, fire]) expect(await reads(who, reference)).toEqual({ 1: PLACE, 2: FACE, 102: COVERED })
    expect((await look(desk, reference)).report.timeline.findLast(({ kind }) => kind === 'assigned')?.detail).toEqual({ from: 'received', to: 'assigned', lead: 'housing', assists: ['fire'] })
  })

  it.for<[string, object]>([
    ['of a unit that is not given the report', { without: { transport: [2] } }],
    ['of the desk, which has it', { without: { desk: [2] } }],
    ['of a file that there is none of', { without: { fire: [3] } }],
    ['of a file twice', { without: { fire: [2, 2] } }],
    ['of no file', { without: { fire: [] } }],
    ['for all at once', { without: [2] }],
  ])('leaving out is refused whole %s', async ([, left]) => {
    const { reference } = await received()
    const { report } = await look(desk, reference)
    const grant = (holder: string) => ({ holder, sealed: the(report.grants[0]) })
    const before = await dump()
    const input = { seq: report.seq, lead: 'housing', assists: ['fire'], grants: [grant('housing'), grant('fire')], ...left }
    expect(await codeOf(await post(`/api/staff/reports/${reference}/assign`, input, { cookie: desk.cookie }))).toBe('invalid')
    expect(await dump()).toEqual(before)
  })

  it('a file that the server may have exchanged goes to nobody, and that is said: on the screen, in the history, in what is served', async () => {
    const told = await received()
    const swap = (seen: UnsealedReport): UnsealedReport => {
      const [place, face, copy] = seen.report.evidence ?? []
      return { ...seen, report: { ...seen.report, evidence: [the(place), { ...the(copy), k: 2 }, { ...the(face), k: 102 }] } }
    }
    await moved(desk, told.reference, (seen) => act.assign(desk.session, swap(seen), 'housing', ['fire']))
    for (const who of [housing, fire]) expect([await reads(who, told.reference), await opensFromDisk(who.unit ?? '', told.report)]).toEqual([{ 1: PLACE }, [1]])
    const seen = await look(desk, told.reference)
    expect(givenOf(seen, 'fire')).toEqual({ lacked: ['老周录的.jpg'], copies: [] })
    expect(seen.report.timeline.findLast(({ kind }) => kind === 'assigned')).toMatchObject({ detail: { without: { housing: [2, 102], fire: [2, 102] } } })
  })
})

describe('handing on to several at once', () => {
  it('gives each unit what was chosen for it, with the redacted copy of the report too', async () => {
    const told = await received()
    await assign(told.reference, 'housing', [], {})
    await moved(desk, told.reference, (seen) => holding.redact(desk.session, seen, { body: '后厨有大气瓶。' }))
    const left: Record<string, number[]> = { fire: [2], market: [2, 102], transport: [102] }
    await moved(housing, told.reference, (seen) => act.handOn(housing.session, seen, ['fire', 'market', 'transport', 'commerce'], ['transport', 'commerce'], (unit) => left[unit] ?? []))
    await isKept(told)
    expect([await reads(transport, told.reference), await reads(commerce, told.reference)]).toEqual([{}, { 101: COVERED }])
    expect([await opensFromDisk('transport', told.report), await opensFromDisk('commerce', told.report)]).toEqual([[], [102]])
    expect((await look(desk, told.reference)).report.timeline.findLast(({ kind }) => kind === 'handed-on')).toMatchObject({ detail: { without: { fire: [2], market: [2, 102] }, copies: { fire: [102], commerce: [102] } } })
  })
})

describe('what a unit was not given stays closed to it', () => {
  it('once it leads, and it cannot hand it on', async () => {
    const told = await assigned()
    await assign(told.reference, 'fire', ['market'], {})
    await isKept(told)
    await moved(fire, told.reference, (seen) => act.handOn(fire.session, seen, ['transport']))
    expect([await reads(transport, told.reference), await opensFromDisk('transport', told.report)]).toEqual([{ 1: PLACE, 102: COVERED }, [1, 102]])
  })

  it('after the lead was taken out, and after it gave the report back and the dialogue was renewed', async () => {
    const out = await assigned()
    await moved(desk, out.reference, (seen) => holding.takeOut(desk.session, seen, 'housing', 'leak-suspected'))
    await isKept(out)
    await assign(out.reference, 'police', ['fire', 'market'], { police: [1, 2] })
    await isKept(out)
    expect([await reads(police, out.reference), await opensFromDisk('police', out.report)]).toEqual([{ 102: COVERED }, [102]])
    const back = await assigned()
    await moved(housing, back.reference, (seen) => act.giveBack(housing.session, seen, 'not-our-duty'))
    await moved(desk, back.reference, (seen) => holding.renew(desk.session, seen))
    await isKept(back)
  })

  it('where an assignment drops a unit and brings others with a new dialogue', async () => {
    const told = await received()
    await assign(told.reference, 'police', ['housing'], {})
    await assign(told.reference, 'housing', ['fire', 'market'])
    expect((await look(desk, told.reference)).report.parts.find(({ unit }) => unit === 'police')?.standing).toBe('ended')
    await isKept(told)
  })

  it('when it is handed on once more with less, and opens when it is given', async () => {
    const told = await assigned()
    await moved(desk, told.reference, (seen) => act.handOn(desk.session, seen, ['market'], [], () => [2]))
    expect([await reads(market, told.reference), await opensFromDisk('market', told.report)]).toEqual([{ 1: PLACE, 102: COVERED }, [1, 102]])
    await isKept(told, [fire])
    await moved(desk, told.reference, (seen) => act.handOn(desk.session, seen, ['market']))
    expect(await reads(market, told.reference)).toEqual({ 1: PLACE, 2: FACE, 102: COVERED })
    await isKept(told, [fire])
  })

  it('when it was taken out, and comes to the report again with less than before', async () => {
    const told = await received()
    await assign(told.reference, 'housing', ['fire', 'market'], { market: [2, 102] })
    await moved(desk, told.reference, (seen) => holding.takeOut(desk.session, seen, 'market', 'no-longer-needed'))
    await assign(told.reference, 'housing', ['fire', 'market'], { market: [1, 2] })
    expect([await reads(market, told.reference), await opensFromDisk('market', told.report)]).toEqual([{ 102: COVERED }, [1, 102]])
  })

  it('in a report that is worked on with an earlier one, which it holds whole', async () => {
    const [main, later] = [await received(), await received()]
    await assign(main.reference, 'housing', ['fire', 'market'], {})
    await assign(later.reference, 'housing', ['fire', 'market'])
    await moved(desk, later.reference, (seen) => merging.merge(desk.session, seen, main.reference))
    await isKept(later)
  })

  it('with the keys that it changed to', async () => {
    const told = await assigned()
    const { keys, card } = await rotateKeys(await demonstrationUnitKeys('market'), { county: profile.id, from: 1, day: '2026-11-22' })
    const published = publishCards(keyring, profile.id, [card], '2026-11-22')
    const withNew = (worker: Worker, unitKeys = worker.session.unitKeys): Worker => ({ ...worker, session: { ...worker.session, unitKeys, tools: { ...worker.session.tools, keyring: published } } })
    const [renewed, clerk] = [withNew(market, keys), withNew(desk)]
    expect(await reads(renewed, told.reference)).toEqual({ 1: PLACE })
    await moved(clerk, told.reference, (seen) => act.handOn(clerk.session, seen, ['market'], [], () => [2]))
    expect(await reads(renewed, told.reference)).toEqual({ 1: PLACE, 102: COVERED })
    expect(await opensFromDisk('market', told.report)).toEqual([1])
  })
})
