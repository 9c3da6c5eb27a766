/** Redacted copies of files: made by whoever hands on, given in the place of files, and nothing of the reporter's. */
import { describe, expect, it } from 'vitest'
import { exportReport } from '#contract/archive.ts'
import { readHistory, readReport } from '#contract/console.ts'
import { redactEvidence } from '#contract/holding.ts'
import { listReports } from '#contract/inbox.ts'
import type { Evidence } from '#contract/report.ts'
import { firstBrokenLink } from '#contract/rules/history.ts'
import { MAX_FILES, MAX_PADDED_BYTES, PART_BYTES } from '#contract/rules/part-size.ts'
import type { Grant } from '#contract/sealed.ts'
import { checkArchive } from '../../site/console/archive/check.ts'
import { recordLook } from '../../site/console/evidence/act.ts'
import { openHeldFiles } from '../../site/console/evidence/held.ts'
import * as holding from '../../site/console/holding/act.ts'
import { redactFile } from '../../site/console/holding/copy-file.ts'
import { filesOf, givenOf, leftOut, type Giving } from '../../site/console/holding/files.ts'
import * as merging from '../../site/console/merge/act.ts'
import * as act from '../../site/console/report/act.ts'
import type { FileToSeal } from '../../site/crypto/filing.ts'
import { callerOf, codeOf, get, must, post } from '../support/api.ts'
import { countedDatabase, dump, rows, run } from '../support/database.ts'
import { told as filedWithOne } from '../support/filed-files.ts'
import { opensFromDisk, reads } from '../support/held-files.ts'
import { bringLater, brought, opened } from '../support/later.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { the } from '../support/sealing.ts'
import { comeBack, look, moved, tell } from '../support/story.ts'
import { aFile } from '../support/uploads.ts'

const [desk, housing, fire, transport, market, auditor] = (await Promise.all(['desk01', 'housing01', 'fire01', 'transport01', 'market01', 'auditor01'].map((name) => signedIn(name)))) as [Worker, Worker, Worker, Worker, Worker, Worker]
const FACE = aFile(3000, '看得见举报人脸的照片')
const COVERED = aFile(2000, '脸已经涂黑的照片')

/** Filed with one photograph, and accepted. */
async function accepted() {
  const told = await filedWithOne(FACE, '老周拍的.jpg')
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  return { ...told, report: told.sealed.filing.report }
}
async function copied(who: Worker, reference: string, bytes = COVERED, k = 1) {
  const made = await brought('脸涂黑了-给消防.jpg', bytes)
  return moved(who, reference, (seen) => redactFile(who.session, seen, k, made))
}
const handOn = (who: Worker, reference: string, units: string[], giving: Giving, redacted: string[] = []) =>
  moved(who, reference, (seen) => act.handOn(who.session, seen, units, redacted, (unit) => leftOut(filesOf(seen), () => giving, redacted.includes(unit))))

describe('a redacted copy of a file', () => {
  it('is granted to whoever has the file, says which it is of and what it is called to nobody, and stands in a history that holds', async () => {
    const { reference, report } = await accepted()
    await copied(desk, reference)
    const [file, copy] = await openHeldFiles(await look(housing, reference))
    expect([file, copy]).toMatchObject([{ k: 1, copyOf: null, problem: null }, { k: 101, copyOf: 1, problem: null, signature: 'good', words: { name: '附件1的脱敏件.jpg', copyOf: the(file).compartment } }])
    expect(await reads(housing, reference)).toEqual({ 1: FACE, 101: COVERED })
    const history = must(await auditor.call(readHistory, { reference }, {}))
    expect(history.events.find(({ kind }) => kind === 'redacted')).toMatchObject({ unit: 'desk', member: 'desk01', detail: { file: 1, bodies: [expect.any(String)] } })
    expect(await firstBrokenLink(history.report, history.filingDigest, history.events)).toBeNull()
    const archive = must(await auditor.call(exportReport, { reference }, {}))
    expect((await checkArchive(archive, null)).filter(({ standing }) => standing === 'bad')).toEqual([])
    const sealed = archive.tables['body']?.find((row) => row['compartment'] === the(copy).compartment)?.['sealed']
    const other = { ...archive, tables: { ...archive.tables, body: (archive.tables['body'] ?? []).filter((row) => row['sealed'] !== sealed) } }
    expect((await checkArchive(other, null)).find(({ what }) => what === 'bodies')).toMatchObject({ standing: 'bad' })
    expect(await rows('SELECT k FROM withheld WHERE report_id = ?1', report)).toEqual([])
  })

  it('is given in the place of the file, which then opens to nobody there, by the API or from the disk; and the file later', async () => {
    const { reference, report } = await accepted()
    await copied(desk, reference)
    await handOn(desk, reference, ['fire'], 'copy')
    expect(await reads(fire, reference)).toEqual({ 101: COVERED })
    expect([await opensFromDisk('fire', report), await opensFromDisk('housing', report)]).toEqual([[101], [1, 101]])
    expect(await recordLook(fire.session, reference, 1)).toMatchObject({ ok: false, code: 'not_found' })
    expect((await get(`/api/staff/reports/${reference}/evidence/1/parts/1`, { cookie: fire.cookie })).status).toBe(404)
    const seen = await look(desk, reference)
    expect(seen.report.timeline.findLast(({ kind }) => kind === 'handed-on')).toMatchObject({ detail: { units: ['fire'], without: { fire: [1] }, copies: { fire: [101] } } })
    expect([givenOf(seen, 'fire'), givenOf(seen, 'housing')]).toEqual([{ lacked: [], copies: ['老周拍的.jpg'] }, { lacked: [], copies: [] }])
    expect(JSON.stringify(await openHeldFiles(await look(fire, reference)))).not.toContain('老周')
    await handOn(desk, reference, ['fire'], 'original')
    expect(await reads(fire, reference)).toEqual({ 1: FACE, 101: COVERED })
    expect(await rows('SELECT * FROM withheld WHERE report_id = ?1', report)).toEqual([])
  })

  it('may be kept back like the file, is handed on by whoever has it without the file, and reaches who holds the report already when it is given', async () => {
    const { reference } = await accepted()
    await handOn(desk, reference, ['fire'], 'none')
    await copied(desk, reference)
    expect(await reads(fire, reference)).toEqual({})
    expect(givenOf(await look(desk, reference), 'fire')).toEqual({ lacked: ['老周拍的.jpg'], copies: [] })
    await handOn(desk, reference, ['fire'], 'copy')
    expect(await reads(fire, reference)).toEqual({ 101: COVERED })
    await moved(desk, reference, (seen) => act.assign(desk.session, seen, 'fire', ['housing']))
    await handOn(fire, reference, ['transport'], 'original')
    expect(await reads(transport, reference)).toEqual({ 101: COVERED })
  })

  it('is made anew: the newer one is what is handed on, and a unit keeps the older that it has', async () => {
    const { reference, report } = await accepted()
    const BETTER = aFile(2500, '脸和车牌都涂黑的照片')
    await copied(desk, reference)
    await handOn(desk, reference, ['fire'], 'copy')
    await copied(housing, reference, BETTER)
    expect(await reads(fire, reference)).toEqual({ 101: COVERED })
    await handOn(desk, reference, ['transport'], 'copy')
    expect([await reads(transport, reference), await opensFromDisk('transport', report)]).toEqual([{ 201: BETTER }, [201]])
    await handOn(desk, reference, ['fire'], 'copy')
    expect(await reads(fire, reference)).toEqual({ 101: COVERED, 201: BETTER })
  })

  it('goes on from a unit that lacks the file in the newest version that it has, and in no older one', async () => {
    const { reference, report } = await accepted()
    const BETTER = aFile(2500, '脸和车牌都涂黑的照片')
    await copied(desk, reference)
    await handOn(desk, reference, ['fire'], 'copy')
    await copied(desk, reference, BETTER)
    await moved(desk, reference, (seen) => act.assign(desk.session, seen, 'fire', ['housing']))
    await handOn(fire, reference, ['transport'], 'original')
    expect([await reads(transport, reference), await opensFromDisk('transport', report)]).toEqual([{ 101: COVERED }, [101]])
    expect((await look(desk, reference)).report.timeline.findLast(({ kind }) => kind === 'handed-on')).toMatchObject({ detail: { without: { transport: [1, 201] }, copies: { transport: [101] } } })
    await handOn(desk, reference, ['fire'], 'copy')
    const culture = await signedIn('culture01')
    await handOn(fire, reference, ['culture'], 'original')
    expect([await reads(culture, reference), await opensFromDisk('culture', report)]).toEqual([{ 201: BETTER }, [201]])
  })

  it('is all of the files that a unit with the redacted copy of the report is given, where it was handed on with it', async () => {
    const { reference, report } = await accepted()
    await moved(desk, reference, (seen) => holding.redact(desk.session, seen, { body: '后厨有大气瓶。' }))
    await handOn(desk, reference, ['market'], 'original', ['market'])
    const sent = async () => [must(await market.call(readReport, { reference }, {})), must(await market.call(listReports, {}, {})).reports] as const
    const before = await sent()
    await copied(desk, reference)
    expect(await sent()).toEqual(before)
    expect([before[0].evidence, await recordLook(market.session, reference, 101)]).toMatchObject([undefined, { ok: false, code: 'not_found' }])
    await handOn(desk, reference, ['market'], 'original', ['market'])
    expect([await reads(market, reference), await opensFromDisk('market', report)]).toEqual([{ 101: COVERED }, [101]])
    const seen = await look(market, reference)
    expect([seen.copyOnly, seen.content, seen.report.evidence, seen.report.withheld, seen.report.bodies.map(({ kind }) => kind)]).toMatchObject([true, null, [{ k: 101, seq: 0 }], undefined, ['redacted', 'evidence']])
    expect(JSON.stringify(seen.report.timeline)).not.toMatch(/copies|without/)
    expect(await recordLook(market.session, reference, 1)).toMatchObject({ ok: false, code: 'not_found' })
    expect(givenOf(await look(desk, reference), 'market')).toEqual({ lacked: [], copies: ['老周拍的.jpg'] })
    await handOn(desk, reference, ['transport'], 'none', ['transport'])
    expect([await reads(transport, reference), await opensFromDisk('transport', report)]).toEqual([{}, []])
    await moved(desk, reference, (now) => holding.takeOut(desk.session, now, 'market', 'no-longer-needed'))
    expect((await get(`/api/staff/reports/${reference}/evidence/101/parts/1`, { cookie: market.cookie })).status).toBe(404)
  })
})

describe('the reporter', () => {
  it('is served no copy, finds no gap, is told of none, and may send as many files as before', async () => {
    const told = await tell()
    await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
    await bringLater(told, [await brought('一.jpg', FACE)])
    const before = await comeBack(told)
    await copied(desk, told.reference)
    const after = await comeBack(told)
    expect(after).toEqual(before)
    must(await recordLook(housing.session, told.reference, 101))
    expect(await comeBack(told)).toEqual(before)
    await handOn(desk, told.reference, ['fire'], 'copy')
    expect(JSON.stringify((await comeBack(told)).timeline)).not.toMatch(/copies|without/)
    const { files, keys } = await bringLater(told, [await brought('二.jpg')])
    expect(files.map(({ k }) => k)).toEqual([1, 2])
    expect((await post('/api/track/evidence/101/parts/1', { lookup: keys.lookup })).status).toBe(404)
    const grants = await rows<{ n: number }>("SELECT count(*) AS n FROM report_grant WHERE report_id = ?1 AND holder = 'reporter'", after.report)
    expect(grants).toEqual([{ n: 3 }])
    expect((await opened(told)).files).toHaveLength(2)
  })
})

it('counts neither as the reporter’s files nor as what units send: of each file there may be as much as one side may send', async () => {
  const { reference, report } = await accepted()
  await copied(desk, reference)
  const twenty = await Promise.all(Array.from({ length: MAX_FILES }, (_, at) => brought(`${at}.jpg`, aFile(10))))
  await moved(desk, reference, (seen) => act.reply(desk.session, seen, '见附件', twenty))
  await copied(desk, reference, COVERED, 2)
  await run('DROP TRIGGER evidence_no_update')
  await run('UPDATE evidence SET parts = ?2, last = ?3 WHERE report_id = ?1 AND k = 101', report, Math.floor(MAX_PADDED_BYTES / PART_BYTES) + 2, 65_536)
  await run("CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is never rewritten'); END")
  expect(await codeOf(await sending(reference, { input: await redacting(reference) }))).toBe('too_large')
  await copied(desk, reference, COVERED, 2)
  expect(Object.keys(await reads(housing, reference)).filter((k) => Number(k) > 100)).toEqual(['101', '102', '202'])
})

it('of one file there are no more than one side may send; who makes one too many is told that of copies, and who sends one too many that of files', async () => {
  const { reference } = await accepted()
  for (let made = 0; made < MAX_FILES; made += 1) await copied(desk, reference, aFile(10))
  const more = await brought('copy.jpg', COVERED)
  expect(await redactFile(desk.session, await look(desk, reference), 1, more)).toMatchObject({ ok: false, code: 'too_large', message: '脱敏件太多：一个附件的脱敏件，连先前的在内最多20个、一共500MB。' })
  const tooMany = await Promise.all(Array.from({ length: MAX_FILES }, (_, at) => brought(`${at}.jpg`, aFile(10))))
  await moved(desk, reference, (seen) => act.reply(desk.session, seen, '见附件', tooMany))
  expect(await act.reply(desk.session, await look(desk, reference), '还有', [more])).toMatchObject({ ok: false, code: 'too_large', message: '附件太多：连先前的在内，各单位发给举报人的最多20个、一共500MB。' })
})

interface Redacting {
  readonly seq: number
  readonly evidence: Evidence
  readonly grants: Grant[]
}

/** What the console would send for a copy of file 1, as the report stands. */
async function redacting(reference: string, made?: FileToSeal): Promise<Redacting> {
  const sent: unknown[] = []
  const call = async (_operation: unknown, _params: unknown, input: unknown) => {
    sent.push(input)
    return { ok: false as const, code: 'network' as const, message: '', requestId: '' }
  }
  await redactFile({ ...desk.session, tools: { ...desk.session.tools, call } }, await look(desk, reference), 1, made ?? (await brought('copy.jpg', COVERED)))
  return sent[0] as Redacting
}
const sending = (reference: string, { k = 1, input, who = desk }: Sent) => post(`/api/staff/reports/${reference}/evidence/${k}/redact`, input, { cookie: who.cookie })
interface Sent {
  readonly k?: number | string
  readonly input: unknown
  readonly who?: Worker
}
const changed = async (reference: string, change: (input: Redacting, dialogue: string) => unknown): Promise<Sent> => ({ input: change(await redacting(reference), (await look(desk, reference)).report.dialogue) })

describe('a copy that is sent', () => {
  it.for<[string, string, (reference: string) => Promise<Sent>]>([
    ['of a file that there is none of', 'not_found', async (reference) => ({ k: 2, input: await redacting(reference) })],
    ['of no number', 'not_found', async (reference) => ({ k: 'x', input: await redacting(reference) })],
    ['of a copy', 'invalid', async (reference) => {
      await copied(desk, reference)
      return { k: 101, input: await redacting(reference) }
    }],
    ['by a unit that was not given the file, though it leads', 'not_found', async (reference) => {
      await handOn(desk, reference, ['fire'], 'none')
      await moved(desk, reference, (seen) => act.assign(desk.session, seen, 'fire', ['housing']))
      return { input: await redacting(reference), who: fire }
    }],
    ['by a unit that only helps', 'forbidden', async (reference) => {
      await handOn(desk, reference, ['fire'], 'original')
      return { input: await redacting(reference), who: fire }
    }],
    ['by a unit with the redacted copy', 'forbidden', async (reference) => {
      await moved(desk, reference, (seen) => holding.redact(desk.session, seen, { body: '后厨有大气瓶。' }))
      await handOn(desk, reference, ['market'], 'original', ['market'])
      return { input: await redacting(reference), who: market }
    }],
    ['by a unit that was taken out', 'not_found', async (reference) => {
      await handOn(desk, reference, ['fire'], 'original')
      await moved(desk, reference, (seen) => holding.takeOut(desk.session, seen, 'fire', 'no-longer-needed'))
      return { input: await redacting(reference), who: fire }
    }],
    ['by a unit that never held the report', 'not_found', async (reference) => ({ input: await redacting(reference), who: transport })],
    ['of another report', 'forbidden', async (reference) => ({ input: { ...(await redacting((await accepted()).reference)), seq: (await look(desk, reference)).report.seq } })],
    ['twice', 'conflict', async (reference) => {
      const input = await redacting(reference)
      expect((await sending(reference, { input })).status).toBe(200)
      return { input }
    }],
    ['with an upload that a report has', 'conflict', async (reference) => {
      const made = await brought('copy.jpg', COVERED)
      await moved(desk, reference, (seen) => redactFile(desk.session, seen, 1, made))
      return { input: await redacting(reference, made) }
    }],
    ['in the dialogue’s compartment', 'invalid', (reference) => changed(reference, (input, dialogue) => ({ ...input, evidence: { ...input.evidence, compartment: dialogue } }))],
    ['without a grant to a unit that has the file', 'invalid', (reference) => changed(reference, (input) => ({ ...input, grants: input.grants.filter(({ holder }) => holder !== 'housing') }))],
    ['with a grant to the reporter', 'invalid', (reference) => changed(reference, (input) => ({ ...input, grants: [...input.grants, { ...the(input.grants[0]), holder: 'reporter' }] }))],
    ['with a grant to a unit that was not given the file', 'invalid', async (reference) => {
      await handOn(desk, reference, ['fire'], 'none')
      return changed(reference, (input) => ({ ...input, grants: [...input.grants, { ...the(input.grants[0]), holder: 'fire' }] }))
    }],
  ])('is refused whole %s: %s', async ([, code, make]) => {
    const { reference } = await accepted()
    const sent = await make(reference)
    const before = await dump()
    expect(await codeOf(await sending(reference, sent))).toBe(code)
    expect(await dump()).toEqual(before)
  })

  it('takes six round trips to the database, the session and the notice included', async () => {
    const { reference } = await accepted()
    const input = await redacting(reference)
    const counted = countedDatabase()
    must(await callerOf({ cookie: desk.cookie, db: counted.db })(redactEvidence, { reference, k: '1' }, input))
    expect(counted.trips).toBe(6)
  })

  it('belongs to a report that goes with another as to any', async () => {
    const [main, later] = [await accepted(), await filedWithOne(FACE, '一.jpg')]
    await moved(desk, later.reference, (seen) => merging.merge(desk.session, seen, main.reference))
    await copied(desk, later.reference)
    expect(Object.keys(await reads(desk, later.reference))).toEqual(['1', '101'])
  })
})

describe('a server that exchanges numbers', () => {
  it('is found out: the copy shows as misplaced, and nothing is handed on', async () => {
    const { reference } = await accepted()
    await copied(desk, reference)
    const seen = await look(desk, reference)
    const [file, copy] = seen.report.evidence ?? []
    const swapped = { ...seen, report: { ...seen.report, evidence: [{ ...the(copy), k: 1 }, { ...the(file), k: 101 }] } }
    expect((await openHeldFiles(swapped)).map(({ problem }) => problem)).toEqual(['misplaced', 'misplaced'])
    expect(await act.handOn(desk.session, swapped, ['fire'], [], () => [1])).toMatchObject({ ok: false, code: 'misplaced' })
  })
})
