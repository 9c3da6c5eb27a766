import { describe, expect, it } from 'vitest'
import { categories } from '../../worker/contract/county/categories.ts'
import { units } from '../../worker/contract/county/units.ts'
import { departmentConcerned, effectiveFlags, holdersAtFiling, routeReport, unknownFields } from '../../worker/contract/rules/routing.ts'
import { someFields } from '../support/fields.ts'
import { plainFieldsOf, TIPS } from '../support/tips.ts'

const reached = (fields: ReturnType<typeof someFields>) => {
  const route = routeReport(fields)
  return [route.lead, ...route.assists, ...route.copies, ...holdersAtFiling(route, fields)]
}

describe('the 24 tips', () => {
  it('are all there', () => expect(TIPS).toHaveLength(24))

  it.for(TIPS.map((fixture) => [fixture.name, fixture] as const))('%s goes where it must', ([, { tip, expect: wanted }]) => {
    const fields = plainFieldsOf(tip)
    const route = routeReport(fields)
    expect(route).toMatchObject({ lead: wanted.lead, deskFirst: wanted.deskFirst, escalated: wanted.escalated })
    expect(route.assists).toEqual(expect.arrayContaining(wanted.assistsInclude))
    expect(route.copies).toEqual(expect.arrayContaining(wanted.copiesInclude))
    if (wanted.outside === null) expect(route.outside).toBeNull()
    else expect(route.outside).toContain(wanted.outside)
    expect(reached(fields).filter((unit) => wanted.never.includes(unit ?? ''))).toEqual([])
    expect(route.why.length).toBeGreaterThan(0)
  })
})

describe('the ordinary rule', () => {
  it('gives lead and assists of the table, and a copy to the township of the place', () => {
    expect(routeReport(someFields())).toMatchObject({
      lead: 'housing', assists: ['market', 'fire', 'commerce', 'police'], copies: ['t-heping'], deskFirst: false, escalated: false, outside: null,
    })
  })

  it('is the same whether it is going on or somebody is trapped: nothing waits', () => {
    expect(routeReport(someFields({ flags: ['ongoing', 'trapped'] }))).toEqual(routeReport(someFields()))
  })

  it('says why in sentences with the units’ short names', () => {
    expect(routeReport(someFields()).why).toEqual(['这一类由住建局牵头。', '由市监局、消防大队、商务局、公安局配合。', '抄送属地和平镇。'])
  })
})

describe('escalation to the county government', () => {
  it.for([
    { why: 'somebody died', fields: someFields({ flags: ['death'] }) },
    { why: 'an accident was concealed', fields: someFields({ flags: ['concealed'] }) },
    { why: 'the violation says so, though nobody set the flag', fields: someFields({ violations: ['concealed-accident'] }) },
    { why: 'the category is concealment', fields: someFields({ category: 'HY41' }) },
    { why: 'somebody died in a category nobody owns', fields: someFields({ category: 'HY17', flags: ['death'] }) },
    { why: 'somebody died of what lies outside work safety', fields: someFields({ category: 'HY44', flags: ['death'] }) },
  ])('because $why: no assist, no copy, the desk first', ({ fields }) => {
    expect(routeReport(fields)).toMatchObject({ lead: 'gov', assists: [], copies: [], deskFirst: true, escalated: true, outside: null })
  })

  it('keeps the department concerned out, and says so', () => {
    const fields = someFields({ category: 'HY02', flags: ['death'] })
    expect(reached(fields)).not.toContain('emergency')
    expect(routeReport(fields).why).toContain('主管的应急局不接收这件。')
  })

  it.for([['HY02', 'emergency'], ['HY17', null], ['HY41', null], ['HY44', null]] as const)('%s has as department concerned: %s', ([category, unit]) => {
    expect(departmentConcerned(category)).toBe(unit)
  })

  it('stays with the desk, escalated, where the county government itself is avoided', () => {
    const route = routeReport(someFields({ flags: ['death'], avoid: ['gov'] }))
    expect(route).toMatchObject({ lead: 'desk', assists: [], copies: [], deskFirst: true, escalated: true })
    expect(route.why).toContain('你要求避开县政府，所以由受理台留着，报市里来查。')
  })
})

describe('outside work safety, and nobody’s yet', () => {
  it('offers every office of the table and assigns nobody', () => {
    expect(routeReport(someFields({ category: 'HY44' }))).toMatchObject({
      lead: null, assists: [], copies: [], deskFirst: true, escalated: false, outside: ['12315', '12333', '12369', '12336', '12388', '12345'],
    })
  })

  it.for(['HY17', 'HY23', 'HY37'])('%s stays with the desk; candidates get nothing, the township its copy', (category) => {
    expect(routeReport(someFields({ category }))).toMatchObject({ lead: 'desk', assists: [], copies: ['t-heping'], deskFirst: true, escalated: false })
  })
})

describe('units to keep out', () => {
  it('makes the desk keep what an avoided lead would have got', () => {
    const route = routeReport(someFields({ avoid: ['housing'] }))
    expect(route).toMatchObject({ lead: 'desk', deskFirst: true, escalated: false, copies: ['t-heping'] })
    expect(route.assists).not.toContain('housing')
  })

  it('takes out an avoided assist and an avoided township, and nothing else changes', () => {
    expect(routeReport(someFields({ avoid: ['fire', 't-heping'] }))).toMatchObject({
      lead: 'housing', assists: ['market', 'commerce', 'police'], copies: [], deskFirst: false,
    })
  })

  it('changes nothing for a unit that has no part', () => {
    expect(routeReport(someFields({ avoid: ['forestry', 't-linhe', 'gov'] }))).toEqual(routeReport(someFields()))
  })
})

describe('fields the county does not have', () => {
  it.for([
    { field: 'category', fields: someFields({ category: 'HY99' }) },
    { field: 'township', fields: someFields({ township: 'fire' }) },
    { field: 'violations', fields: someFields({ violations: ['witchcraft'] }) },
    { field: 'avoid', fields: someFields({ avoid: ['nobody'] }) },
    // The desk sees every report: to promise otherwise would be a lie.
    { field: 'avoid', fields: someFields({ avoid: ['desk'] }) },
    { field: 'avoid', fields: someFields({ avoid: ['custodian'] }) },
  ])('names $field', ({ field, fields }) => {
    expect(unknownFields(fields)).toEqual([field])
  })

  it('sends what it does not know to the desk and nowhere else', () => {
    expect(routeReport(someFields({ category: 'HY99', township: 'fire' }))).toMatchObject({ lead: 'desk', assists: [], copies: [], deskFirst: true })
  })
})

describe('who holds it at filing', () => {
  it.for([
    { what: 'an ordinary report', fields: someFields(), holders: ['desk', 'housing'] },
    { what: 'an escalated one', fields: someFields({ flags: ['death'] }), holders: ['desk', 'gov'] },
    { what: 'an escalated one that avoids the government', fields: someFields({ flags: ['death'], avoid: ['gov'] }), holders: ['desk'] },
    { what: 'one whose lead is avoided', fields: someFields({ avoid: ['housing'] }), holders: ['desk'] },
    { what: 'one nobody owns', fields: someFields({ category: 'HY17' }), holders: ['desk'] },
    { what: 'one outside work safety', fields: someFields({ category: 'HY44' }), holders: ['desk'] },
  ])('$what', ({ fields, holders }) => {
    expect(holdersAtFiling(routeReport(fields), fields)).toEqual(holders)
  })
})

describe('effective flags', () => {
  it('adds what a violation implies, once, in the contract’s order', () => {
    expect(effectiveFlags({ violations: ['concealed-accident'], flags: ['trapped', 'concealed', 'death'] })).toEqual(['death', 'concealed', 'trapped'])
  })
})

it('every category of the county routes, and neither custodian nor cashier has a part in any', () => {
  for (const { id } of categories) {
    for (const flags of [[], ['death' as const]]) {
      expect(reached(someFields({ category: id, flags })).filter((unit) => unit === 'custodian' || unit === 'cashier')).toEqual([])
    }
  }
  expect(units).toHaveLength(36)
})
