import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '#contract/event.ts'
import { demonstrationMembers } from '../../site/cli/local/demonstration-members.ts'
import { readReference } from '../../site/console/audit/verify.ts'
import { sayEvent } from '../../site/console/report/history-words.ts'
import { movesNow, usualNext } from '../../site/console/report/standing.ts'
import { sayWaiting, sectionIn, sectionsOf } from '../../site/console/sections.ts'
import { readEnrolment, showEnrolment } from '../../site/console/sign-in/enrol.ts'
import { categoryShort, hasHiddenMarks, placed, ROLE_NAMES, sayDue, sayRefusal } from '../../site/console/words.ts'
import { aReport, aSession } from '../support/staff-report.ts'

describe('what the console says', () => {
  it.for([
    ['2026-11-20', '已过2天', 'over'],
    ['2026-11-22', '今天到期', 'soon'],
    ['2026-11-29', '还有7天', 'soon'],
    ['2026-11-30', '还有8天', 'later'],
  ] as const)('says of a limit on %s: %s', ([due, words, tone]) => {
    expect(sayDue(due, '2026-11-22')).toEqual({ words, tone })
  })

  it.for([
    ['HY16', '城镇燃气'],
    ['HY12', '高层建筑与居民小区'],
    ['HY04', '危险化学品生产经营储存使用'],
    ['HY24', '医院、养老机构'],
    ['HY10', '工贸：冶金、涉氨制冷等'],
    ['HY99', '已取消的类别'],
  ] as const)('shortens %s to %s', ([id, short]) => {
    expect(categoryShort(id)).toBe(short)
  })

  it('tells hidden marks from the joiners inside emoji', () => {
    expect(['一家👨\u200d👩\u200d👧\u200d👦', '\u200b物业', '\u202e反着\u202c', '平常的话'].map(hasHiddenMarks)).toEqual([false, true, true, false])
  })

  it('says what the Worker said, its own words for a fault, and never a code', () => {
    const refusal = { ok: false as const, message: '', requestId: 'r1' }
    expect(sayRefusal({ ...refusal, code: 'forbidden', message: '这一步由牵头单位来做。' })).toBe('这一步由牵头单位来做。')
    expect(sayRefusal({ ...refusal, code: 'fault' })).toContain('r1')
    expect(sayRefusal({ ...refusal, code: 'avoided' })).toMatch(/没有交出去/)
  })

  it('tells an event with units and reasons in words, and calls the reader 你', () => {
    const event: HistoryEntry = { seq: 3, kind: 'returned', unit: 'fire', member: 'fire01', day: '2026-11-22', digest: 'x', detail: { reason: 'not-our-duty' } }
    const people = { fire01: '承办人' }
    expect([sayEvent(event, people, 'desk01'), sayEvent(event, people, 'fire01')]).toEqual(['消防大队 承办人 退回：不归本单位管', '你退回：不归本单位管'])
    expect(sayEvent(event, {}, 'desk01')).toBe('消防大队 已离开的工作人员 退回：不归本单位管')
  })

  it('tells which unit was not given which files: once where it is the same for all, else each by name', () => {
    const said = (detail: HistoryEntry['detail']) => sayEvent({ seq: 3, kind: 'handed-on', unit: 'desk', member: 'desk01', day: '2026-11-22', digest: 'x', detail: { units: ['fire', 'market'], ...detail } }, {}, 'desk01')
    expect(said({})).toBe('你转给消防大队、市监局')
    expect(said({ without: { fire: [2, 3], market: [2, 3] } })).toMatch(/，没有给附件2、3$/)
    expect(said({ redacted: ['market'], without: { fire: [2] } })).toMatch(/，没有给附件2$/)
    expect(said({ without: { market: [1] } })).toMatch(/，没有给市监局附件1$/)
    expect(said({ without: { fire: [2, 3], market: [1] } })).toMatch(/，没有给消防大队附件2、3，没有给市监局附件1$/)
    expect(said({ without: [2] })).toMatch(/，没有给附件2$/)
  })

  it('says what somebody is once, and by the same word in their name as in the list of roles', () => {
    const asked: HistoryEntry = { seq: 3, kind: 'identity-asked', unit: 'custodian', member: 'custodian01', day: '2026-11-22', digest: 'x', detail: { reason: 'reset-code' } }
    expect(sayEvent(asked, { custodian01: '身份保管员一' }, 'desk01')).toMatch(/^身份保管员一 申请看身份：/)
    expect([placed('身份保管员', '身份保管员一'), placed('消防大队', '承办人'), placed('', '审计员')]).toEqual(['身份保管员一', '消防大队 承办人', '审计员'])
    for (const { displayName, roles: [role = 'desk'] } of demonstrationMembers) expect(displayName.replace(/[一二]$/, '')).toBe(ROLE_NAMES[role])
  })
})

describe('what people type', () => {
  it('reads a reference with any separators and full-width digits', () => {
    expect(['1234-5678', '１２３４ ５６７８', '12345678', '1234567'].map(readReference)).toEqual(['1234-5678', '1234-5678', '1234-5678', null])
  })

  it('reads an enrolment code back as it was shown', () => {
    const code = 'tdluOlT5HbgKvjeSFotSNkTAKe3MsQmPgTBMW6AL2Rs'
    expect([readEnrolment(showEnrolment(code)), readEnrolment(code.slice(1))]).toEqual([code, null])
  })
})

describe('what is offered to whom', () => {
  it('says beside a section how much waits there, and nothing where nothing does', () => {
    const waiting = { colleagues: 0, custody: 2, awards: 50, payments: 1 }
    expect((['custody', 'awards', 'window', 'colleagues', 'inbox'] as const).map((section) => sayWaiting(section, waiting))).toEqual(['（2条在等）', '（50多笔在等）', '（1笔在等）', '', ''])
    expect(sayWaiting('custody', null)).toBe('')
  })

  it.for([
    ['desk', ['inbox', 'proxy', 'answers', 'custody', 'awards', 'archive', 'colleagues', 'access']],
    ['supervisor', ['board', 'inbox', 'custody', 'awards', 'archive', 'colleagues', 'access']],
    ['custodian', ['custody', 'colleagues', 'access']],
    ['cashier', ['window', 'colleagues', 'access']],
  ] as const)('a %s goes to %o', async ([role, sections]) => {
    expect(sectionsOf((await aSession('desk', [role])).me)).toEqual(sections)
  })

  it('administrator and auditor see no reports and have no colleagues to key', async () => {
    const { me } = await aSession('desk', ['administrator'])
    expect([sectionsOf({ ...me, unit: null }), sectionsOf({ ...me, unit: null, roles: ['auditor'] })]).toEqual([['members', 'access'], ['audit', 'awards', 'archive', 'access']])
  })

  it('whoever waits for the unit’s key goes nowhere yet but to their own ways in', async () => {
    const { me } = await aSession('fire', ['handler'])
    expect(sectionsOf({ ...me, keys: { ...me.keys, unit: null } })).toEqual(['nothing', 'access'])
  })

  it('takes no section from the address that the member does not have', () => {
    expect([sectionIn('#members', ['inbox', 'colleagues']), sectionIn('#colleagues', ['inbox', 'colleagues'])]).toEqual(['inbox', 'colleagues'])
  })

  it('puts the move that carries a report on first: accept, then nothing for the desk, begin for the lead, assign once it came back', async () => {
    const { report } = await aReport()
    const [desk, housing] = [(await aSession('desk', ['desk'])).me, (await aSession('housing', ['handler'])).me]
    const next = (shown: typeof report, me: typeof desk) => usualNext(movesNow(shown, me), shown)
    const assigned = { ...report, state: 'assigned' as const, lead: 'housing', assignedDay: report.today }
    const back = { ...report, state: 'accepted' as const, lead: null }
    expect([next(report, desk), next(assigned, desk), next(assigned, housing), next(back, desk)]).toEqual(['accept', null, 'begin', 'assign'])
  })

  it('opens no move to a supervisor', async () => {
    const { report } = await aReport()
    expect(movesNow(report, (await aSession('desk', ['supervisor'])).me).filter(({ why }) => why === null)).toEqual([])
  })
})
