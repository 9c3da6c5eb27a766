/**
 * The clocks of a report (design.md §3). Natural and working days are different units; the first day does not count (民法典 art. 201).
 * A natural deadline that ends on a day off moves to the next working day (art. 203, by analogy); the warning does not move with it.
 */
import { calendars as countyCalendars } from '../county/calendars.ts'
import { deadlines as countyRules } from '../county/deadlines.ts'
import type { CalendarYear, DeadlineRule } from '../county-schema.ts'
import type { Deadline, DeadlineKind, Kind } from '../report.ts'
import type { State } from '../states.ts'
import { PUTTING_RIGHT } from './clearance.ts'
import { addDays, dayNumber, dayOfNumber, weekday, yearOf } from './day.ts'

type Calendars = readonly CalendarYear[]

/** A working day by the year's calendar (调休 included); Monday to Friday in a year that has none. */
export function isWorkingDay(day: string, calendars: Calendars = countyCalendars): boolean {
  const calendar = calendars.find((one) => one.year === yearOf(day))
  if (calendar?.workdays.includes(day) === true) return true
  return calendar?.holidays.includes(day) !== true && weekday(day) !== 0 && weekday(day) !== 6
}

/**
 * The last day of a span that starts on `from`. `due` is what counts, `warnBy` what staff are warned by. `calendarKnown` is false when
 * a year that mattered has no calendar yet: the day then stands on weekends alone, and the page says so.
 */
export function due(from: string, rule: Pick<DeadlineRule, 'days' | 'unit'>, calendars: Calendars = countyCalendars) {
  const last = rule.unit === 'working' ? countWorkingDays(from, rule.days, calendars) : addDays(from, rule.days)
  const moved = rule.unit === 'working' ? last : countWorkingDays(addDays(last, -1), 1, calendars)
  const firstYear = yearOf(rule.unit === 'working' ? addDays(from, 1) : last)
  const calendarKnown = yearsWithout([firstYear, yearOf(moved)], calendars).length === 0
  return { due: moved, warnBy: last, calendarKnown }
}

function countWorkingDays(from: string, count: number, calendars: Calendars): string {
  let day = dayNumber(from)
  for (let left = count; left > 0; ) {
    day += 1
    if (isWorkingDay(dayOfNumber(day), calendars)) left -= 1
  }
  return dayOfNumber(day)
}

/** As much of a report as its clocks need. Null: it has not come to that. */
export interface Clocked {
  /** Absent: a report. */
  readonly kind?: Kind
  readonly state: State
  readonly receivedDay: string
  readonly acceptedDay: string | null
  /** The day of the assignment that runs now. */
  readonly assignedDay: string | null
  readonly lead: string | null
  readonly foundDay: string | null
  /** The day it was closed, refused or referred. */
  readonly endedDay: string | null
  /** Whether an extension has been granted. */
  readonly extended: boolean
  /** The day on which the result was contested, and the day of the review's decision. Absent: not contested. */
  readonly reviewDay?: string | null
  readonly reviewedDay?: string | null
}

/** Every clock that has started, in the order of a report's life. */
export function deadlinesOf(report: Clocked, rules: readonly DeadlineRule[] = countyRules, calendars: Calendars = countyCalendars): Deadline[] {
  const ended = report.endedDay !== null
  const clock = (kind: DeadlineKind, from: string | null, met: boolean, extended = false): Deadline[] => {
    const rule = rules.find((one) => one.kind === kind)
    if (from === null || rule === undefined) return []
    const days = rule.days + (extended ? (rule.extension ?? 0) : 0)
    const { due: last, warnBy } = due(from, { days, unit: rule.unit }, calendars)
    return [{ kind, from, due: last, warnBy, met }]
  }
  if (report.kind === 'question') return clock('answer', report.receivedDay, report.state !== 'received')
  return [
    ...clock('decision', report.receivedDay, report.state !== 'received'),
    ...clock('return', report.state === 'assigned' && report.lead !== 'desk' ? report.assignedDay : null, false),
    ...clock('completion', report.acceptedDay, ended, report.extended),
    // Once something is put right because of it, the result has been told; what runs on is the time to be done with all.
    ...clock('tell-result', report.foundDay, ended || PUTTING_RIGHT.includes(report.state)),
    ...clock('review', report.reviewDay ?? null, report.reviewedDay != null),
  ]
}

/** The clock that runs out first, by the day that staff are warned by; null when nobody owes a step. */
export function nextDue(deadlines: readonly Deadline[]): Deadline | null {
  return deadlines.filter((deadline) => !deadline.met).sort((a, b) => (a.warnBy < b.warnBy ? -1 : 1))[0] ?? null
}

/** The last day on which the lead can give the report back; null when no assignment to a unit other than the desk runs. */
export function returnBy(report: Pick<Clocked, 'state' | 'assignedDay' | 'lead'>, rules: readonly DeadlineRule[] = countyRules, calendars: Calendars = countyCalendars): string | null {
  const rule = rules.find((one) => one.kind === 'return')
  const running = report.state === 'assigned' || report.state === 'investigating'
  if (!running || report.assignedDay === null || report.lead === null || report.lead === 'desk' || rule === undefined) return null
  return due(report.assignedDay, rule, calendars).due
}

/** Years that these deadlines fall in and that have no calendar: the page shows a warning with them. */
export function yearsWithoutCalendar(deadlines: readonly Deadline[], calendars: Calendars = countyCalendars): number[] {
  return yearsWithout(deadlines.filter((deadline) => !deadline.met).flatMap(({ warnBy, due: last }) => [yearOf(warnBy), yearOf(last)]), calendars)
}

function yearsWithout(years: readonly number[], calendars: Calendars): number[] {
  return [...new Set(years)].filter((year) => !calendars.some((calendar) => calendar.year === year)).sort((a, b) => a - b)
}
