import { beforeAll, describe, expect, it } from 'vitest'
import { keyring } from '#contract/county/keyring.ts'
import { profile } from '#contract/county/profile.ts'
import { units } from '#contract/county/units.ts'
import { AnyFiling, Filing, QuestionFiling, type ClearFields, type Kind } from '#contract/report.ts'
import { deadlinesOf, nextDue } from '#contract/rules/deadline.ts'
import { clearOf, filingDigest } from '#contract/rules/filing.ts'
import { MOVES, startsOf, whyNot, type Move } from '#contract/rules/moves.ts'
import type { Standing } from '#contract/rules/standing.ts'
import { holdersAtFiling, routeFiling, routeReport, unknownFields } from '#contract/rules/routing.ts'
import { closingsOf } from '#contract/rules/closing.ts'
import { STATES } from '#contract/states.ts'
import type { Tracked } from '#contract/track.ts'
import { tellingWords } from '../../site/console/moves/telling.ts'
import { barOf } from '../../site/console/report/holders.ts'
import { movesNow, usualNext } from '../../site/console/report/standing.ts'
import { unsealReport } from '../../site/console/report/unseal.ts'
import { openBody } from '../../site/crypto/body.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import { fileReport } from '../../site/report/submit.ts'
import { trackReport } from '../../site/track/track.ts'
import { sayStatus, sayTimeline } from '../../site/track/words.ts'
import { decideFiling, decideFilingGrants } from '../../worker/report/filing.ts'
import { aQuestion, anAsker, aReporter, type Asker } from '../support/filings.ts'
import { PublicServer } from '../support/public-server.ts'
import { aReport, aSession } from '../support/staff-report.ts'

const clear = (changes: Partial<ClearFields> = {}): ClearFields => ({ kind: 'question', category: null, township: null, violations: [], flags: [], avoid: [], ...changes })

let asker: Asker
beforeAll(async () => {
  asker = await anAsker()
})

describe('the digest of a question', () => {
  it('is not that of a report with the same words, nor of another category, township or none', async () => {
    const { filing, digest } = asker.sealed
    const { category: _, ...open } = filing
    const others: AnyFiling[] = [{ ...filing, category: 'HY01' }, { ...filing, township: 't-heping' }, open, { ...filing, language: 'en' }, { ...filing, report: 'r'.repeat(22) }]
    const report: Filing = { ...filing, kind: 'report', category: 'HY16', township: '', violations: [], flags: [], avoid: [], wantsReward: false, named: false }
    const digests = await Promise.all([...others, report].map(filingDigest))
    expect(new Set([...digests, digest]).size).toBe(others.length + 2)
  })

  it('of a report is the same whether it says that it is one or not', async () => {
    const { filing, digest } = (await aReporter()).sealed
    expect(await filingDigest({ ...filing, kind: 'report' })).toBe(digest)
    expect(await filingDigest({ ...filing, kind: 'question' } as never)).not.toBe(digest)
  })
})

describe('a sealed question', () => {
  it('is what the contract takes, and no report', () => {
    expect(AnyFiling.parse(asker.sealed.filing)).toEqual(asker.sealed.filing)
    expect(Filing.safeParse(asker.sealed.filing).success).toBe(false)
  })

  it.for<[string, object]>([
    ['flags', { flags: [] }], ['violations', { violations: [] }], ['units to keep out', { avoid: [] }], ['a reward', { wantsReward: false }], ['a name', { named: false }],
    ['an identity', { identity: { compartment: 'i'.repeat(22), sealed: 'x' } }],
  ])('has no room for %s', ([, more]) => {
    expect(QuestionFiling.safeParse({ ...asker.sealed.filing, ...more }).success).toBe(false)
  })

  it('opens to the desk alone, says inside that it is a question, and is signed', async () => {
    const { filing } = asker.sealed
    expect(filing.grants.map(({ holder }) => holder).sort()).toEqual(['desk', 'reporter'])
    const { identity } = await demonstrationUnitKeys('desk')
    const { opens } = await openGrants(filing.grants.filter(({ holder }) => holder === 'desk').map(({ sealed }) => sealed), identity, { report: filing.report, holder: 'desk' })
    const place = { report: filing.report, compartment: filing.content.compartment, n: 1, author: 'reporter', kind: 'content' } as const
    const opened = await openBody(filing.content.sealed, opens[filing.content.compartment] ?? '', place, [filing.reporter.verify])
    expect(opened.signature).toBe('good')
    expect(opened.statement.body).toMatchObject({ kind: 'question', category: 'HY16', township: null, flags: [], body: aQuestion().body })
  })

  it('is refused with a grant to anybody else', () => {
    const { filing } = asker.sealed
    const holders = holdersAtFiling(routeFiling(clearOf(filing)), clearOf(filing))
    const [grant] = filing.grants
    expect(decideFiling(filing, keyring)).toBeNull()
    expect(decideFilingGrants(filing, holders)).toBeNull()
    for (const holder of ['fire', 'gov', 'custodian', 't-heping']) {
      expect(decideFilingGrants({ ...filing, grants: [...filing.grants, { holder, sealed: grant?.sealed ?? '' }] }, holders)).toBe('unwanted-grant')
    }
  })
})

describe('the route of a question', () => {
  it('is the desk, whatever it is about', () => {
    for (const category of [null, 'HY16', 'HY43', 'HY44']) {
      const route = routeFiling(clear({ category, township: 't-heping' }))
      expect(route).toMatchObject({ lead: 'desk', assists: [], copies: [], deskFirst: true, escalated: false, outside: null })
      expect(holdersAtFiling(route, { avoid: [] })).toEqual(['desk'])
    }
  })

  it('of a report is what it always was', () => {
    const fields = { category: 'HY16', township: 't-heping', violations: [], flags: [], avoid: [] }
    expect(routeFiling({ kind: 'report', ...fields })).toEqual(routeReport(fields))
  })

  it('knows its fields, of which a question may leave two open and a report none', () => {
    expect([unknownFields(clear()), unknownFields(clear({ category: 'HY99' })), unknownFields(clear({ kind: 'report' }))]).toEqual([[], ['category'], ['category', 'township']])
  })
})

describe('the clock of a question', () => {
  const of = (state: 'received' | 'answered' | 'closed') =>
    deadlinesOf({ kind: 'question', state, receivedDay: '2026-11-19', acceptedDay: null, assignedDay: null, lead: 'desk', foundDay: null, endedDay: null, extended: false })
  it('is one: five working days to the answer', () => {
    expect(of('received')).toEqual([{ kind: 'answer', from: '2026-11-19', due: '2026-11-26', warnBy: '2026-11-26', met: false }])
    expect(nextDue(of('received'))?.warnBy).toBe('2026-11-26')
    expect([nextDue(of('answered')), nextDue(of('closed'))]).toEqual([null, null])
  })
})

describe('what may be done with a question', () => {
  const standing = (state: Standing['state'], kind: Kind = 'question'): Standing => ({ kind, state, lead: 'desk', proposedLead: 'desk', returnBy: null, extension: null, extensionBy: null })
  const desk = { name: 'desk01', unit: 'desk', roles: ['desk'], holds: true } as const
  const openTo = (move: Move) => STATES.filter((state) => whyNot(move, standing(state), desk, '2026-11-22') === null)

  it('is to answer, close, refuse, refer, note and publish; never to hand it to anybody', () => {
    const ever = (Object.keys(MOVES) as Move[]).filter((move) => openTo(move).length > 0)
    expect(ever.sort()).toEqual(['close', 'note', 'publish', 'refer', 'refuse', 'reply'])
    for (const move of ['accept', 'assign', 'hand-on', 'return', 'begin', 'find', 'extend'] as const) expect(whyNot(move, standing('received'), desk, '2026-11-22')).toBe('wrong-kind')
    expect({ close: openTo('close'), publish: openTo('publish'), refuse: openTo('refuse'), refer: openTo('refer') }).toEqual(
      { close: ['answered'], publish: ['answered', 'closed'], refuse: ['received'], refer: ['received', 'answered'] })
  })

  it('is nothing of a report’s, nor a report’s publishing', () => {
    expect(startsOf('publish', 'report')).toEqual([])
    for (const state of STATES) expect(whyNot('publish', standing(state, 'report'), desk, '2026-11-22')).toBe('wrong-kind')
    for (const state of STATES) expect(closingsOf('question', state)).toEqual(state === 'answered' ? ['answered'] : [])
  })

  it('stands on the screen without the moves that are none of it, the answer first', async () => {
    const session = await aSession('desk', ['desk'])
    const { report } = await aReport({ rest: { kind: 'question', state: 'received', lead: 'desk' } })
    const now = movesNow(report, session.me)
    expect(now.map(({ move }) => move)).toEqual(['refuse', 'refer', 'reply', 'note', 'close', 'publish'])
    expect(usualNext(now, report)).toBe('reply')
    expect(usualNext(movesNow({ ...report, state: 'answered' }, session.me), { ...report, state: 'answered' })).toBe('close')
  })

  it('bars every unit but the desk, also where only the sealed words say that it is a question', async () => {
    const session = await aSession('desk', ['desk'])
    for (const made of [await aReport({ rest: { kind: 'question' } }), await aReport({ sealed: { kind: 'question' } })]) {
      const unsealed = await unsealReport(session, made.report)
      expect(unsealed.differences).toEqual(['kind'])
      expect(units.filter(({ id }) => barOf(unsealed, id) === null).map(({ id }) => id)).toEqual(['desk'])
    }
    const turned = await unsealReport(session, (await aReport({ sealed: { kind: 'question' } })).report)
    expect(turned.sealedRoute).toMatchObject({ lead: 'desk', assists: [] })
  })
})

describe('asking and coming back', () => {
  it('goes the same way as a report, by the same modules', async () => {
    const server = new PublicServer()
    const filed = await fileReport(aQuestion(), { call: server.call, askTurnstile: () => Promise.resolve('token') })
    if (!filed.ok) throw new Error('not filed')
    expect(filed.value).toMatchObject({ receiptGood: true, route: { lead: 'desk' } })
    expect(JSON.stringify(server.calls)).not.toContain('管道气')
    const opened = await trackReport(filed.value.code, server)
    if (!opened.ok) throw new Error('not opened')
    expect(opened.value.tracked.kind).toBe('question')
    expect(profile.id).toBe('shifan')
  })

  it('is told in its own words', () => {
    const tracked = { kind: 'question', state: 'received', day: '2026-11-19', lead: 'desk', timeline: [], deadlines: deadlinesOf({ kind: 'question', state: 'received', receivedDay: '2026-11-19', acceptedDay: null, assignedDay: null, lead: 'desk', foundDay: null, endedDay: null, extended: false }) } as unknown as Tracked
    expect(sayStatus(tracked, '2026-11-19').sentence).toBe('11月19日（周四） 收到你的咨询，受理台最晚 11月26日（周四） 答复。')
    const timeline = [
      { seq: 1, kind: 'received', unit: null, day: '2026-11-19', detail: { to: 'received' } }, { seq: 2, kind: 'replied', unit: 'desk', day: '2026-11-20', detail: { to: 'answered' } },
      { seq: 3, kind: 'refused', unit: 'desk', day: '2026-11-20', detail: { reason: 'file-a-report' } },
    ] as const
    expect(sayTimeline(timeline, '2026-11-20', 'question').map(({ words }) => words)).toEqual([
      '收到你的咨询', '受理台给你写了答复', '不在这里答复：这是要派人去查的事。请到“我要举报”另外写一份，那里写的有人去查，也不用写名字。',
    ])
    expect(sayTimeline(timeline, '2026-11-20')[0]?.words).toBe('收到你的举报')
  })
})

describe('words for everybody', () => {
  const unsealed = { content: { words: { body: '我们店在和平镇夜市东头，煤气瓶能不能放在后厨' } }, dialogue: [{ author: 'reporter', words: { text: '就是挨着桥头的那一家小吃店' } }, { author: 'desk', words: { text: '气瓶要放在专门的气瓶间里' } }] } as never

  it('are looked through for clues, and for stretches of the asker’s own', () => {
    expect(tellingWords('小饭馆的气瓶放哪里？\n要放在单独的气瓶间，不能放在后厨。', unsealed)).toEqual({ clues: [], copied: [] })
    expect(tellingWords('煤气瓶能不能放在后厨？', unsealed).copied).toEqual(['煤气瓶能不能放在后厨'])
    expect(tellingWords('挨着桥头的那一家小吃店问过。', unsealed).copied).toEqual(['挨着桥头的那一家小吃店'])
    expect(tellingWords('气瓶要放在专门的气瓶间里', unsealed).copied).toEqual([])
    expect(tellingWords('我叫沈砚秋，电话13800001234', unsealed).clues).toEqual(expect.arrayContaining(['13800001234']))
  })
})
