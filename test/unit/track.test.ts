import { describe, expect, it } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import { STATES } from '#contract/states.ts'
import type { Tracked } from '#contract/track.ts'
import { recipientOf } from '../../site/crypto/age.ts'
import { sealBody } from '../../site/crypto/body.ts'
import { makeCode } from '../../site/crypto/code.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { checkReceipt, readReceipt } from '../../site/keys/receipt-check.ts'
import { compareKeyrings } from '../../site/keys/fingerprint.ts'
import { fileReport } from '../../site/report/submit.ts'
import { trackReport, writeMessage, writer, type OpenReport } from '../../site/track/track.ts'
import { sayClocks, sayCodeProblem, sayStatus, sayTimeline, writingTo } from '../../site/track/words.ts'
import { aTip } from '../support/filings.ts'
import { PublicServer, TODAY } from '../support/public-server.ts'

/** A report on a server of its own, opened with its code. */
async function opened(): Promise<{ server: PublicServer; code: string; report: OpenReport }> {
  const server = new PublicServer()
  const filed = await fileReport(aTip(), { call: server.call, askTurnstile: () => Promise.resolve('token') })
  if (!filed.ok) throw new Error('not filed')
  const answer = await trackReport(filed.value.code, server)
  if (!answer.ok) throw new Error('not opened')
  return { server, code: filed.value.code, report: answer.value }
}

/** What 住建 would write; `change` spoils it. */
async function unitBody(report: OpenReport, text: string, seed: Uint8Array | null, change: { n?: number; author?: string } = {}) {
  const compartment = report.tracked.dialogue
  const place = { report: report.tracked.report, compartment, n: 1, author: 'housing', kind: 'message', ...change } as const
  const sealed = await sealBody(await recipientOf(report.opens[compartment] ?? ''), { ...place, body: { text } }, seed)
  return { compartment, n: 1, author: 'housing', kind: 'message' as const, day: TODAY, sealed }
}

describe('coming back with the code', () => {
  it('opens the report, in any spelling of the code', async () => {
    const { server, code, report } = await opened()
    expect(report).toMatchObject({ receiptGood: true, messages: [], tracked: { state: 'received', wantsReward: false } })
    expect(await trackReport(`查询码：${code.replaceAll('-', ' ')}`, server)).toMatchObject({ ok: true })
  })

  it('sends nothing for a code that cannot be right', async () => {
    const server = new PublicServer()
    expect(await trackReport('1234', server)).toEqual({ ok: false, code: 'code', problem: 'too-short', group: null })
    expect(server.calls).toEqual([])
  })

  it('sends the lookup key and no digit of the code', async () => {
    const { server, code } = await opened()
    expect(JSON.stringify(server.inputsOf('trackReport'))).not.toContain(code.slice(0, 4))
    expect(Object.keys(server.inputsOf('trackReport')[0] ?? {})).toEqual(['lookup'])
  })

  it('does not know a code that nobody was given', async () => {
    expect(await trackReport(makeCode(), new PublicServer())).toMatchObject({ ok: false, code: 'not_found' })
  })

  it('tells a unit’s good signature from a missing one, a wrong one, and a message that was moved', async () => {
    const { server, code, report } = await opened()
    const [housing, fire] = await Promise.all([demonstrationUnitKeys('housing'), demonstrationUnitKeys('fire')])
    const kept = [...server.reports.values()][0]
    kept?.bodies.push(await unitBody(report, '几点能看到？', housing.signSeed))
    for (const [body, signature, text] of [
      [await unitBody(report, '没有签', null), 'missing', '没有签'],
      [await unitBody(report, '冒充', fire.signSeed), 'wrong', '冒充'],
      [await unitBody(report, '搬来的', housing.signSeed, { n: 7 }), 'misplaced', null],
      [{ ...(await unitBody(report, '坏的', housing.signSeed)), compartment: 'A'.repeat(22) }, 'unopenable', null],
    ] as const) {
      kept?.bodies.splice(1, 1, body)
      const answer = await trackReport(code, server)
      expect(answer.ok && answer.value.messages.map((message) => [message.signature, message.text])).toEqual([['good', '几点能看到？'], [signature, text]])
    }
  })
})

describe('answering', () => {
  it('seals with the next number and reads it back signed', async () => {
    const { server, report } = await opened()
    const first = await writeMessage(report, '补充一下', server)
    const second = first.ok ? await writeMessage(first.value, '再补充', server) : first
    expect(second.ok && second.value.messages.map(({ n, text, signature }) => [n, text, signature])).toEqual([[1, '补充一下', 'good'], [2, '再补充', 'good']])
    expect(JSON.stringify(server.inputsOf('writeAsReporter'))).not.toContain('补充')
  })

  it('sends the same bytes again when the answer was lost, and writes once', async () => {
    const { server, report } = await opened()
    server.mishap = (name, nth) => (name === 'writeAsReporter' && nth === 1 ? 'lost-coming' : null)
    const write = writer(server)
    expect(await write(report, '补充一下')).toMatchObject({ ok: false, code: 'network' })
    const again = await write(report, '补充一下')
    expect(again.ok && again.value.messages).toHaveLength(1)
    const [first, second] = server.inputsOf('writeAsReporter')
    expect(first).toEqual(second)
  })

  it('reads again and takes the next number when somebody wrote in between', async () => {
    const { server, report } = await opened()
    await writeMessage(report, '先写的', server)
    const late = await writeMessage(report, '后写的', server)
    expect(late.ok && late.value.messages.map(({ n, text }) => [n, text])).toEqual([[1, '先写的'], [2, '后写的']])
  })

  it('gives up in the end when it is always told that somebody was quicker', async () => {
    const { server, report } = await opened()
    server.mishap = (name) => (name === 'writeAsReporter' ? 'conflict' : null)
    expect(await writeMessage(report, '补充', server)).toMatchObject({ ok: false, code: 'conflict' })
    expect(server.inputsOf('writeAsReporter')).toHaveLength(4)
  })
})

describe('what the reporter reads', () => {
  it('is told to write to the desk while no office has the report, or none ever will', () => {
    const labels = STATES.map((state) => [state, writingTo({ kind: 'report', state }).label])
    expect(labels.filter(([, label]) => label === '写给受理台').map(([state]) => state)).toEqual(['received', 'accepted', 'refused', 'referred'])
    expect(labels.find(([state]) => state === 'closed')?.[1]).toBe('写给承办单位')
    expect(writingTo({ kind: 'report', state: 'refused' }).sent).toContain('受理台')
    expect(writingTo({ kind: 'question', state: 'received' }).label).not.toContain('承办单位')
  })

  const tracked = (changes: Partial<Tracked>) => ({ state: 'received', day: '2026-11-02', lead: null, timeline: [], deadlines: [], ...changes }) as unknown as Tracked
  const clock = (due: string, met = false, warnBy = due) => ({ kind: 'completion', from: '2026-11-02', due, warnBy, met }) as const

  it('gives a result that a review changed to the unit that reviewed, whoever leads', () => {
    const reviewed = { seq: 5, kind: 'review-decided', unit: 'market', day: '2026-11-09', detail: { to: 'substantiated', result: 'substantiated', reason: 'changed' } } as const
    expect(sayStatus(tracked({ state: 'substantiated', lead: 'housing', timeline: [reviewed] }), TODAY).sentence).toMatch(/^市监局 /)
  })

  it('says the status with its day, unit and clock', () => {
    const said = sayStatus(tracked({ state: 'assigned', lead: 'fire', deadlines: [clock('2027-01-04')], timeline: [{ seq: 2, kind: 'accepted', unit: 'desk', day: '2026-11-05', detail: { to: 'assigned', lead: 'fire' } }] }), TODAY)
    expect(said.sentence).toBe('11月5日（周四） 交给消防大队，最晚 2027年1月4日（周一） 给结论。')
  })

  it('leaves out of the timeline what is not the reporter’s, and every id', () => {
    const said = sayTimeline([
      { seq: 1, kind: 'received', unit: null, day: '2026-11-02', detail: { to: 'received' } },
      { seq: 2, kind: 'noted', unit: 'desk', day: '2026-11-02', detail: {} },
      { seq: 3, kind: 'refused', unit: 'desk', day: '2026-11-03', detail: { to: 'refused', reason: 'no-clear-facts', destination: '12345' } },
      { seq: 4, kind: 'found', unit: 'fire', day: '2026-11-04', detail: { to: 'substantiated', result: 'substantiated' } },
    ], TODAY)
    expect(said.map(({ seq }) => seq)).toEqual([1, 3, 4])
    expect(said.map(({ words }) => words).join()).not.toMatch(/[a-z]{3}|\{|\[/)
  })

  it.for([
    ['2026-11-27', '最晚 11月27日（周五），还有5天', 'running'],
    ['2026-11-22', '今天到期', 'running'],
    ['2026-11-20', '最晚 11月20日（周五），已过2天', 'overdue'],
  ] as const)('counts the days to %s', ([due, words, standing]) => {
    expect(sayClocks([clock(due)], TODAY)[0]).toMatchObject({ words, standing, name: '办结' })
  })

  it('says that a met clock is met, and why one was moved', () => {
    expect(sayClocks([clock('2026-11-20', true)], TODAY)[0]).toMatchObject({ words: '已经办到', standing: 'met' })
    expect(sayClocks([clock('2026-11-30', false, '2026-11-28')], TODAY)[0]?.words).toContain('顺延到 11月30日（周一）')
  })

  it('says the same of an unknown code as of a malformed one, and names the group where it can be known', () => {
    expect(sayCodeProblem('unknown', null, 28)).toBe(sayCodeProblem('invalid', null, 28))
    expect(sayCodeProblem('check', 3, 28)).toBe('第3组数字不对，看看是不是抄错了一位。')
    expect(sayCodeProblem('too-short', null, 25)).toContain('少了3位')
  })
})

describe('checking a receipt', () => {
  it('finds it signed and in the chain', async () => {
    const { server, report } = await opened()
    const pasted = readReceipt(` ${JSON.stringify(report.tracked.receipt, null, 1)}\n`)
    expect(pasted === null ? null : await checkReceipt(pasted, server.call, TODAY)).toMatchObject({ ok: true, value: { signed: true, verdict: 'included', published: 1 } })
  })

  it.for(['', '{}', 'null', '回执', '{"reference":"1"}', '[]'])('takes %s for no receipt', (text) => {
    expect(readReceipt(text)).toBeNull()
  })

  it('compares keyrings holder by holder', async () => {
    const lines = await compareKeyrings(keyring, keyring)
    expect(lines.length).toBeGreaterThan(30)
    expect(lines.every(({ here, there }) => here === there && /^([0-9a-f]{4} ){3}[0-9a-f]{4}$/.test(here ?? ''))).toBe(true)
    const [version] = keyring.versions
    const { desk, ...others } = version?.holders ?? {}
    const altered = { ...keyring, versions: [{ version: 1, holders: { ...others, fire: { ...(others['fire'] ?? { recipient: '', verify: '' }), verify: 'A'.repeat(43) } } }] }
    const different = (await compareKeyrings(keyring, altered)).filter(({ here, there }) => here !== there)
    expect(desk).toBeDefined()
    expect(different.map(({ holder, there }) => [holder, there === null])).toEqual([['desk', true], ['fire', false]])
  })
})
