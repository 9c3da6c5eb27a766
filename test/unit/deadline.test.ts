import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendars } from '../../worker/contract/county/calendars.ts'
import { addDays, dayNumber, dayOfNumber, daysBetween, isDay, sayDay, weekday } from '../../worker/contract/rules/day.ts'
import { deadlinesOf, due, isWorkingDay, nextDue, returnBy, yearsWithoutCalendar, type Clocked } from '../../worker/contract/rules/deadline.ts'

const natural = (days: number) => ({ days, unit: 'natural' as const })
const working = (days: number) => ({ days, unit: 'working' as const })

describe('the last day of a span', () => {
  it.for([
    { why: 'the first day does not count', from: '2026-11-02', rule: natural(15), due: '2026-11-17', warnBy: '2026-11-17' },
    { why: 'a Saturday moves to Monday, the warning does not', from: '2026-11-06', rule: natural(15), due: '2026-11-23', warnBy: '2026-11-21' },
    { why: 'the National Day week moves to its first working day', from: '2026-09-18', rule: natural(15), due: '2026-10-08', warnBy: '2026-10-03' },
    { why: 'a Saturday worked in exchange stays', from: '2026-09-25', rule: natural(15), due: '2026-10-10', warnBy: '2026-10-10' },
    { why: 'a Tuesday off (2025-10-07) moves beyond Wednesday off', from: '2025-09-22', rule: natural(15), due: '2025-10-09', warnBy: '2025-10-07' },
    { why: 'sixty days', from: '2026-06-03', rule: natural(60), due: '2026-08-03', warnBy: '2026-08-02' },
    { why: 'sixty and thirty', from: '2026-06-03', rule: natural(90), due: '2026-09-01', warnBy: '2026-09-01' },
    { why: 'New Year’s Day moves to the Sunday that is worked', from: '2025-12-17', rule: natural(15), due: '2026-01-04', warnBy: '2026-01-01' },
    { why: 'working days from a Sunday', from: '2026-11-22', rule: working(5), due: '2026-11-27', warnBy: '2026-11-27' },
    { why: 'working days over the weekend', from: '2026-11-19', rule: working(5), due: '2026-11-26', warnBy: '2026-11-26' },
    { why: 'working days over National Day, with a Saturday worked', from: '2026-09-30', rule: working(5), due: '2026-10-13', warnBy: '2026-10-13' },
    { why: 'working days over Spring Festival', from: '2026-02-13', rule: working(5), due: '2026-02-27', warnBy: '2026-02-27' },
    { why: 'a Sunday worked is the next working day', from: '2026-09-18', rule: working(1), due: '2026-09-20', warnBy: '2026-09-20' },
    { why: 'working days over the turn of the year', from: '2025-12-31', rule: working(5), due: '2026-01-08', warnBy: '2026-01-08' },
    { why: 'a leap day counts', from: '2028-02-28', rule: natural(1), due: '2028-02-29', warnBy: '2028-02-29' },
  ])('$why: $from', ({ from, rule, due: last, warnBy }) => {
    expect(due(from, rule)).toMatchObject({ due: last, warnBy })
  })

  it.for([
    { why: 'all in 2026', from: '2026-11-02', rule: natural(15), known: true },
    { why: 'ends in 2027', from: '2026-12-20', rule: natural(15), known: false },
    { why: 'is moved, within 2026', from: '2026-12-24', rule: natural(2), known: true },
    { why: 'working days that end in 2027', from: '2026-12-30', rule: working(5), known: false },
    { why: 'starts before the first calendar and ends in it', from: '2024-12-20', rule: natural(15), known: true },
    { why: 'counts working days before the first calendar', from: '2024-12-20', rule: working(15), known: false },
  ])('knows its calendar or says so: $why', ({ from, rule, known }) => {
    expect(due(from, rule).calendarKnown).toBe(known)
  })

  it('falls back to weekends in a year without a calendar: New Year’s Day 2027 is an ordinary Friday', () => {
    expect(due('2026-12-30', working(5)).due).toBe('2027-01-06')
    expect(isWorkingDay('2027-01-01')).toBe(true)
    expect(isWorkingDay('2027-01-02')).toBe(false)
  })

  it('every holiday and every exchanged day of the notices is in the calendars', () => {
    expect(calendars.map(({ year, holidays, workdays }) => [year, holidays.length, workdays.length])).toEqual([[2025, 28, 5], [2026, 33, 6]])
  })
})

const clocked = (changes: Partial<Clocked> = {}): Clocked => ({
  state: 'received', receivedDay: '2026-11-02', acceptedDay: null, assignedDay: null, lead: null, foundDay: null, endedDay: null, extended: false, ...changes,
})
const assigned = { state: 'assigned', acceptedDay: '2026-11-03', assignedDay: '2026-11-03', lead: 'fire' } as const
const clocks = (changes: Partial<Clocked>) => deadlinesOf(clocked(changes)).map(({ kind, due: last, met }) => `${kind} ${last}${met ? ' met' : ''}`)

describe('the clocks of a report', () => {
  it.for<[string, Partial<Clocked>, string[]]>([
    ['received', {}, ['decision 2026-11-17']],
    ['refused', { state: 'refused', endedDay: '2026-11-04' }, ['decision 2026-11-17 met']],
    ['referred', { state: 'referred', endedDay: '2026-11-04' }, ['decision 2026-11-17 met']],
    ['accepted', { state: 'accepted', acceptedDay: '2026-11-03' }, ['decision 2026-11-17 met', 'completion 2027-01-04']],
    ['assigned', assigned, ['decision 2026-11-17 met', 'return 2026-11-10', 'completion 2027-01-04']],
    ['kept by the desk', { ...assigned, lead: 'desk' }, ['decision 2026-11-17 met', 'completion 2027-01-04']],
    ['under investigation', { ...assigned, state: 'investigating' }, ['decision 2026-11-17 met', 'completion 2027-01-04']],
    ['extended', { ...assigned, state: 'investigating', extended: true }, ['decision 2026-11-17 met', 'completion 2027-02-01']],
    ['found', { ...assigned, state: 'substantiated', foundDay: '2026-11-20' }, ['decision 2026-11-17 met', 'completion 2027-01-04', 'tell-result 2026-11-30']],
    ['closed', { ...assigned, state: 'closed', foundDay: '2026-11-20', endedDay: '2026-11-25' }, ['decision 2026-11-17 met', 'completion 2027-01-04 met', 'tell-result 2026-11-30 met']],
  ])('%s', ([, changes, expected]) => {
    expect(clocks(changes)).toEqual(expected)
  })

  it('the next step is owed by the earliest warning that is not met', () => {
    expect(nextDue(deadlinesOf(clocked(assigned)))?.warnBy).toBe('2026-11-10')
    // The completion of 2026-11-03 falls on Saturday 2027-01-02: staff are warned by that day, not by the Monday it moves to.
    expect(nextDue(deadlinesOf(clocked({ ...assigned, state: 'investigating' })))?.warnBy).toBe('2027-01-02')
    expect(nextDue(deadlinesOf(clocked({ state: 'refused', endedDay: '2026-11-04' })))).toBeNull()
  })

  it.for<[string, Partial<Clocked>, string | null]>([
    ['assigned to a unit', assigned, '2026-11-10'],
    ['investigated by a unit', { ...assigned, state: 'investigating' }, '2026-11-10'],
    ['kept by the desk', { ...assigned, lead: 'desk' }, null],
    ['not assigned', {}, null],
    ['found', { ...assigned, state: 'unfounded', foundDay: '2026-11-05' }, null],
  ])('can be given back until: %s', ([, changes, day]) => {
    expect(returnBy(clocked(changes))).toBe(day)
  })

  it('names the years that have no calendar, for the warning on the page', () => {
    expect(yearsWithoutCalendar(deadlinesOf(clocked(assigned)))).toEqual([2027])
    expect(yearsWithoutCalendar(deadlinesOf(clocked()))).toEqual([])
  })
})

describe('days', () => {
  const anyDay = fc.integer({ min: 0, max: 80_000 }).map(dayOfNumber)
  const byDate = (day: string) => new Date(`${day}T00:00:00Z`)

  it('agree with the platform’s calendar from 1970 to 2189', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, count) => {
      const later = new Date(byDate(day).getTime() + count * 86_400_000).toISOString().slice(0, 10)
      expect(dayNumber(day)).toBe(byDate(day).getTime() / 86_400_000)
      expect(dayOfNumber(dayNumber(day))).toBe(day)
      expect(addDays(day, count)).toBe(later)
      expect(daysBetween(day, later)).toBe(count)
      expect(weekday(day)).toBe(byDate(day).getUTCDay())
    }))
  })

  it('a deadline never comes early, ends on a working day, and never before its warning', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 100 }), fc.constantFrom('natural' as const, 'working' as const), (from, days, unit) => {
      const { due: last, warnBy } = due(from, { days, unit })
      expect(isWorkingDay(last)).toBe(true)
      expect(last >= warnBy).toBe(true)
      expect(daysBetween(from, warnBy)).toBeGreaterThanOrEqual(days)
      const counted = Array.from({ length: daysBetween(from, last) }, (_, index) => addDays(from, index + 1)).filter((day) => isWorkingDay(day)).length
      if (unit === 'working') expect(counted).toBe(days)
      else expect(daysBetween(from, warnBy)).toBe(days)
    }))
  })

  it('no such day', () => expect(['2026-02-30', '2026-13-01', '2026-1-1', 'today', '2027-02-29'].map(isDay)).toEqual([false, false, false, false, false]))

  it('are said as people say them', () => {
    expect(sayDay('2026-06-03', '2026-11-22')).toBe('6月3日（周三）')
    expect(sayDay('2027-01-21', '2026-11-22')).toBe('2027年1月21日（周四）')
  })
})
