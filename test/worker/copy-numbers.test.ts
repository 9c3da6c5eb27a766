/** A unit with the redacted copy of a report is told of the copies of files that it was given, and not of how many files there are. */
import { expect, it } from 'vitest'
import { readReport } from '#contract/console.ts'
import { openEvidence } from '#contract/evidence-part.ts'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { submitReport } from '#contract/report.ts'
import { openHeldFiles } from '../../site/console/evidence/held.ts'
import { recordSaving } from '../../site/console/evidence/act.ts'
import * as holding from '../../site/console/holding/act.ts'
import { redactFile } from '../../site/console/holding/copy-file.ts'
import * as act from '../../site/console/report/act.ts'
import { makeCode } from '../../site/crypto/code.ts'
import { sealFiling } from '../../site/crypto/filing.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { get, must } from '../support/api.ts'
import { aTip } from '../support/filings.ts'
import { fileIt } from '../support/filed-files.ts'
import { opensFromDisk, reads } from '../support/held-files.ts'
import { brought } from '../support/later.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { look, moved } from '../support/story.ts'
import { aFile, toSeal, uploaded } from '../support/uploads.ts'

const [desk, housing, market] = (await Promise.all(['desk01', 'housing01', 'market01'].map((name) => signedIn(name)))) as [Worker, Worker, Worker]
const COPIES = { first: aFile(1100, '第一个'), third: aFile(1300, '第三个'), better: aFile(1500, '第三个，遮得更好') }

const copied = async (reference: string, k: number, bytes: Uint8Array<ArrayBuffer>) => {
  const made = await brought('遮过.jpg', bytes)
  return moved(desk, reference, (seen) => redactFile(desk.session, seen, k, made))
}
const copyTo = (reference: string, left: readonly number[]) => moved(desk, reference, (seen) => act.handOn(desk.session, seen, ['market'], ['market'], () => left))

/** Three files. Of the third there are two copies, of the first one; market has the redacted copy, and of files the newer of the third. */
async function handed() {
  const keys = await keysFromCode(makeCode(), profile.id)
  const files = await Promise.all(['一.jpg', '二.jpg', '三.jpg'].map(async (name) => toSeal(await uploaded(aFile(900, name)), name, 900)))
  const sealed = await sealFiling(aTip(), keys, keyring, ['desk', 'housing'], files)
  const { receipt: { reference } } = submitReport.ok.parse(await (await fileIt(sealed.filing)).json())
  await moved(desk, reference, (seen) => act.accept(desk.session, seen))
  await moved(desk, reference, (seen) => holding.redact(desk.session, seen, { body: '后厨有大气瓶。' }))
  await copied(reference, 3, COPIES.third)
  await copied(reference, 3, COPIES.better)
  await copied(reference, 1, COPIES.first)
  await copyTo(reference, [101])
  return { reference, report: sealed.filing.report }
}
const partOf = async (reference: string, k: number) => (await get(`/api/staff/reports/${reference}/evidence/${k}/parts/1`, { cookie: market.cookie })).status

it('it knows them by numbers of its own, whatever else there is; nothing that it is sent names another', async () => {
  const { reference, report } = await handed()
  expect([await reads(market, reference), await opensFromDisk('market', report)]).toEqual([{ 101: COPIES.better }, [203]])
  const seen = await look(market, reference)
  expect(seen.report.evidence).toMatchObject([{ k: 101, seq: 0 }])
  expect(seen.evidence.map(({ words }) => words?.name)).toEqual(['脱敏件.jpg'])
  expect((await openHeldFiles(seen)).map(({ words, copyOf, problem }) => [words?.name, copyOf, problem])).toEqual([['脱敏件1.jpg', null, null]])
  for (const sent of [must(await market.call(readReport, { reference }, {})), must(await market.call(openEvidence, { reference, k: '101' }, {}))]) {
    const { bodies: _bodies, grants: _grants, ...told } = sent
    expect(JSON.stringify(told)).not.toMatch(/\b[1-9]0[23]\b|"without"|"copies":\{|"file"/)
  }
  for (const k of [203, 103, 1, 3]) expect([k, await market.call(openEvidence, { reference, k: String(k) }, {}), await partOf(reference, k)]).toMatchObject([k, { ok: false, code: 'not_found' }, 404])
})

it('what it looks at and saves stands in the history by its true number, and is asked for first', async () => {
  const { reference } = await handed()
  expect(await partOf(reference, 101)).toBe(409)
  await reads(market, reference)
  must(await recordSaving(market.session, reference, 101, 'for-court'))
  expect(await partOf(reference, 101)).toBe(200)
  const { timeline } = (await look(housing, reference)).report
  expect(timeline.filter(({ unit }) => unit === 'market').map(({ kind, detail: { file } }) => [kind, file])).toEqual([['evidence-opened', 203], ['evidence-saved', 203]])
})

it('a copy that it is given later comes after, and with the original of the report each has its true number', async () => {
  const { reference } = await handed()
  await copyTo(reference, [])
  expect(await reads(market, reference)).toEqual({ 101: COPIES.better, 102: COPIES.first })
  await moved(desk, reference, (seen) => act.handOn(desk.session, seen, ['market'], [], () => [1, 2, 3]))
  expect(await reads(market, reference)).toEqual({ 101: COPIES.first, 203: COPIES.better })
  expect((await openHeldFiles(await look(market, reference))).map(({ words }) => words?.name)).toEqual(['附件1的脱敏件.jpg', '附件3的脱敏件.jpg'])
})
