import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categories } from '../../worker/contract/county/categories.ts'
import { units } from '../../worker/contract/county/units.ts'
import { violations } from '../../worker/contract/county/violations.ts'
import { Flag, type PlainFields, Route } from '../../worker/contract/report.ts'
import { canBeAvoided, effectiveFlags, holdersAtFiling, routeReport } from '../../worker/contract/rules/routing.ts'

const townships = units.filter((unit) => unit.kind === 'township').map((unit) => unit.id)
const anyFields = fc.record({
  category: fc.constantFrom(...categories.map((category) => category.id)),
  township: fc.constantFrom(...townships),
  violations: fc.subarray(violations.map((violation) => violation.id)),
  flags: fc.subarray([...Flag.options]),
  avoid: fc.subarray(units.filter(canBeAvoided).map((unit) => unit.id)),
})
const always = (check: (fields: PlainFields) => void) => fc.assert(fc.property(anyFields, check), { numRuns: 500 })

describe('whatever is filed', () => {
  it('the answer is a route of the contract, with reasons', () => {
    always((fields) => {
      const route = routeReport(fields)
      expect(Route.parse(route)).toEqual(route)
      expect(route.why.every((sentence) => sentence.endsWith('。') && !/[{}[\]]/.test(sentence))).toBe(true)
      expect(route.why.length).toBeGreaterThan(0)
    })
  })

  it('an avoided unit is nowhere in it and holds nothing', () => {
    always((fields) => {
      const route = routeReport(fields)
      const reached = [route.lead, ...route.assists, ...route.copies, ...holdersAtFiling(route, fields)]
      expect(reached.filter((unit) => unit !== null && fields.avoid.includes(unit))).toEqual([])
    })
  })

  it('an escalated one reaches the county government and the desk only, so neither the department concerned nor any township', () => {
    always((fields) => {
      const route = routeReport(fields)
      const flags = effectiveFlags(fields)
      const grave = flags.includes('death') || flags.includes('concealed') || fields.category === 'HY41'
      expect(route.escalated).toBe(grave)
      if (!grave) return
      const reached = new Set([route.lead, ...route.assists, ...route.copies, ...holdersAtFiling(route, fields)])
      expect([...reached].filter((unit) => unit !== 'gov' && unit !== 'desk')).toEqual([])
      expect(reached.has('gov')).toBe(!fields.avoid.includes('gov'))
    })
  })

  it('no township but that of the place gets a copy, and none has another part', () => {
    always((fields) => {
      const { lead, assists, copies } = routeReport(fields)
      expect(copies.filter((unit) => unit !== fields.township)).toEqual([])
      expect([lead, ...assists].filter((unit) => unit !== null && townships.includes(unit))).toEqual([])
    })
  })

  it('desk, custodian and cashier neither assist nor get copies', () => {
    always((fields) => {
      const { assists, copies } = routeReport(fields)
      expect([...assists, ...copies].filter((unit) => unit === 'desk' || unit === 'custodian' || unit === 'cashier')).toEqual([])
    })
  })

  it('the desk looks first exactly when it is outside, escalated, or led by the desk, and then no department holds it', () => {
    always((fields) => {
      const route = routeReport(fields)
      expect(route.deskFirst).toBe(route.outside !== null || route.escalated || route.lead === 'desk')
      const holders = holdersAtFiling(route, fields)
      expect(holders[0]).toBe('desk')
      expect(new Set(holders).size).toBe(holders.length)
      if (route.deskFirst) expect(holders.filter((unit) => unit !== 'desk' && unit !== 'gov')).toEqual([])
      else expect(holders).toEqual(['desk', route.lead])
    })
  })

  it('nobody has two parts, and a lead is missing only outside', () => {
    always((fields) => {
      const { lead, assists, copies, outside } = routeReport(fields)
      const parts = [lead, ...assists, ...copies]
      expect(new Set(parts).size).toBe(parts.length)
      expect(lead === null).toBe(outside !== null)
    })
  })

  it('neither order nor kind of violation changes the route', () => {
    always((fields) => {
      const plain = { ...fields, violations: fields.violations.includes('concealed-accident') ? ['concealed-accident'] : [] }
      expect(routeReport({ ...fields, violations: fields.violations.toReversed(), avoid: fields.avoid.toReversed() })).toEqual(routeReport(plain))
    })
  })
})
