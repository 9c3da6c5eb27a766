/** What is told before sending: where this will go, by the same rule that decides in the Worker, and the first clock. */
import { destinations } from '#contract/county/destinations.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { small } from '#contract/county/small.ts'
import { units } from '#contract/county/units.ts'
import type { Route } from '#contract/report.ts'
import { sayDay } from '#contract/rules/day.ts'
import { deadlinesOf } from '#contract/rules/deadline.ts'
import { fill } from '#contract/rules/fill.ts'
import { routeReport } from '#contract/rules/routing.ts'
import type { Draft } from './draft.ts'

export interface Preview {
  readonly route: Route
  /** Sentences: who gets it, in the order of importance. */
  readonly lines: readonly string[]
  /** Until when the desk must decide, in words. */
  readonly deadline: string
}

const words = formEnd.preview
const short = (id: string) => units.find((unit) => unit.id === id)?.short ?? id
const list = (ids: readonly string[]) => ids.map(short).join(small.list)

/** Null until category and township are chosen. */
export function previewOf(draft: Draft, today: string): Preview | null {
  const { category, township, violations, flags, avoid } = draft
  if (category === null || township === null) return null
  const route = routeReport({ category, township, violations: [...violations], flags: [...flags], avoid: [...avoid] })
  return { route, lines: linesOf(route, avoid), deadline: firstDeadline(today) }
}

function linesOf({ lead, assists, copies, deskFirst, escalated, outside }: Route, avoid: readonly string[]): string[] {
  return [
    ...(outside === null ? [] : [fill(words.outside, { destinations: outside.map(destination).join(small.list) })]),
    ...(lead === null ? [] : [fill(words.lead, { unit: short(lead) })]),
    ...(escalated ? [words.escalated] : []),
    ...(deskFirst ? [words['desk-first']] : []),
    ...(assists.length === 0 ? [] : [fill(words.assists, { units: list(assists) })]),
    ...(copies.length === 0 ? [] : [fill(words.copies, { township: list(copies) })]),
    ...(avoid.length === 0 ? [] : [fill(words.avoided, { units: list(avoid) })]),
  ]
}

function destination(number: string): string {
  const office = destinations.find((candidate) => candidate.number === number)
  return office === undefined ? number : `${number} ${office.office}`
}

function firstDeadline(today: string): string {
  const [decision] = deadlinesOf({ state: 'received', receivedDay: today, acceptedDay: null, assignedDay: null, lead: null, foundDay: null, endedDay: null, extended: false })
  return decision === undefined ? '' : fill(formEnd.code.deadlines, { due: sayDay(decision.due, today) })
}
