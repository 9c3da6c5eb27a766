/** Files that the reporter adds after the filing, and files that staff send back. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { exportReport } from '#contract/archive.ts'
import { replyToReporter } from '#contract/console.ts'
import { openMemberUpload } from '#contract/evidence-part.ts'
import { MAX_PADDED_BYTES, PART_BYTES } from '#contract/rules/part-size.ts'
import { writeAsReporter } from '#contract/track.ts'
import { checkArchive } from '../../site/console/archive/check.ts'
import * as holding from '../../site/console/holding/act.ts'
import * as act from '../../site/console/report/act.ts'
import { memberLines } from '../../site/console/report/send.ts'
import { randomBytes } from '../../site/crypto/derive.ts'
import type { FileToSeal } from '../../site/crypto/filing.ts'
import { recipientOf } from '../../site/crypto/age.ts'
import { sealBody } from '../../site/crypto/body.ts'
import { verifyKeyOf } from '../../site/crypto/sign.ts'
import { sender } from '../../site/evidence/send.ts'
import { sealBrought } from '../../site/track/bring.ts'
import { writeMessage, type OpenReport } from '../../site/track/track.ts'
import { sweep } from '../../worker/sweep.ts'
import { callerOf, codeOf, get, must, post } from '../support/api.ts'
import { countedDatabase, dump, rows, run } from '../support/database.ts'
import { bringLater, brought, filesOf, opened, readByCode, readByMember } from '../support/later.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { the } from '../support/sealing.ts'
import { look, moved, tell, type Told } from '../support/story.ts'
import { aFile, aSource, begin, bring, putter, toSeal, uploaded } from '../support/uploads.ts'

const anybody = callerOf()
const [desk, housing, fire, heping, auditor] = await Promise.all(['desk01', 'housing01', 'fire01', 't-heping01', 'auditor01'].map((name) => signedIn(name))) as [Worker, Worker, Worker, Worker, Worker]
const reportOf = (reference: string) => rows<{ id: string }>('SELECT id FROM report WHERE reference = ?1', reference).then(([row]) => the(row).id)

async function underWay(): Promise<Told> {
  const told = await tell()
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  return told
}

/** What the page would send with these files, as the report stands. */
async function writing({ tracked, writable, keys }: OpenReport, files: readonly FileToSeal[]) {
  const recipient = await recipientOf(the(writable[tracked.dialogue]))
  const sealed = await sealBrought(files, tracked, { id: tracked.dialogue, recipient }, keys)
  const n = 1 + Math.max(0, ...tracked.bodies.filter((body) => body.compartment === tracked.dialogue).map((body) => body.n))
  const words = { text: '补两张照片', files: sealed.evidence.map(({ compartment }) => compartment) }
  const body = { compartment: tracked.dialogue, n, sealed: await sealBody(recipient, { report: tracked.report, compartment: tracked.dialogue, n, author: 'reporter', kind: 'message', body: words }, keys.signSeed) }
  return { lookup: keys.lookup, body, ...sealed }
}
type Writing = Awaited<ReturnType<typeof writing>>
const sent = (input: unknown, place = {}) => post('/api/track/messages', input, place)

beforeEach(() => run('UPDATE upload SET hour = NULL'))

describe('a reporter who adds files', () => {
  it('does so in one event that names message and manifests; the units open them byte for byte, and so does the code', async () => {
    const told = await underWay()
    const [long, short] = [aFile(PART_BYTES + 1000), aFile(300, '第二张')]
    const after = await bringLater(told, [await brought('后厨.jpg', long), await brought('门口.jpg', short)], '补两张照片')
    expect(after.messages.at(-1)).toMatchObject({ text: '补两张照片', signature: 'good', files: after.files.map(({ compartment }) => compartment) })
    expect(after.files).toMatchObject([{ k: 1, author: 'reporter', words: { name: '后厨.jpg', size: long.length }, signature: 'good', problem: null }, { k: 2, words: { name: '门口.jpg' } }])
    const seen = await look(housing, told.reference)
    expect(seen.report.timeline.at(-1)).toMatchObject({ kind: 'wrote', detail: { bodies: expect.objectContaining({ length: 3 }) as string[] } })
    expect(seen.brokenAt).toBeNull()
    const files = await filesOf(housing, told.reference)
    expect(files).toMatchObject([{ problem: null, signature: 'good' }, { problem: null, signature: 'good' }])
    expect(await readByMember(housing, told.reference, the(files[0]))).toEqual(long)
    expect(await readByCode(after, the(after.files[0]))).toEqual(long)
    expect(await rows('SELECT u.hour FROM upload u JOIN evidence e ON e.upload_id = u.id WHERE e.report_id = ?1', after.tracked.report)).toEqual([{ hour: null }, { hour: null }])
    await sweep(env)
    expect(await readByCode(after, the(after.files[1]))).toEqual(short)
  })

  it('may send files alone, and find them again another day', async () => {
    const told = await underWay()
    await bringLater(told, [await brought()])
    const back = await opened(told)
    expect([back.messages.at(-1)?.text, back.files.map(({ words }) => words?.name)]).toEqual(['', ['后巷.jpg']])
    expect((await look(housing, told.reference)).dialogue.at(-1)?.words).toMatchObject({ text: '', files: [the(back.files[0]).compartment] })
  })

  it('sends the same again and changes nothing; it costs the database five round trips, the notice included', async () => {
    const input = await writing(await opened(await underWay()), [await brought()])
    const counted = countedDatabase()
    const first = must(await callerOf({ db: counted.db })(writeAsReporter, {}, input))
    expect(counted.trips).toBe(5)
    const before = await dump()
    expect(must(await anybody(writeAsReporter, {}, input))).toEqual(first)
    expect(await dump()).toEqual(before)
  })

  it.for<[string, string, (told: Told) => Promise<readonly FileToSeal[]>, ((input: Writing, told: OpenReport) => unknown)?]>([
    ['that nobody brought', 'conflict', async () => [{ ...(await brought()), upload: 'A'.repeat(22) }]],
    ['that is not complete', 'conflict', async () => {
      const begun = await begin(aFile(PART_BYTES + 10))
      await bring(begun, 2)
      return [await toSeal(begun, 'a', PART_BYTES + 10)]
    }],
    ['that somebody else brought', 'forbidden', async () => [{ ...(await brought()), signSeed: randomBytes(32) }]],
    ['of other parts than were brought', 'conflict', async () => [{ ...(await brought()), digest: 'A'.repeat(43) }]],
    ['whose parts are in another order', 'conflict', async () => {
      const begun = await uploaded(aFile(PART_BYTES + 10))
      return [await toSeal({ ...begun, parts: begun.parts.toReversed() }, 'a', PART_BYTES + 10)]
    }],
    ['twice', 'conflict', async () => {
      const one = await brought()
      return [one, one]
    }],
    ['that another report has', 'conflict', async () => {
      const one = await brought()
      await bringLater(await tell(), [one])
      return [one]
    }],
    ['that it has already', 'conflict', async (told) => {
      const one = await brought()
      await bringLater(told, [one])
      return [one]
    }],
    ['about to be forgotten', 'conflict', async () => {
      const one = await brought()
      await run('UPDATE upload SET doomed = 1 WHERE id = ?1', one.upload)
      return [one]
    }],
    ['in the compartment of the dialogue', 'conflict', async () => [await brought()], (input, { tracked }) => ({ ...input, evidence: input.evidence.map((one) => ({ ...one, compartment: tracked.dialogue })) })],
    ['in one compartment with another', 'conflict', async () => [await brought(), await brought()], (input) => ({ ...input, evidence: input.evidence.map((one) => ({ ...one, compartment: the(input.evidence[0]).compartment })) })],
    ['without a grant to a unit that holds it', 'conflict', async () => [await brought()], (input) => ({ ...input, grants: input.grants.filter(({ holder }) => holder !== 'housing') })],
    ['without a grant to the reporter', 'conflict', async () => [await brought()], (input) => ({ ...input, grants: input.grants.filter(({ holder }) => holder !== 'reporter') })],
    ['with a grant to a unit that does not hold it', 'conflict', async () => [await brought()], (input) => ({ ...input, grants: [...input.grants, { ...the(input.grants[0]), holder: 'fire' }] })],
    ['more than twenty', 'invalid', async () => [await brought()], (input) => ({ ...input, evidence: Array.from({ length: 21 }, () => the(input.evidence[0])) })],
    ['under another code', 'not_found', async () => [await brought()], (input) => ({ ...input, lookup: 'A'.repeat(43) })],
  ])('is refused whole where a file comes %s: %s', async ([, code, make, change = (input) => input]) => {
    const told = await underWay()
    const files = await make(told)
    const open = await opened(told)
    const input = await writing(open, [await brought('good.jpg'), ...files])
    const before = await dump()
    expect(await codeOf(await sent(change(input, open)))).toBe(code)
    expect(await dump()).toEqual(before)
  })

  it('brings no grants without files', async () => {
    const input = await writing(await opened(await underWay()), [await brought()])
    expect(await codeOf(await sent({ lookup: input.lookup, body: input.body, grants: input.grants }))).toBe('conflict')
  })

  it('gets one of two messages in that race for a file, and of the other nothing', async () => {
    const [one, two] = [await underWay(), await underWay()]
    const file = await brought()
    const codes = await Promise.all([one, two].map(async (told) => codeOf(await sent(await writing(await opened(told), [file])))))
    expect(codes.toSorted()).toEqual(['conflict', 'ok'])
    const left = await opened(codes[0] === 'ok' ? two : one)
    expect([left.messages, left.files]).toEqual([[], []])
  })

  it('seals anew where a unit came to hold the report meanwhile, and the newcomer opens the file too', async () => {
    const told = await underWay()
    const stale = await opened(told)
    await moved(desk, told.reference, (seen) => act.handOn(desk.session, seen, ['fire']))
    expect((await writeMessage(stale, '补一张', { call: anybody }, [await brought()])).ok).toBe(true)
    const [file] = await filesOf(fire, told.reference)
    expect(await readByMember(fire, told.reference, the(file))).toEqual(aFile(700))
  })

  it('has twenty files and 500 MB in all, filed ones included; what staff send counts for itself', async () => {
    const told = await underWay()
    await bringLater(told, await Promise.all(Array.from({ length: 19 }, (_, at) => brought(`${at}`, aFile(10)))))
    await moved(housing, told.reference, async (seen) => act.reply(housing.session, seen, '收到', [await brought('回执.pdf')]))
    await bringLater(told, [await brought()])
    expect(await codeOf(await sent(await writing(await opened(told), [await brought()])))).toBe('too_large')
    const other = await underWay()
    await bringLater(other, [await brought()])
    await run('DROP TRIGGER evidence_no_update')
    await run('UPDATE evidence SET parts = ?2, last = ?3 WHERE report_id = ?1', await reportOf(other.reference), Math.floor(MAX_PADDED_BYTES / PART_BYTES) + 2, 65_536)
    expect(await codeOf(await sent(await writing(await opened(other), [await brought()])))).toBe('too_large')
    await run("CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is never rewritten'); END")
  })

  it('may do so when the report is closed, as with words', async () => {
    const told = await tell()
    await moved(desk, told.reference, (seen) => act.refuse(desk.session, seen, { reason: 'no-clear-facts' }))
    expect((await bringLater(told, [await brought()])).files).toHaveLength(1)
  })

  it('leaves an archive that holds, and one in which a file was changed does not', async () => {
    const told = await underWay()
    await bringLater(told, [await brought()])
    const archive = must(await auditor.call(exportReport, { reference: told.reference }, {}))
    expect(archive.tables['evidence']).toHaveLength(1)
    expect((await checkArchive(archive, anybody)).filter(({ standing }) => standing === 'bad')).toEqual([])
    const bodies = the(archive.tables['body']).filter(({ kind }) => kind !== 'evidence')
    expect((await checkArchive({ ...archive, tables: { ...archive.tables, body: bodies } }, anybody)).filter(({ standing }) => standing === 'bad').map(({ what }) => what)).toEqual(['manifest', 'bodies'])
  })
})

describe('staff who send files back', () => {
  it('do so with an answer or alone; the reporter opens them, and so do the units that hold the original', async () => {
    const told = await underWay()
    const file = aFile(PART_BYTES + 77, '核查结果通知')
    const before = await rows('SELECT count(*) AS n FROM upload_spent')
    const lines = { ...memberLines({ call: housing.call }), put: putter() }
    const up = await sender(aSource(file), lines)()
    if (!up.ok) throw new Error(up.code)
    expect(await rows('SELECT count(*) AS n FROM upload_spent')).toEqual(before)
    const { upload, size, parts, digest, identity, recipient, signSeed } = up.value
    await moved(housing, told.reference, (seen) => act.reply(housing.session, seen, '结果在附件里', [{ words: { name: '通知.pdf', type: 'application/pdf', size, parts: [...parts] }, upload, digest, identity, recipient, signSeed }]))
    await moved(desk, told.reference, async (seen) => act.reply(desk.session, seen, '', [await brought('须知.pdf')]))
    const back = await opened(told)
    expect(back.files).toMatchObject([{ author: 'housing', words: { name: '通知.pdf' }, signature: 'good', problem: null }, { author: 'desk', words: { name: '须知.pdf' }, signature: 'good' }])
    expect(back.messages.map(({ author, text, files }) => [author, text, files.length])).toEqual([['housing', '结果在附件里', 1], ['desk', '', 1]])
    expect(await readByCode(back, the(back.files[0]))).toEqual(file)
    expect(await readByMember(desk, told.reference, the((await filesOf(desk, told.reference))[0]))).toEqual(file)
  })

  it('answer to nobody but the reporter and those who hold the original', async () => {
    const told = await underWay()
    await moved(desk, told.reference, (seen) => holding.redact(desk.session, seen, { body: '后厨有大气瓶' }))
    await moved(desk, told.reference, (seen) => act.handOn(desk.session, seen, ['t-heping'], ['t-heping']))
    await moved(housing, told.reference, async (seen) => act.reply(housing.session, seen, '见附件', [await brought()]))
    expect(await rows(`SELECT DISTINCT holder FROM report_grant WHERE report_id = ?1 AND seq = (SELECT max(seq) FROM event WHERE report_id = ?1 AND kind = 'replied') ORDER BY holder`, await reportOf(told.reference)))
      .toEqual([{ holder: 'desk' }, { holder: 'housing' }, { holder: 'reporter' }])
    expect((await look(heping, told.reference)).report).not.toHaveProperty('evidence')
    expect(await codeOf(await get(`/api/staff/reports/${told.reference}/evidence/1/parts/1`, { cookie: heping.cookie }))).toBe('not_found')
  })

  it.for<[string, string, (input: Record<string, unknown>) => unknown]>([
    ['without the reporter’s grant', 'invalid', (input) => ({ ...input, grants: (input['grants'] as { holder: string }[]).filter(({ holder }) => holder !== 'reporter') })],
    ['with a grant to another unit', 'invalid', (input) => ({ ...input, grants: [...(input['grants'] as object[]), { ...(input['grants'] as object[])[0], holder: 'fire' }] })],
    ['that nobody brought', 'conflict', (input) => ({ ...input, evidence: (input['evidence'] as object[]).map((one) => ({ ...one, upload: 'A'.repeat(22) })) })],
    ['as things stood before', 'conflict', (input) => ({ ...input, seq: 1 })],
  ])('are refused whole where a file comes %s: %s', async ([, code, change]) => {
    const told = await underWay()
    const seen = await look(housing, told.reference)
    let input: Record<string, unknown> = {}
    const session = { ...housing.session, tools: { ...housing.session.tools, call: (async (_operation: unknown, _params: unknown, said: Record<string, unknown>) => ((input = said), { ok: false, code: 'fault', message: '', requestId: '' })) as never } }
    await act.reply(session, seen, '见附件', [await brought()])
    const before = await dump()
    expect(await codeOf(await post(replyToReporter.path.replace(':reference', told.reference), change(input), { cookie: housing.cookie }))).toBe(code)
    expect(await dump()).toEqual(before)
  })

  it('have a budget of the hour to themselves', async () => {
    const asked = () => ({ parts: 60, last: PART_BYTES, verify: verifyKeyOf(randomBytes(32)) })
    for (let at = 0; at < 9; at += 1) expect(await housing.call(openMemberUpload, {}, asked())).toMatchObject({ ok: true })
    expect(await housing.call(openMemberUpload, {}, asked())).toMatchObject({ code: 'too_many' })
    await expect(begin(aFile(100))).resolves.toBeDefined()
    const one = asked()
    await run('UPDATE upload SET hour = NULL')
    const { id } = must(await housing.call(openMemberUpload, {}, one))
    expect(must(await housing.call(openMemberUpload, {}, one))).toEqual({ id })
    expect(await housing.call(openMemberUpload, {}, { ...one, parts: 2 })).toMatchObject({ code: 'conflict' })
  })
})
