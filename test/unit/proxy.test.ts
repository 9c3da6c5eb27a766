import { describe, expect, it } from 'vitest'
import { barredFromReward, channelsOf, mayClaim } from '#contract/rules/proxy.ts'
import { Drafts } from '../../site/console/drafts.ts'
import { spoken } from '../../site/console/proxy/spoken.ts'
import { arrivalOf } from '../../site/report/arrival.ts'
import { EMPTY } from '../../site/report/draft.ts'

describe('who may file for somebody', () => {
  it.for([
    [{ unit: 'desk', roles: ['desk'] }, ['phone', 'visit']],
    [{ unit: 'desk', roles: ['approver', 'supervisor'] }, []],
    [{ unit: 't-heping', roles: ['handler'] }, ['proxy']],
    [{ unit: 'fire', roles: ['handler'] }, []],
    [{ unit: 'gov', roles: ['handler'] }, []],
    [{ unit: 'custodian', roles: ['custodian'] }, []],
    [{ unit: null, roles: ['auditor', 'administrator'] }, []],
  ] as const)('%o: %o', ([member, channels]) => {
    expect(channelsOf(member)).toEqual(channels)
  })
})

describe('the reward of a report that somebody filed for another', () => {
  it('is closed to that member and to nobody else', () => {
    expect(barredFromReward({ filedBy: 'desk01' })).toEqual(['desk01'])
    expect(mayClaim({ filedBy: 'desk01' }, 'desk01')).toBe(false)
    expect(mayClaim({ filedBy: 'desk01' }, 'desk02')).toBe(true)
  })

  it('bars nobody where somebody filed themselves', () => {
    expect(barredFromReward({ filedBy: null })).toEqual([])
    expect(mayClaim({ filedBy: null }, 'desk01')).toBe(true)
  })
})

describe('the code as it is read out', () => {
  it('says 幺 for one and every other digit by its own name', () => {
    expect(spoken('1207')).toBe('幺 二 零 七')
    expect(spoken('3456')).toBe('三 四 五 六')
    expect(spoken('8911')).toBe('八 九 幺 幺')
  })
})

describe('what a member typed for somebody', () => {
  it('and a code that was not read out are words that leaving the page would lose', () => {
    const drafts = new Drafts()
    drafts.keep('proxy', { draft: EMPTY, channel: 'phone', file: { current: () => null }, filed: null })
    expect(drafts.hasWords).toBe(false)
    drafts.keep('proxy', { draft: { ...EMPTY, body: '有人用没有顶棚的小船载人过河' }, filed: null })
    expect(drafts.hasWords).toBe(true)
    drafts.keep('proxy', { draft: EMPTY, filed: { code: '1111-2222-3333-4444-5555-6666-7777' } })
    expect(drafts.hasWords).toBe(true)
    drafts.forget('proxy')
    expect(drafts.hasWords).toBe(false)
  })
})

describe('what an address brings to the form', () => {
  it.for([
    ['#t-heping', { township: 't-heping' }], ['#HY16', { category: 'HY16' }],
    ['#t-nowhere', {}], ['#HY99', {}],
    ['', null], ['#main', null], ['#fire', null], ['#t-heping&avoid=fire', null], ['#desk', null], ['#T-HEPING', null],
  ] as const)('%s: %o', ([hash, arrival]) => {
    expect(arrivalOf(hash)).toEqual(arrival)
  })
})
