import { describe, expect, it } from 'vitest'
import { categories } from '#contract/county/categories.ts'
import { EMPTY, isTouched, SCREENS, STEPS, STEP_OF, type Draft } from '../../site/report/draft.ts'
import { previewOf } from '../../site/report/preview.ts'
import { problemsOn } from '../../site/report/problems.ts'
import { searchCategories } from '../../site/report/search.ts'
import { parseDay } from '../../site/report/since.ts'
import { languageOf } from '../../site/report/language.ts'
import { toTip } from '../../site/report/tip.ts'
import { STEPS as CONTRACT_STEPS } from '#contract/filing-schema.ts'

const TODAY = '2026-11-22'
const draft = (changes: Partial<Draft> = {}): Draft => ({ ...EMPTY, category: 'HY16', township: 't-heping', place: '夜市', body: '有气瓶', ...changes })
const fieldsOn = (screen: Parameters<typeof problemsOn>[0], changes: Partial<Draft>) => problemsOn(screen, draft(changes), TODAY).map(({ field }) => field)

describe('parseDay', () => {
  it.for([
    ['2026-10-02', '2026-10-02'], ['2026/10/2', '2026-10-02'], ['2026.10.2', '2026-10-02'], ['2026年10月2日', '2026-10-02'], ['2026 年 10 月 2 号', '2026-10-02'],
    ['20261002', '2026-10-02'], ['２０２６年１０月２日', '2026-10-02'], ['10月2日', '2026-10-02'], ['10月2号', '2026-10-02'], ['10-2', '2026-10-02'],
    ['12月1日', '2025-12-01'], ['2026年8月', '2026-08-01'], ['8月', '2026-08-01'], ['12月', '2025-12-01'], ['今天', '2026-11-22'], ['昨天', '2026-11-21'], ['前天', '2026-11-20'],
    ['2027-01-01', '2027-01-01'], ['2024-02-29', '2024-02-29'], ['2月29日', null], ['2026-02-30', null], ['2026-13-01', null], ['去年', null], ['', null], ['2026', null], ['1', null],
  ] as const)('reads %s as %s', ([text, day]) => {
    expect(parseDay(text, TODAY)).toBe(day)
  })
})

describe('problemsOn', () => {
  it('asks for a category, a township, a place and words', () => {
    expect(fieldsOn('kind', { category: null })).toEqual(['category'])
    expect(fieldsOn('where', { township: null, place: ' \n' })).toEqual(['township', 'place'])
    expect(fieldsOn('what', { body: '　' })).toEqual(['body'])
  })

  it('counts characters as people do, not code units', () => {
    expect(fieldsOn('what', { body: '𠮷'.repeat(2000), subject: '🔥'.repeat(100) })).toEqual([])
    expect(problemsOn('what', draft({ body: '字'.repeat(2003) }), TODAY)[0]?.sentence).toBe('最多2000个字，现在多了3个。')
    expect(fieldsOn('where', { place: '字'.repeat(201) })).toEqual(['place'])
  })

  it('takes a day that is not known, and none that is to come', () => {
    expect(fieldsOn('where', { since: '' })).toEqual([])
    expect(fieldsOn('where', { since: '很久了' })).toEqual(['since'])
    expect(fieldsOn('where', { since: '2026-11-23' })).toEqual(['since'])
  })

  it('asks for name and number only of whoever chose to give them', () => {
    expect(fieldsOn('identity', { named: false })).toEqual([])
    expect(fieldsOn('identity', { named: true })).toEqual(['name', 'phone'])
    expect(fieldsOn('identity', { named: true, name: '沈砚秋', phone: '1380000' })).toEqual([])
    expect(fieldsOn('identity', { named: true, name: '沈砚秋', phone: '000-2810346' })).toEqual([])
    expect(fieldsOn('identity', { named: true, name: '沈砚秋', phone: '不告诉你' })).toEqual(['phone'])
  })

  it('lets every other screen pass: nothing waits for an answer that is not needed', () => {
    for (const screen of ['emergency', 'violations', 'avoid', 'check', 'send'] as const) expect(problemsOn(screen, EMPTY, TODAY)).toEqual([])
  })
})

describe('the draft', () => {
  it('walks the contract’s steps in their order', () => {
    expect(STEPS).toEqual([...CONTRACT_STEPS])
    const order = SCREENS.map((screen) => STEPS.indexOf(STEP_OF[screen]))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  it('is touched by a single tick', () => {
    expect(isTouched(EMPTY)).toBe(false)
    expect(isTouched({ ...EMPTY, flags: ['ongoing'] })).toBe(true)
  })

  it('becomes a tip with the words byte for byte and without what was not said', () => {
    const body = ' 前面有空格\r\n=1+1\u0000\u202e '
    expect(toTip(draft({ body }), TODAY)).toEqual({
      category: 'HY16', township: 't-heping', flags: [], violations: [], avoid: [], wantsReward: true, language: 'zh', place: '夜市', body,
    })
  })

  it('keeps name and number out of an anonymous tip even when they were typed', () => {
    expect(toTip(draft({ named: false, name: '沈砚秋', phone: '13800000365', insider: true }), TODAY)).not.toHaveProperty('identity')
    expect(toTip(draft({ named: true, name: '沈砚秋', phone: '13800000365', insider: false, since: '10月2日' }), TODAY)).toMatchObject({
      since: '2026-10-02', identity: { name: '沈砚秋', phone: '13800000365', insider: false },
    })
  })

  it('knows English from Chinese', () => {
    expect([languageOf('Please come at night'), languageOf('来 come'), languageOf('')]).toEqual(['en', 'zh', 'en'])
  })
})

describe('searchCategories', () => {
  const first = (query: string) => searchCategories(query, categories)[0]?.id

  it.for([['气瓶', 'HY29'], ['电瓶车', 'HY13'], ['煤矿', 'HY01'], ['楼道充电', 'HY13'], ['校车', 'HY21'], ['瞒报', 'HY41'], ['面包车加油', 'HY05']] as const)('finds for %s what people mean', ([query, id]) => {
    expect(searchCategories(query, categories).map((category) => category.id).slice(0, 3)).toContain(id)
  })

  it('finds nothing for nothing, and at most eight', () => {
    expect(searchCategories('  ', categories)).toEqual([])
    expect(first('zzzz')).toBeUndefined()
    expect(searchCategories('车 电 油 气 楼 火', categories).length).toBeLessThanOrEqual(8)
  })
})

describe('previewOf', () => {
  it('waits for category and township', () => {
    expect(previewOf(EMPTY, TODAY)).toBeNull()
  })

  it('names lead, assists, township and the first clock in words', () => {
    const preview = previewOf(draft(), TODAY)
    expect(preview?.lines).toEqual(['牵头：住建局', '配合：市监局、消防大队、商务局、公安局（受理台看过再给）', '属地：和平镇（受理台看过再给）'])
    expect(preview?.deadline).toBe('最晚 12月7日（周一） 决定受不受理。')
  })

  it('says who will not know', () => {
    expect(previewOf(draft({ avoid: ['housing'] }), TODAY)?.lines).toEqual(expect.arrayContaining(['牵头：受理台', '不让知道：住建局']))
  })

  it('says where a death goes, and where matters of others go', () => {
    expect(previewOf(draft({ flags: ['death'] }), TODAY)?.lines[0]).toBe('牵头：县政府')
    expect(previewOf(draft({ category: 'HY44' }), TODAY)?.lines[0]).toContain('12315 市场监管投诉举报')
  })
})
