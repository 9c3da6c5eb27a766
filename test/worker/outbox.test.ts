import { createExecutionContext, createMessageBatch, getQueueResult, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ErrorBody } from '#contract/errors.ts'
import { submitReport } from '#contract/report.ts'
import * as act from '../../site/console/report/act.ts'
import { notify, notifyAll } from '../../worker/notice/gateway.ts'
import { log } from '../../worker/platform/log.ts'
import { noticeTo, drain, enqueue, handOver } from '../../worker/platform/outbox.ts'
import { sweep } from '../../worker/sweep.ts'
import { callerOf, post } from '../support/api.ts'
import { countedDatabase, dump, rows } from '../support/database.ts'
import { aReporter, aTip } from '../support/filings.ts'
import { signedIn } from '../support/members.ts'
import { cheapChallenge, comeBack, look, messageOf, moved, tell } from '../support/story.ts'

interface Sent {
  readonly queue: Queue
  readonly bodies: { id: string; topic: string; units: string }[]
}
/** A queue that remembers; or one that is out of reach. */
function aQueue(works = true): Sent {
  const bodies: Sent['bodies'] = []
  const sendBatch = async (messages: Iterable<{ body: unknown }>) => {
    if (!works) throw new Error('queue unreachable: desk housing report.received')
    for (const { body } of messages) bodies.push(body as Sent['bodies'][number])
  }
  return { queue: { sendBatch } as unknown as Queue, bodies }
}
const staged = () => rows<{ topic: string; units: string }>('SELECT topic, units FROM outbox ORDER BY topic, units')
const told = async () => (await fetch(`${env.OUTSIDE}/told`)).json<{ path: string; body: unknown }[]>()
const file = async (queue: Queue) => {
  const { sealed } = await aReporter()
  return callerOf({ queue })(submitReport, {}, { filing: sealed.filing, challenge: await cheapChallenge() })
}

beforeEach(async () => {
  await drain(env.DB, aQueue().queue)
  await told()
})

describe('what follows a change', () => {
  it('is handed to the queue once the answer is sent: topic and units, nothing of the report', async () => {
    const { queue, bodies } = aQueue()
    expect(await file(queue)).toMatchObject({ ok: true })
    expect(bodies).toEqual([{ id: expect.stringMatching(/^[\w-]{22}$/), topic: 'report.received', units: 'desk housing' }])
    expect(await staged()).toEqual([])
  })

  it('tells of a move whoever holds the report and did not make it, the newcomer too and the one who left not', async () => {
    const [desk, housing] = [await signedIn('desk01'), await signedIn('housing01')]
    const report = await tell()
    await moved(desk, report.reference, (seen) => act.accept(desk.session, seen))
    const { queue, bodies } = aQueue()
    const quick = (who: typeof desk) => ({ ...who.session, tools: { ...who.session.tools, call: callerOf({ cookie: who.cookie, queue }) } })
    await act.handOn(quick(housing), await look(housing, report.reference), ['fire'])
    await act.giveBack(quick(housing), await look(housing, report.reference), 'not-our-duty')
    const body = await messageOf(report, await comeBack(report), '还在开。')
    await post('/api/track/messages', { lookup: report.keys.lookup, body }, { queue })
    expect(bodies.map(({ topic, units }) => [topic, units.split(' ').toSorted()])).toEqual([
      ['report.changed', ['desk', 'fire']], ['report.changed', ['desk', 'fire']], ['report.changed', ['desk', 'fire']],
    ])
  })

  it('stays staged while the queue is out of reach, and the filing stands; the cron takes it along', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(await file(aQueue(false).queue)).toMatchObject({ ok: true })
    expect(quiet.mock.calls.flat().join('')).toContain('queue-fault')
    expect(quiet.mock.calls.flat().join('')).not.toContain('housing')
    quiet.mockRestore()
    expect(await staged()).toEqual([{ topic: 'report.received', units: 'desk housing' }])

    const { queue, bodies } = aQueue()
    await sweep({ ...env, OUTBOX: queue })
    expect(bodies).toMatchObject([{ topic: 'report.received', units: 'desk housing' }])
    expect(await staged()).toEqual([])
  })

  it('is swept by the cron after a crash between the commit and the queue, however much it is', async () => {
    const many = Array.from({ length: 120 }, () => noticeTo('report.changed', ['fire']))
    await env.DB.batch(many.map((one) => enqueue(env.DB, one)))
    const { queue, bodies } = aQueue()
    await sweep({ ...env, OUTBOX: queue })
    expect(bodies.map(({ id }) => id).toSorted()).toEqual(many.map(({ id }) => id).toSorted())
    expect(await staged()).toEqual([])
  })

  it('is sent again rather than lost when the crash comes after the queue has taken it', async () => {
    const one = noticeTo('report.changed', ['fire'])
    await enqueue(env.DB, one).run()
    const { queue, bodies } = aQueue()
    const broken = countedDatabase(env.DB, (sql) => {
      if (sql[0]?.startsWith('DELETE')) throw new Error('crash')
    })
    await expect(handOver(broken.db, queue, [one])).rejects.toThrow('crash')
    await drain(env.DB, queue)
    expect(bodies).toEqual([one, one])
  })

  it('is not staged by a change that was refused', async () => {
    const report = await tell()
    const { queue, bodies } = aQueue()
    await post('/api/track/messages', { lookup: report.keys.lookup, body: { ...(await messageOf(report, await comeBack(report), '还在开。')), n: 7 } }, { queue })
    expect([bodies, await staged()]).toEqual([[], []])
  })
})

describe('the cron', () => {
  it('forgets what has done its service though the queue is out of reach, and says that it did not finish', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const hour = Math.floor(Date.now() / 3_600_000)
    await env.DB.prepare('INSERT INTO challenge_spent VALUES (?1, ?2)').bind('old', hour - 5).run()
    await enqueue(env.DB, noticeTo('report.changed', ['fire'])).run()
    await tell()
    await expect(sweep({ ...env, OUTBOX: aQueue(false).queue })).rejects.toThrow()
    quiet.mockRestore()
    expect(await rows('SELECT 1 FROM challenge_spent WHERE id = ?1', 'old')).toEqual([])
    expect(await rows('SELECT 1 FROM position WHERE n > (SELECT max(first + length(digests) / 43) - 1 FROM chain_link)')).toEqual([])
    expect(await staged()).toHaveLength(1)
  })
})

describe('the county’s notice gateway', () => {
  const gateway = (path: string) => ({ ...env, NOTICE_URL: path.startsWith('http') ? path : env.OUTSIDE + path })

  it('is told the units by name and the topic, and nothing else', async () => {
    await notify(gateway('/gateway'), noticeTo('report.received', ['desk', 'fire', 'nobody']))
    expect(await told()).toEqual([{ path: '/gateway', body: { topic: 'report.received', units: [{ id: 'desk', name: '县安委办受理台' }, { id: 'fire', name: '县消防救援大队' }] } }])
  })

  it('is not there in a county that has none, and is not asked about nobody', async () => {
    await notify(env, noticeTo('report.received', ['desk']))
    await notify(gateway('/gateway'), noticeTo('report.changed', []))
    expect(await told()).toEqual([])
  })

  it.for([['refuses', '/busy'], ['sends elsewhere', '/moved'], ['cannot be reached', 'http://127.0.0.1:9']])('is tried again when it %s', async ([, path]) => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const messages = ['one', 'two'].map((id) => ({ id, timestamp: new Date(), attempts: 1, body: noticeTo('report.changed', ['fire']) }))
    const batch = createMessageBatch('anshao-outbox', messages)
    const ctx = createExecutionContext()
    await notifyAll(batch, gateway(path ?? ''))
    await waitOnExecutionContext(ctx)
    const result = await getQueueResult(batch, ctx)
    expect(result.explicitAcks).toEqual([])
    expect(result.retryMessages.map(({ msgId }) => msgId)).toEqual(['one', 'two'])
    expect(quiet.mock.calls.map(([line]) => String(line)).join('')).toContain('notice-fault')
    quiet.mockRestore()
  })

  it('loses no message to the one beside it that is nonsense, and takes stragglers along', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await enqueue(env.DB, noticeTo('report.changed', ['police'])).run()
    const message = (id: string, body: unknown) => ({ id, timestamp: new Date(), attempts: 1, body })
    const batch = createMessageBatch('anshao-outbox', [message('bad', { phone: '000-1234567' }), message('good', noticeTo('report.changed', ['fire']))])
    const { queue, bodies } = aQueue()
    await notifyAll(batch, { ...gateway('/gateway'), OUTBOX: queue })
    const result = await getQueueResult(batch, createExecutionContext())
    expect([result.explicitAcks, result.retryMessages.map(({ msgId }) => msgId)]).toEqual([['good'], ['bad']])
    expect(quiet.mock.calls.flat().join('')).not.toContain('000-1234567')
    quiet.mockRestore()
    expect(bodies).toMatchObject([{ units: 'police' }])
    expect(await staged()).toEqual([])
  })
})

describe('a database that fails', () => {
  const lines: string[] = []
  beforeEach(() => {
    lines.length = 0
    vi.spyOn(console, 'error').mockImplementation((line: unknown) => void lines.push(String(line)))
  })
  afterEach(() => vi.restoreAllMocks())

  /** D1's own words, with something of the sender's in them, as no database should but one might. */
  const full = (secret: string) => countedDatabase(env.DB, (sql) => {
    if (sql.length > 1) throw new Error(`D1_ERROR: database or disk is full: ${secret} '${secret}': SQLITE_FULL`)
  }).db

  it('stores nothing of a filing, says so with a request id, and logs none of it', async () => {
    const { sealed } = await aReporter(aTip({ identity: { name: '沈砚秋', phone: '000-1234567' } }))
    const before = await dump()
    const response = await post('/api/reports', { filing: sealed.filing, challenge: await cheapChallenge() }, { db: full(sealed.filing.lookupHash) })
    const { error } = ErrorBody.parse(await response.json())
    expect([response.status, error.code]).toEqual([500, 'fault'])
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await dump()).toEqual(before)
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'fault', requestId: error.requestId, fault: 'Error · SQLITE_FULL' })
    for (const secret of [sealed.filing.lookupHash, sealed.filing.report, sealed.filing.content.sealed.slice(0, 40)]) expect(lines.join('') + JSON.stringify(error)).not.toContain(secret)
  })

  it('answers everything else in the contract’s words too', async () => {
    const [desk, report] = [await signedIn('desk02'), await tell()]
    const db = countedDatabase(env.DB, () => {
      throw new Error('D1_ERROR: Network connection lost.')
    }).db
    const before = await dump()
    const calls = [post('/api/track', { lookup: report.keys.lookup }, { db }), post(`/api/staff/reports/${report.reference}/open`, {}, { db, cookie: desk.cookie }), post('/api/staff/sign-in/start', { name: 'desk01' }, { db })]
    for (const response of await Promise.all(calls)) expect([response.status, ErrorBody.parse(await response.json()).error.code]).toEqual([500, 'fault'])
    expect(await dump()).toEqual(before)
    expect(lines).toHaveLength(3)
    expect(lines.join('')).not.toMatch(new RegExp(`${report.keys.lookup}|${report.reference}|desk`))
  })
})

describe('a line in the log', () => {
  const lineOf = (fault: unknown): string => {
    const spy = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    log('fault', { requestId: 'r', fault })
    const line = String(spy.mock.calls[0]?.[0])
    spy.mockRestore()
    return line
  }
  const secret = '沈砚秋 13800000000 豫Z12345 3141-5926-5358'

  it.for<[string, () => unknown]>([
    ['an error of ours', () => new Error(secret)],
    ['an error in quotes', () => new TypeError(`bad value "${secret}" and '${secret}' and \`${secret}\``)],
    ['an error of many lines that looks like a stack', () => new Error(`x\n    at ${secret} (${secret}:1:1)\n    at desk (secret:1:1)`)],
    ['a JSON error', () => fault(() => JSON.parse(`{"name": ${secret}}`))],
    ['a name that is a value', () => Object.assign(new Error('x'), { name: secret })],
    ['a constraint with a value behind it', () => new Error(`UNIQUE constraint failed: report.lookup_hash: ${secret}: SQLITE_CONSTRAINT`)],
    ['a CHECK with its expression', () => new Error(`CHECK constraint failed: state IN ('${secret}')`)],
    ['a cause', () => new Error('x', { cause: secret })],
    ['a bare word', () => secret],
    ['an object', () => ({ secret })],
  ])('never holds a value: %s', ([, make]) => {
    const line = lineOf(make())
    for (const word of [...secret.split(' '), 'secret:1:1']) expect(line).not.toContain(word)
    expect(JSON.parse(line)).toMatchObject({ event: 'fault', requestId: 'r' })
  })

  it('says which constraint failed and where, which is what a repair needs', async () => {
    const line = lineOf(await env.DB.prepare('INSERT INTO inbox_count VALUES (NULL, 1)').run().catch((error: unknown) => error))
    expect(line).toMatch(/NOT NULL constraint failed: inbox_count\.unit · SQLITE_CONSTRAINT/)
    expect(JSON.parse(lineOf(new Error('x'))).at[0]).toMatch(/outbox\.test\.ts:\d+:\d+$/)
  })

  function fault(work: () => unknown): unknown {
    try {
      return work()
    } catch (error) {
      return error
    }
  }
})
