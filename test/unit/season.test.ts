/** What is near in the year, across the new year too, and how many days are left. */
import { readFileSync, globSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { dayOfNumber, dayNumber } from '#contract/rules/day.ts'
import { daysFrom, lengthOf, nearOf, nextOf, sayCountdown, waitFor, type Span } from '../../site/month/season.ts'

const span = (from: string, to: string): Span => ({ from, to })
const occasions = globSync('content/learn/calendar/*.yaml').sort().map((file) => parse(readFileSync(file, 'utf8')) as Span & { id: string })
const near = (today: string) => nearOf(occasions, today).map((index) => occasions[index]?.id)
/** All days of a year that has 29 February. */
const EVERY_DAY = Array.from({ length: 366 }, (_, index) => dayOfNumber(dayNumber('2028-01-01') + index).slice(5))

describe('a span of the year', () => {
  it.for([
    ['06-01', '06-30', 30], ['12-31', '12-31', 1], ['12-20', '01-10', 22], ['02-28', '03-01', 3], ['01-01', '12-31', 366],
  ] as const)('%s to %s lasts %i days', ([from, to, days]) => {
    expect(lengthOf(span(from, to))).toBe(days)
  })

  it.for([
    ['its first day', '12-20', 0], ['its last day', '01-10', 0], ['new year’s day', '01-01', 0], ['the day after', '01-11', 344], ['the day before', '12-19', 1],
  ] as const)('that runs over the new year, on %s', ([, today, wait]) => {
    expect(waitFor(span('12-20', '01-10'), today)).toBe(wait)
  })

  it('of one day is over the day after', () => {
    expect([waitFor(span('06-16', '06-16'), '06-15'), waitFor(span('06-16', '06-16'), '06-16'), waitFor(span('06-16', '06-16'), '06-17')]).toEqual([1, 0, 365])
  })
})

describe('what is near', () => {
  it('is what lasts or begins within a week, the short before the long', () => {
    const spans = [span('06-01', '08-31'), span('06-16', '06-16'), span('06-21', '06-21'), span('06-24', '06-24')]
    expect(nearOf(spans, '06-16')).toEqual([1, 2, 0])
    expect(nearOf(spans, '06-17')).toEqual([2, 3, 0])
    expect(nearOf(spans, '06-16', 1)).toEqual([1])
  })

  it('looks over the new year', () => {
    expect(nearOf([span('01-02', '01-02'), span('01-03', '01-03')], '12-26')).toEqual([0])
    expect(nearOf([span('12-20', '01-10')], '01-10')).toEqual([0])
    expect(nearOf([span('12-20', '01-10')], '01-11')).toEqual([])
  })

  it('is something on every day of our year, and never more than three', () => {
    for (const day of EVERY_DAY) {
      expect(near(day).length, day).toBeGreaterThanOrEqual(1)
      expect(near(day).length, day).toBeLessThanOrEqual(3)
    }
  })

  it.for([
    ['06-15', 'consultation-day'], ['06-16', 'consultation-day'], ['12-31', 'new-year'], ['12-02', 'traffic-day'], ['11-09', 'fire-month'], ['07-20', 'summer-swimming'],
    ['04-04', 'qingming'], ['02-10', 'spring-festival'],
  ] as const)('on %s has %s in it', ([day, id]) => {
    expect(near(day)).toContain(id)
  })
})

describe('the countdown', () => {
  it.for([
    ['2026-11-22', '还有191天'], ['2027-05-31', '还有1天'], ['2027-06-01', '今天是第1天'], ['2027-06-16', '今天是第16天'], ['2027-06-30', '今天是第30天'], ['2027-07-01', '已经结束'],
  ] as const)('on %s says %s of June 2027', ([today, words]) => {
    expect(sayCountdown('2027-06-01', '2027-06-30', today)).toBe(words)
  })

  it('counts 29 February', () => {
    expect(daysFrom('2028-02-28', '2028-03-01')).toBe(2)
    expect(daysFrom('2027-02-28', '2027-03-01')).toBe(1)
  })

  it.for([
    ['2026-11-22', '2027-06-01', '2027-06-30'], ['2027-06-01', '2027-06-01', '2027-06-30'], ['2027-06-30', '2027-06-01', '2027-06-30'], ['2027-07-01', '2028-06-01', '2028-06-30'],
  ] as const)('on %s means the June from %s', ([today, from, to]) => {
    expect(nextOf(span('06-01', '06-30'), today)).toEqual({ from, to })
  })

  it.for([
    ['2026-12-19', '2026-12-20', '2027-01-10'], ['2026-12-25', '2026-12-20', '2027-01-10'], ['2027-01-05', '2026-12-20', '2027-01-10'], ['2027-01-11', '2027-12-20', '2028-01-10'],
  ] as const)('on %s means the span over the new year from %s', ([today, from, to]) => {
    expect(nextOf(span('12-20', '01-10'), today)).toEqual({ from, to })
  })
})
