/** Files that a hand-off keeps back: who was not given one cannot open it, with its own keys and the whole database in hand, until it is given. */
import { describe, expect, it } from 'vitest'
import { handOnReport, readHistory } from '#contract/console.ts'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { submitReport } from '#contract/report.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { MAX_FILES } from '#contract/rules/part-size.ts'
import { recordLook } from '../../site/console/evidence/act.ts'
import * as holding from '../../site/console/holding/act.ts'
import { filesOf, givenOf } from '../../site/console/holding/files.ts'
import * as act from '../../site/console/report/act.ts'
import { makeCode } from '../../site/crypto/code.ts'
import { sealFiling, type FileToSeal } from '../../site/crypto/filing.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { codeOf, get, must, post } from '../support/api.ts'
import { dump, rows } from '../support/database.ts'
import { aTip } from '../support/filings.ts'
import { opensFromDisk, reads } from '../support/held-files.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { cheapChallenge, comeBack, look, moved, type Told } from '../support/story.ts'
import { aFile, toSeal, uploaded } from '../support/uploads.ts'

const [desk, housing, fire, transport, auditor] = (await Promise.all(['desk01', 'housing01', 'fire01', 'transport01', 'auditor01'].map((name) => signedIn(name)))) as [Worker, Worker, Worker, Worker, Worker]
const GIVEN = aFile(3000, '后厨的照片')
const KEPT = aFile(5000, '留着举报人脸的录像')

const fileOf = async (bytes: Uint8Array<ArrayBuffer>, name: string): Promise<FileToSeal> => toSeal(await uploaded(bytes), name, bytes.length)

/** Filed with two files, and accepted. */
async function accepted(): Promise<Pick<Told, 'reference' | 'keys' | 'sealed'>> {
  const keys = await keysFromCode(makeCode(), profile.id)
  const sealed = await sealFiling(aTip(), keys, keyring, ['desk', 'housing'], [await fileOf(GIVEN, '后厨.jpg'), await fileOf(KEPT, '录像.jpg')])
  const { receipt: { reference } } = submitReport.ok.parse(await (await post('/api/reports', { filing: sealed.filing, challenge: await cheapChallenge() })).json())
  await moved(desk, reference, (seen) => act.accept(desk.session, seen))
  return { reference, keys, sealed }
}

const handOn = (who: Worker, reference: string, units: string[], without: number[] = []) => moved(who, reference, (seen) => act.handOn(who.session, seen, units, [], () => without))

describe('a file that a hand-off keeps back', () => {
  it('opens to nobody there, by the API or from the disk, and is named to whoever has it; the history says so, and the reporter is told nothing of it', async () => {
    const { reference, keys, sealed } = await accepted()
    await handOn(desk, reference, ['fire'], [2])
    expect(await reads(fire, reference)).toEqual({ 1: GIVEN })
    expect(await recordLook(fire.session, reference, 2)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await reads(housing, reference)).toEqual({ 1: GIVEN, 2: KEPT })
    expect((await get(`/api/staff/reports/${reference}/evidence/2/parts/1`, { cookie: fire.cookie })).status).toBe(404)
    expect([await opensFromDisk('fire', sealed.filing.report), await opensFromDisk('housing', sealed.filing.report)]).toEqual([[1], [1, 2]])
    const seen = await look(desk, reference)
    expect([givenOf(seen, 'fire').lacked, givenOf(seen, 'housing').lacked, filesOf(await look(fire, reference)).map(({ name }) => name)]).toEqual([['录像.jpg'], [], ['后厨.jpg']])
    expect(seen.report.timeline.findLast(({ kind }) => kind === 'handed-on')).toMatchObject({ detail: { units: ['fire'], without: { fire: [2] } } })
    const history = must(await auditor.call(readHistory, { reference }, {}))
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
    expect(JSON.stringify((await comeBack({ keys })).timeline)).not.toContain('without')
  })

  it('is given later, and then opens; the unit keeps its part', async () => {
    const { reference, sealed } = await accepted()
    await handOn(desk, reference, ['fire'], [1, 2])
    expect(await reads(fire, reference)).toEqual({})
    const before = (await look(desk, reference)).report.parts.find(({ unit }) => unit === 'fire')
    await handOn(desk, reference, ['fire'], [2])
    expect(await reads(fire, reference)).toEqual({ 1: GIVEN })
    await handOn(desk, reference, ['fire'])
    expect(await reads(fire, reference)).toEqual({ 1: GIVEN, 2: KEPT })
    expect(await opensFromDisk('fire', sealed.filing.report)).toEqual([1, 2])
    const { report } = await look(desk, reference)
    expect([report.withheld, report.parts.find(({ unit }) => unit === 'fire')]).toEqual([undefined, before])
    expect(await rows('SELECT * FROM withheld WHERE report_id = ?1', sealed.filing.report)).toEqual([])
  })

  it('is not given on by whoever lacks it, and comes whole to a unit that holds the report anew', async () => {
    const { reference } = await accepted()
    await handOn(desk, reference, ['fire'], [2])
    await moved(desk, reference, (seen) => act.assign(desk.session, seen, 'fire', ['housing']))
    await handOn(fire, reference, ['transport'])
    expect(await reads(transport, reference)).toEqual({ 1: GIVEN })
    expect((await look(desk, reference)).report.withheld).toEqual([{ unit: 'fire', k: 2 }, { unit: 'transport', k: 2 }])
    await moved(desk, reference, (seen) => holding.takeOut(desk.session, seen, 'transport', 'no-longer-needed'))
    await handOn(desk, reference, ['transport'])
    expect(await reads(transport, reference)).toEqual({ 1: GIVEN, 2: KEPT })
    expect((await look(desk, reference)).report.withheld).toEqual([{ unit: 'fire', k: 2 }])
  })

  it('is refused by a number that there is none of, twice, for a copy alone, or where nobody gains anything', async () => {
    const { reference } = await accepted()
    await moved(desk, reference, (seen) => holding.redact(desk.session, seen, { body: '后厨有大气瓶。' }))
    await handOn(desk, reference, ['fire'], [2])
    const { report } = await look(desk, reference)
    const before = await dump()
    const sent = (input: object) => post(`/api/staff/reports/${reference}/hand-on`, { seq: report.seq, units: ['transport'], grants: [{ holder: 'transport', sealed: report.grants[0] }], ...input }, { cookie: desk.cookie })
    for (const without of [[3], [2, 2]]) expect(await codeOf(await sent({ without: { transport: without } }))).toBe('invalid')
    expect(await codeOf(await sent({ without: { market: [2] } }))).toBe('invalid')
    expect(await codeOf(await sent({ redacted: ['transport'], without: { transport: [2] } }))).toBe('invalid')
    const again = { units: ['fire'], grants: [{ holder: 'fire', sealed: report.grants[0] }] }
    expect(await codeOf(await sent({ ...again, without: { fire: [2] } }))).toBe('conflict')
    expect(await codeOf(await sent({ ...again, redacted: ['fire'] }))).toBe('conflict')
    expect(await dump()).toEqual(before)
  })

  it('is told in the history for each unit: one is given what it lacked while another does without', async () => {
    const { reference } = await accepted()
    await handOn(desk, reference, ['fire'], [2])
    await handOn(desk, reference, ['fire', 'transport'], [1])
    expect((await look(desk, reference)).report.timeline.findLast(({ kind }) => kind === 'handed-on')).toMatchObject({ detail: { units: ['fire', 'transport'], without: { transport: [1] } } })
    expect([await reads(fire, reference), await reads(transport, reference)]).toEqual([{ 1: GIVEN, 2: KEPT }, { 2: KEPT }])
    const history = must(await auditor.call(readHistory, { reference }, {}))
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
  })

  it('may be any of all that both sides may send', () => {
    const without = Array.from({ length: 2 * MAX_FILES }, (_, at) => at + 1)
    expect(handOnReport.input.safeParse({ seq: 1, units: ['fire'], grants: [], without: { fire: without } })).toMatchObject({ success: true })
  })

  it('is not handed on by a unit that held it before and was given the report again without it', async () => {
    const { reference, sealed } = await accepted()
    await handOn(desk, reference, ['fire'])
    await moved(desk, reference, (seen) => holding.takeOut(desk.session, seen, 'fire', 'no-longer-needed'))
    await handOn(desk, reference, ['fire'], [2])
    await moved(desk, reference, (seen) => act.assign(desk.session, seen, 'fire', ['housing']))
    await handOn(fire, reference, ['transport'])
    expect(await opensFromDisk('transport', sealed.filing.report)).toEqual([1])
  })

  it('is not spoken of to a unit with the redacted copy', async () => {
    const { reference } = await accepted()
    await moved(desk, reference, (seen) => holding.redact(desk.session, seen, { body: '后厨有大气瓶。' }))
    await moved(desk, reference, (seen) => act.handOn(desk.session, seen, ['fire', 'transport'], ['transport'], (unit) => (unit === 'fire' ? [2] : [])))
    const { report } = await look(transport, reference)
    expect(report.withheld).toBeUndefined()
    expect(JSON.stringify(report.timeline)).not.toContain('without')
  })
})
