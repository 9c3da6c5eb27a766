import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { PART_BYTES, sealedBytes } from '#contract/rules/part-size.ts'
import { openUpload } from '#contract/upload.ts'
import { randomBytes } from '../../site/crypto/derive.ts'
import { verifyKeyOf } from '../../site/crypto/sign.ts'
import { sender } from '../../site/evidence/send.ts'
import { openPart, sha256 } from '../../site/evidence/seal/seal.ts'
import { callerOf, codeOf, get, must, post } from '../support/api.ts'
import { the } from '../support/sealing.ts'
import { countedDatabase, dump, rows, run } from '../support/database.ts'
import { cheapChallenge } from '../support/story.ts'
import { aFile, aSource, begin, bring, bytesAt, finish, objects, partHeaders, putRaw, putter, stateOf, uploaded } from '../support/uploads.ts'

const anybody = callerOf()
const whole = async () => ({ rows: await dump(), objects: (await objects()).map(({ key }) => key) })

beforeEach(async () => {
  for (const { key } of await objects()) await env.EVIDENCE.delete(key)
  for (const table of ['upload_part', 'upload', 'upload_spent']) await run(`DELETE FROM ${table}`)
})

describe('an upload', () => {
  it('keeps each part as an object of its own, sealed, which only the file’s identity opens', async () => {
    const file = aFile(PART_BYTES + 300_000)
    const { id, identity, parts } = await uploaded(file)
    const kept = await rows<{ n: number; bytes: number; object: string }>('SELECT n, bytes, object FROM upload_part WHERE upload_id = ?1 ORDER BY n', id)
    expect(kept.map(({ n, bytes }) => [n, bytes])).toEqual([[1, sealedBytes(PART_BYTES)], [2, sealedBytes(512 * 1024)]])
    const opened: Uint8Array[] = []
    for (const [at, { object }] of kept.entries()) {
      const stored = await bytesAt(object)
      opened.push(await openPart(stored, { parts: 2, last: 512 * 1024 }, at + 1, identity, the(parts[at])))
      expect(new TextDecoder().decode(stored)).not.toContain('气瓶')
    }
    expect(new Uint8Array(await new Blob(opened as Uint8Array<ArrayBuffer>[]).arrayBuffer())).toEqual(file)
    expect((await objects()).every(({ key }) => !key.includes(id))).toBe(true)
  })

  it('is the same upload when it is begun again with its key, whatever the challenge is worth by now', async () => {
    const asked = { parts: 1, last: 64 * 1024, verify: verifyKeyOf(randomBytes(32)) }
    const challenge = await cheapChallenge('upload/1')
    const first = must(await anybody(openUpload, {}, { ...asked, challenge }))
    const before = await dump()
    expect(must(await anybody(openUpload, {}, { ...asked, challenge: { kind: 'altcha', payload: 'AAAA' } }))).toEqual(first)
    expect(await anybody(openUpload, {}, { ...asked, parts: 2, challenge })).toMatchObject({ code: 'conflict' })
    expect(await dump()).toEqual(before)
  })

  it('asks for work that was done for an upload of just so many parts, once', async () => {
    const asked = () => ({ parts: 3, last: 64 * 1024, verify: verifyKeyOf(randomBytes(32)) })
    for (const purpose of ['report', 'contest', 'upload/2']) expect(await anybody(openUpload, {}, { ...asked(), challenge: await cheapChallenge(purpose) })).toMatchObject({ code: 'challenge' })
    const challenge = await cheapChallenge('upload/3')
    expect(await anybody(openUpload, {}, { ...asked(), challenge })).toMatchObject({ ok: true })
    expect(await anybody(openUpload, {}, { ...asked(), challenge })).toMatchObject({ code: 'challenge' })
    expect(await anybody(openUpload, {}, { ...asked(), challenge: { kind: 'plain' } })).toMatchObject({ code: 'challenge' })
    expect(await rows('SELECT 1 FROM upload')).toHaveLength(1)
  })

  it('asks for more work for more parts', async () => {
    const cost = async (query: string) => (await (await get(`/api/challenge${query}`)).json<{ challenge: { parameters: { cost: number } } }>()).challenge.parameters.cost
    expect([await cost('?for=upload&parts=1'), await cost('?for=upload&parts=9'), await cost('?for=upload&parts=60')]).toEqual([500, 1000, 4000])
  })

  it('takes no more of the county’s hour than the policy says, and gives back what a report names', async () => {
    const asked = async () => ({ parts: 60, last: PART_BYTES, verify: verifyKeyOf(randomBytes(32)), challenge: await cheapChallenge('upload/60') })
    for (let at = 0; at < 9; at += 1) expect(await anybody(openUpload, {}, await asked())).toMatchObject({ ok: true })
    expect(await anybody(openUpload, {}, await asked())).toMatchObject({ code: 'too_many' })
    await run('UPDATE upload SET hour = NULL WHERE id = (SELECT min(id) FROM upload)')
    expect(await anybody(openUpload, {}, await asked())).toMatchObject({ ok: true })
  })

  it('costs the database two round trips to begin, two for each part, two to complete', async () => {
    const counted = countedDatabase()
    const begun = await begin(aFile(100), { db: counted.db })
    expect(counted.trips).toBe(2)
    await bring(begun, 1, { db: counted.db })
    expect(counted.trips).toBe(4)
    await finish(begun, { db: counted.db })
    expect(counted.trips).toBe(6)
  })
})

describe('a part', () => {
  it('that comes twice is answered the same and kept once; another in its place is refused', async () => {
    const begun = await begin(aFile(5000))
    const [first, second] = [await bring(begun, 1), await bring(begun, 1)]
    expect([first.status, await second.text()]).toEqual([200, await first.text()])
    const other = await begin(aFile(5000, '别的照片'))
    const bytes = the(other.parts[0]).bytes
    expect(await codeOf(await putRaw(begun.id, 1, partHeaders(begun, 1, { digest: the(other.parts[0]).digest }), bytes))).toBe('conflict')
    expect(await objects()).toHaveLength(1)
  })

  it('that ten bring at once is kept once, and leaves no object behind', async () => {
    const begun = await begin(aFile(5000))
    const answers = await Promise.all(Array.from({ length: 10 }, () => bring(begun, 1)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await objects()).toHaveLength(1)
  })

  it.for<[string, string, (begun: Awaited<ReturnType<typeof begin>>) => Promise<Response>]>([
    ['of another number', 'invalid', (begun) => putRaw(begun.id, 3, partHeaders(begun, 1, { n: 3 }), the(begun.parts[0]).bytes)],
    ['of number 0', 'invalid', (begun) => putRaw(begun.id, 0, partHeaders(begun, 1, { n: 0 }), the(begun.parts[0]).bytes)],
    ['in another’s place', 'invalid', (begun) => putRaw(begun.id, 1, partHeaders(begun, 2, { n: 1 }), the(begun.parts[1]).bytes)],
    ['signed for another place', 'forbidden', (begun) => putRaw(begun.id, 1, partHeaders(begun, 1, { n: 2 }), the(begun.parts[0]).bytes)],
    ['signed by somebody else', 'forbidden', (begun) => putRaw(begun.id, 1, partHeaders(begun, 1, { seed: randomBytes(32) }), the(begun.parts[0]).bytes)],
    ['of an upload that is not there', 'not_found', (begun) => putRaw('A'.repeat(22), 1, partHeaders(begun, 1, { id: 'A'.repeat(22) }), the(begun.parts[0]).bytes)],
    ['that is cut short', 'invalid', (begun) => putRaw(begun.id, 1, partHeaders(begun, 1), the(begun.parts[0]).bytes.slice(0, -1), {}, the(begun.parts[0]).bytes.length)],
    ['that is longer than it says', 'invalid', (begun) => putRaw(begun.id, 1, partHeaders(begun, 1), new Uint8Array([...the(begun.parts[0]).bytes.subarray(-5000), ...the(begun.parts[0]).bytes]).slice(5000 - 1), {}, the(begun.parts[0]).bytes.length)],
    ['that goes on after its end', 'invalid', (begun) => putRaw(begun.id, 1, partHeaders(begun, 1), new Uint8Array([...the(begun.parts[0]).bytes, 7]), {}, the(begun.parts[0]).bytes.length)],
    ['longer than any', 'too_large', (begun) => putRaw(begun.id, 1, partHeaders(begun, 1), the(begun.parts[0]).bytes, {}, 10_000_000)],
    ['that does not say how long', 'invalid', (begun) => putRaw(begun.id, 1, partHeaders(begun, 1), the(begun.parts[0]).bytes, {}, null)],
    ['that is changed on the way', 'invalid', (begun) => putRaw(begun.id, 1, partHeaders(begun, 1), the(begun.parts[0]).bytes.with(9000, 1 ^ (the(begun.parts[0]).bytes[9000] ?? 0)))],
    ['without a signature', 'invalid', (begun) => putRaw(begun.id, 1, {}, the(begun.parts[0]).bytes)],
  ])('%s is refused: %s, and nothing is kept', async ([, code, act]) => {
    const begun = await begin(aFile(PART_BYTES + 70_000))
    const before = await whole()
    expect(await codeOf(await act(begun))).toBe(code)
    expect(await whole()).toEqual(before)
  })

  it('that fails thirty times takes nothing of the county’s hour and leaves nothing, and is kept when it comes whole', async () => {
    const begun = await begin(aFile(5000))
    const before = await whole()
    const { bytes } = the(begun.parts[0])
    for (let tried = 0; tried < 30; tried += 1) expect((await putRaw(begun.id, 1, partHeaders(begun, 1), bytes.with(9000 + tried, 1 ^ (bytes[9000 + tried] ?? 0)))).status).toBe(400)
    expect(await whole()).toEqual(before)
    expect((await bring(begun, 1)).status).toBe(200)
    expect(await objects()).toHaveLength(1)
  })

  it('that nobody sealed is refused, though its digest and signature are right', async () => {
    const begun = await begin(aFile(5000))
    const naked = aFile(the(begun.parts[0]).bytes.length)
    const before = await whole()
    const response = await putRaw(begun.id, 1, partHeaders(begun, 1, { digest: await sha256(naked) }), naked)
    expect([await codeOf(response), JSON.stringify(await response.json())]).toEqual(['invalid', expect.stringContaining('没有封存')])
    expect(await whole()).toEqual(before)
  })

  it.for<[string, (real: R2Bucket) => Pick<R2Bucket, 'put'>['put']]>([
    ['before it read anything', () => () => Promise.reject(new Error('put: There is no space left on the device. (10001)'))],
    ['once it had read half', () => async (_, body) => {
      await (body as ReadableStream<Uint8Array>).getReader().read()
      throw new Error('put: We encountered an internal error. Please try again. (10001)')
    }],
    ['after it kept it', (real) => async (...words) => {
      await real.put(...words)
      throw new Error('put: Network connection lost.')
    }],
  ])('that the store fails to keep, %s, has no row, and comes again whole', async ([, failing]) => {
    const begun = await begin(aFile(300_000))
    const real = env.EVIDENCE
    const broken = { put: failing(real), get: real.get.bind(real), delete: real.delete.bind(real), list: real.list.bind(real) } as unknown as R2Bucket
    expect(await codeOf(await bring(begun, 1, { bucket: broken }))).toBe('fault')
    expect(await rows('SELECT n FROM upload_part')).toEqual([])
    expect(await codeOf(await bring(begun, 1))).toBe('ok')
    expect(await finish(begun)).toMatchObject({ ok: true })
  })

  it('whose sender hangs up once all of it is sent is brought to its end: the runtime is asked to wait for its row before the store has it', async () => {
    const begun = await begin(aFile(5000))
    const waiting = vi.spyOn(Object.getPrototypeOf(createExecutionContext()) as ExecutionContext, 'waitUntil')
    let asked: unknown[] = []
    const put: R2Bucket['put'] = async (...words: Parameters<R2Bucket['put']>) => {
      asked = waiting.mock.calls.map(([work]) => work)
      return env.EVIDENCE.put(...words)
    }
    expect(await codeOf(await bring(begun, 1, { bucket: { put } as unknown as R2Bucket }))).toBe('ok')
    waiting.mockRestore()
    expect(await Promise.all(asked)).toMatchObject([{ ok: true, value: { n: 1 } }])
  })

  it('is refused once the upload is complete or about to be forgotten', async () => {
    const begun = await begin(aFile(PART_BYTES + 70_000))
    await bring(begun, 1)
    await run('UPDATE upload SET doomed = 1')
    expect(await codeOf(await bring(begun, 2))).toBe('conflict')
    expect(await codeOf(await bring(begun, 1))).toBe('ok')
    expect(await finish(begun)).toMatchObject({ code: 'conflict' })
  })
})

describe('completing', () => {
  it('wants all parts, in the order in which they were cut', async () => {
    const begun = await begin(aFile(2 * PART_BYTES + 10))
    await bring(begun, 1)
    await bring(begun, 3)
    expect(await finish(begun)).toMatchObject({ code: 'conflict' })
    await bring(begun, 2)
    expect(await finish(begun, {}, [the(begun.parts[1]), the(begun.parts[0]), the(begun.parts[2])])).toMatchObject({ code: 'conflict' })
    expect(await rows('SELECT digest FROM upload')).toEqual([{ digest: null }])
    const done = must(await finish(begun))
    expect(must(await finish(begun))).toEqual(done)
    expect(await rows('SELECT digest FROM upload')).toEqual([done])
  })

  it('and the state are for whoever has the upload’s key', async () => {
    const begun = await begin(aFile(100))
    await bring(begun, 1)
    expect(must(await stateOf(begun))).toMatchObject({ parts: 1, kept: [{ n: 1, digest: the(begun.parts[0]).digest }], complete: false })
    expect(await stateOf(begun, randomBytes(32))).toMatchObject({ code: 'forbidden' })
    expect(await finish({ ...begun, signSeed: randomBytes(32) })).toMatchObject({ code: 'forbidden' })
    expect(await codeOf(await post(`/api/uploads/${'B'.repeat(22)}/state`, { signature: 'A'.repeat(86) }))).toBe('not_found')
  })
})

describe('the sender', () => {
  it('goes on where the line broke: answers lost, requests lost, a pause, and no part twice', async () => {
    let asked = 0
    const taken: string[] = []
    const put: ReturnType<typeof putter> = async (operation, params, input, bytes, options) => {
      asked += 1
      if (asked % 3 === 0) return { ok: false, code: 'network', message: '', requestId: '' }
      const answer = await putter()(operation, params, input, bytes, options)
      taken.push((params as Record<string, string>)['n'] ?? '')
      return asked % 3 === 1 ? { ok: false, code: 'network', message: '', requestId: '' } : answer
    }
    const file = aFile(2 * PART_BYTES + 1234)
    const send = sender(aSource(file), { call: anybody, put, tries: 1, wait: async () => undefined })
    let outcome = await send()
    let calls = 1
    for (; !outcome.ok && calls < 20; calls += 1) outcome = await send()
    expect(outcome).toMatchObject({ ok: true, value: { size: file.length, shape: { parts: 3 } } })
    expect(calls).toBeGreaterThan(2)
    expect(await rows('SELECT count(*) AS n FROM upload_part')).toEqual([{ n: 3 }])
    expect(await objects()).toHaveLength(3)
    expect(taken).toEqual(['1', '2', '3'])
    const patient = sender(aSource(file), { call: anybody, put, wait: async () => undefined })
    expect(await patient()).toMatchObject({ ok: true })
    expect(taken).toEqual(['1', '2', '3', '1', '2', '3'])
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const put: ReturnType<typeof putter> = async () => {
      stop.abort()
      return { ok: false, code: 'network', message: '', requestId: '' }
    }
    expect(await sender(aSource(aFile(10)), { call: anybody, put, signal: stop.signal })()).toMatchObject({ code: 'cancelled' })
  })
})
