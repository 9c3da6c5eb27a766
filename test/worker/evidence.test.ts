import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { exportReport } from '#contract/archive.ts'
import type { Filing } from '#contract/report.ts'
import { checkArchive } from '../../site/console/archive/check.ts'
import { recordLook, recordSaving } from '../../site/console/evidence/act.ts'
import * as act from '../../site/console/report/act.ts'
import type { FileToSeal } from '../../site/crypto/filing.ts'
import { isReceiptFor } from '../../site/crypto/receipt.ts'
import { openFiles, readPart } from '../../site/evidence/read.ts'
import { sweep } from '../../worker/sweep.ts'
import { callerOf, codeOf, get, must } from '../support/api.ts'
import { countedDatabase, dump, rows, run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { look, moved } from '../support/story.ts'
import { fileIt, sealedWith, told } from '../support/filed-files.ts'
import { aFile, begin, bring, getterOf, toSeal, uploaded } from '../support/uploads.ts'

const anybody = callerOf()
const seated = new Map<string, Promise<Worker>>()
/** A member of this unit, signed in once. */
const worker = (unit: string): Promise<Worker> => {
  const seat = seated.get(unit) ?? signedIn(`${unit}01`)
  seated.set(unit, seat)
  return seat
}

describe('a filing with files', () => {
  it('is received in one batch: the receipt covers the manifests, the units open the file byte for byte, and the hour of the upload is forgotten', async () => {
    const { sealed, filed, reference, file } = await told()
    expect(await isReceiptFor(filed.receipt, sealed.filing)).toBe(true)
    expect(await isReceiptFor(filed.receipt, { ...sealed.filing, evidence: (sealed.filing.evidence ?? []).map((one) => ({ ...one, digest: 'A'.repeat(43) })) })).toBe(false)
    const housing = await worker('housing')
    const [opened] = await openFiles(await look(housing, reference))
    must(await recordLook(housing.session, reference, 1))
    expect(opened).toMatchObject({ k: 1, words: { name: '后厨.jpg', size: file.length }, signature: 'good', problem: null })
    const parts = await Promise.all([1, 2].map(async (n) => must(await readPart(getterOf(housing), reference, opened ?? expect.unreachable(), n))))
    expect(new Uint8Array(await new Blob(parts).arrayBuffer())).toEqual(file)
    expect(await rows('SELECT hour FROM upload WHERE id = (SELECT upload_id FROM evidence WHERE report_id = ?1)', sealed.filing.report)).toEqual([{ hour: null }])
    await sweep(env)
    expect(must(await readPart(getterOf(housing), reference, opened ?? expect.unreachable(), 2))).toEqual(parts[1])
  })

  it('is the same filing when it is sent again, and costs the database four round trips, the notice included', async () => {
    const file = aFile(1000)
    const { filing } = await sealedWith([await toSeal(await uploaded(file), 'a.jpg', file.length)])
    const counted = countedDatabase()
    const first = await (await fileIt(filing, { db: counted.db })).json()
    expect(counted.trips).toBe(4)
    const before = await dump()
    expect(await (await fileIt(filing)).json()).toEqual(first)
    expect(await dump()).toEqual(before)
  })

  it.for<[string, string, () => Promise<readonly FileToSeal[]>, ((filing: Filing) => unknown)?]>([
    ['that nobody brought', 'conflict', async () => [{ ...(await toSeal(await uploaded(aFile(10)), 'a', 10)), upload: 'A'.repeat(22) }]],
    ['that is not complete', 'conflict', async () => {
      const begun = await begin(aFile(10))
      await bring(begun, 1)
      return [await toSeal(begun, 'a', 10)]
    }],
    ['that somebody else brought', 'forbidden', async () => [{ ...(await toSeal(await uploaded(aFile(10)), 'a', 10)), signSeed: crypto.getRandomValues(new Uint8Array(32)) }]],
    ['of other parts than were brought', 'conflict', async () => [{ ...(await toSeal(await uploaded(aFile(10)), 'a', 10)), digest: 'A'.repeat(43) }]],
    ['twice', 'conflict', async () => {
      const one = await toSeal(await uploaded(aFile(10)), 'a', 10)
      return [one, one]
    }],
    ['that another report has', 'conflict', async () => {
      const one = await toSeal(await uploaded(aFile(10)), 'a', 10)
      await fileIt((await sealedWith([one])).filing)
      return [one]
    }],
    ['about to be forgotten', 'conflict', async () => {
      const begun = await uploaded(aFile(10))
      await run('UPDATE upload SET doomed = 1 WHERE id = ?1', begun.id)
      return [await toSeal(begun, 'a', 10)]
    }],
    ['in the compartment of the content', 'invalid', async () => [await toSeal(await uploaded(aFile(10)), 'a', 10)], (filing) => ({ ...filing, evidence: filing.evidence?.map((one) => ({ ...one, compartment: filing.content.compartment })) })],
  ])('is refused whole where it names a file %s: %s', async ([, code, make, change = (filing) => filing]) => {
    const good = await toSeal(await uploaded(aFile(20)), 'good', 20)
    const { filing } = await sealedWith([good, ...(await make())])
    const before = await dump()
    expect(await codeOf(await fileIt(change(filing)))).toBe(code)
    expect(await dump()).toEqual(before)
  })

  it('takes one of two that race for a file, and of the other nothing', async () => {
    const one = await toSeal(await uploaded(aFile(10)), 'a', 10)
    const filings = await Promise.all([sealedWith([one]), sealedWith([one])])
    const answers = await Promise.all(filings.map(async ({ filing }) => codeOf(await fileIt(filing))))
    expect(answers.toSorted()).toEqual(['conflict', 'ok'])
    expect(await rows('SELECT 1 FROM report WHERE id IN (?1, ?2)', ...filings.map(({ filing }) => filing.report))).toHaveLength(1)
  })
})

describe('reading a file', () => {
  it('is for units that hold the original: not for others, nor with a redacted copy', async () => {
    const { reference } = await told(aFile(100))
    const path = `/api/staff/reports/${reference}/evidence/1/parts/1`
    const [housing, fire] = [await worker('housing'), await worker('fire')]
    expect(await codeOf(await get(path, { cookie: housing.cookie }))).toBe('conflict')
    must(await recordLook(housing.session, reference, 1))
    expect(await codeOf(await get(path, { cookie: housing.cookie }))).toBe('ok')
    expect(await recordLook(fire.session, reference, 1)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await recordSaving(fire.session, reference, 1, null)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await codeOf(await get(path, { cookie: fire.cookie }))).toBe('not_found')
    expect(await codeOf(await get(path, {}))).toBe('unauthenticated')
    for (const other of ['evidence/2/parts/1', 'evidence/1/parts/2', 'evidence/x/parts/1']) expect(await codeOf(await get(`/api/staff/reports/${reference}/${other}`, { cookie: housing.cookie }))).toBe('not_found')
    await run(`UPDATE part SET copy = 'redacted' WHERE unit = 'housing' AND report_id = (SELECT id FROM report WHERE reference = ?1)`, reference)
    expect(await codeOf(await get(path, { cookie: housing.cookie }))).toBe('not_found')
    expect((await look(housing, reference)).report).not.toHaveProperty('evidence')
    expect(await recordLook(housing.session, reference, 1)).toMatchObject({ ok: false, code: 'not_found' })
  })

  it('opens to a unit that it is handed on to', async () => {
    const { reference } = await told(aFile(100))
    const desk = await worker('desk')
    await moved(desk, reference, (seen) => act.accept(desk.session, seen))
    await moved(desk, reference, (seen) => act.handOn(desk.session, seen, ['market']))
    const market = await worker('market')
    const [file] = await openFiles(await look(market, reference))
    must(await recordLook(market.session, reference, 1))
    expect(must(await readPart(getterOf(market), reference, file ?? expect.unreachable(), 1))).toEqual(aFile(100))
  })

  it('says what is missing and what was altered, whoever had a hand in store or rows', async () => {
    const { reference } = await told(aFile(100))
    const housing = await worker('housing')
    const [file] = await openFiles(await look(housing, reference))
    must(await recordLook(housing.session, reference, 1))
    const read = () => readPart(getterOf(housing), reference, file ?? expect.unreachable(), 1)
    const [{ object } = { object: '' }] = await rows<{ object: string }>(
      'SELECT p.object FROM upload_part p JOIN evidence e ON e.upload_id = p.upload_id JOIN report r ON r.id = e.report_id WHERE r.reference = ?1', reference)
    const other = (await uploaded(aFile(100))).parts[0]?.bytes ?? new Uint8Array()
    await env.EVIDENCE.put(object, other)
    expect(await read()).toMatchObject({ ok: false, code: 'altered' })
    await env.EVIDENCE.delete(object)
    expect(await read()).toMatchObject({ ok: false, code: 'unavailable' })
    const seen = await look(housing, reference)
    const listed = seen.report.evidence ?? []
    expect(await openFiles({ ...seen, report: { ...seen.report, evidence: [] } })).toMatchObject([{ problem: 'unlisted' }])
    expect(await openFiles({ ...seen, report: { ...seen.report, evidence: listed.map((one) => ({ ...one, digest: 'A'.repeat(43) })) } })).toMatchObject([{ problem: 'altered' }])
    expect(await openFiles({ ...seen, evidence: [] })).toMatchObject([{ problem: 'unlisted' }])
  })

  it('stands in the sealed archive by its digest, and the archive holds', async () => {
    const { reference, sealed } = await told(aFile(100))
    const auditor = await worker('auditor')
    const archive = must(await auditor.call(exportReport, { reference }, {}))
    expect(archive.tables['evidence']).toMatchObject([{ k: 1, digest: sealed.filing.evidence?.[0]?.digest }])
    expect((await checkArchive(archive, anybody)).filter(({ standing }) => standing === 'bad')).toEqual([])
    const altered = { ...archive, tables: { ...archive.tables, evidence: (archive.tables['evidence'] ?? []).map((row) => ({ ...row, digest: 'A'.repeat(43) })) } }
    expect((await checkArchive(altered, anybody)).filter(({ standing }) => standing === 'bad').map(({ what }) => what)).toEqual(['manifest', 'filing'])
  })
})
