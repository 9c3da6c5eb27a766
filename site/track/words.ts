/** What the reporter reads about a report: sentences from content/form, filled with units' short names, days and reasons. No DOM. */
import { deadlines as deadlineRules } from '#contract/county/deadlines.ts'
import { destinations } from '#contract/county/destinations.ts'
import { events } from '#contract/county/events.ts'
import { question } from '#contract/county/question.ts'
import { reasons } from '#contract/county/reasons.ts'
import { small } from '#contract/county/small.ts'
import { status } from '#contract/county/status.ts'
import { track } from '#contract/county/track.ts'
import { units } from '#contract/county/units.ts'
import type { TimelineEntry } from '#contract/event.ts'
import type { EventText, StatusText } from '#contract/form-schema.ts'
import { MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import type { Deadline, Kind } from '#contract/report.ts'
import { WITH_RESULT } from '#contract/rules/clearance.ts'
import { daysBetween, sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import type { State } from '#contract/states.ts'
import type { Tracked } from '#contract/track.ts'

const short = (id: string): string => units.find((unit) => unit.id === id)?.short ?? small.gone

function destination(number: string): string {
  const office = destinations.find((candidate) => candidate.number === number)
  return office === undefined ? number : `${number}${fill(small.aside, { words: office.office })}`
}

/** Whether somebody who works here filed it: on the telephone, at the counter, or out in a township. */
export const isProxied = ({ filed }: Tracked): boolean => filed !== 'page' && filed !== 'plain'

export interface StatusSaid {
  readonly name: string
  readonly sentence: string
  readonly next: string | null
}

/** Where it stands, in one sentence with its day and its clock. */
export function sayStatus({ kind, state, day, lead, timeline, deadlines }: Tracked, today: string): StatusSaid {
  const { name, sentence, next, clock } = (kind === 'question' ? (question.status as Partial<Record<State, StatusText>>)[state] : undefined) ?? status[state]
  const entered = timeline.filter((entry) => entry.detail.to === state).at(-1)
  const running = deadlines.find((deadline) => deadline.kind === clock && !deadline.met)
  const values = {
    unit: short(whose(entered) ?? lead ?? 'desk'),
    day: sayDay(entered?.day ?? day, today),
    due: running === undefined ? null : sayDay(running.due, today),
    destination: entered?.detail.destination === undefined ? null : destination(entered.detail.destination),
  }
  return { name, sentence: fill(sentence, values), next: next === undefined ? null : fill(next, values) }
}

/** A result is its own unit's: a review's is the reviewer's, whoever leads. */
const whose = (entered: TimelineEntry | undefined): string | null => (entered?.kind === 'review-decided' ? entered.unit : null)

export interface EventSaid {
  readonly seq: number
  readonly day: string
  readonly words: string
  /** The state this step led to, if it led to another. */
  readonly to: State | null
}

/** The steps of the report that its reporter may see, oldest first. */
export function sayTimeline(timeline: readonly TimelineEntry[], today: string, report: Kind = 'report'): EventSaid[] {
  const own: Readonly<Record<string, EventText>> = report === 'question' ? question.events : {}
  return timeline.flatMap((entry) => {
    const sentence = (own[entry.kind] ?? events[entry.kind]).reporter
    if (sentence === undefined) return []
    return [{ seq: entry.seq, day: sayDay(entry.day, today), words: fill(sentence, valuesOf(entry, report)), to: entry.detail.to ?? null }]
  })
}

function valuesOf({ unit, kind, detail }: TimelineEntry, report: Kind) {
  const list = (ids: readonly string[] | undefined) => (ids === undefined || ids.length === 0 ? null : ids.map(short).join(small.list))
  return {
    unit: unit === null ? null : short(unit),
    keeper: short('custodian'),
    lead: detail.lead ? short(detail.lead) : null,
    assists: list(detail.assists),
    units: list(detail.units),
    redacted: list(detail.redacted),
    reason: detail.reason === undefined ? null : reasonOf(kind, detail.reason, report),
    destination: detail.destination === undefined ? null : destination(detail.destination),
    result: detail.result === undefined ? null : status[detail.result].found ?? status[detail.result].name,
    letter: detail.letter === undefined ? null : track.letters[detail.letter],
  }
}

const REASONS_OF: Partial<Record<TimelineEntry['kind'], keyof typeof reasons>> = {
  'taken-out': 'take-out', refused: 'refuse', returned: 'return', 'extension-requested': 'extend', extended: 'extend', closed: 'close',
  'identity-asked': 'look', 'identity-consented': 'look', 'identity-declined': 'look', 'identity-opened': 'look', 'custody-lapsed': 'lapse',
  'extension-declined': 'decline', escalated: 'escalate', 'review-decided': 'review',
  'award-declined': 'award-decline', 'award-extended': 'award-extend', 'payee-declined': 'payee-decline', 'transfer-returned': 'transfer-return', 'award-reversed': 'reversal',
}

function reasonOf(kind: TimelineEntry['kind'], reason: string, report: Kind): string | null {
  const own: Readonly<Record<string, { sentence: string }>> = report === 'question' ? question.reasons : {}
  const list: Readonly<Record<string, { sentence: string }>> = reasons[REASONS_OF[kind] ?? 'close']
  return own[reason]?.sentence ?? list[reason]?.sentence ?? null
}

export interface ClockSaid {
  readonly kind: Deadline['kind']
  readonly name: string
  readonly words: string
  readonly standing: 'met' | 'running' | 'overdue'
  /** Days to the last one; negative when it has passed. */
  readonly left: number
  /** How much of the span is gone, 0 to 1. */
  readonly spent: number
}

/** Every clock that has started, as the reporter and the unit both see it. */
export function sayClocks(deadlines: readonly Deadline[], today: string): ClockSaid[] {
  return deadlines.map((deadline) => {
    const left = daysBetween(today, deadline.due)
    const total = Math.max(1, daysBetween(deadline.from, deadline.due))
    return {
      kind: deadline.kind,
      name: deadlineRules.find((rule) => rule.kind === deadline.kind)?.name ?? track.sections.clocks,
      words: clockWords(deadline, left, today),
      left,
      standing: deadline.met ? 'met' : left < 0 ? 'overdue' : 'running',
      spent: Math.min(1, Math.max(0, 1 - left / total)),
    }
  })
}

function clockWords({ due, warnBy, met }: Deadline, left: number, today: string): string {
  if (met) return track.clock.met
  const words = left < 0 ? track.clock.overdue : left === 0 ? track.clock.today : track.clock.running
  const said = fill(words, { due: sayDay(due, today), n: Math.abs(left) })
  return due === warnBy ? said : said + fill(small.aside, { words: fill(track.clock.moved, { due: sayDay(due, today) }) })
}

/** Whether the reporter can contest the result: not yet, now, waiting for an answer, or no more. */
export function reviewStanding({ reviewUntil, state, deadlines }: Tracked, today: string): 'none' | 'open' | 'asked' | 'over' {
  const clock = deadlines.find(({ kind }) => kind === 'review')
  if (clock !== undefined) return clock.met ? (WITH_RESULT.includes(state) ? 'over' : 'none') : 'asked'
  if (reviewUntil === null) return 'none'
  return today > reviewUntil ? 'over' : 'open'
}

/** Without an office that works on it, the desk alone reads what is written. */
const DESKS: readonly State[] = ['received', 'accepted', 'refused', 'referred']

/** Whom the box for messages says it writes to, and what it says when the words have arrived. */
export function writingTo({ kind, state }: Pick<Tracked, 'kind' | 'state'>): { readonly label: string; readonly sent: string } {
  if (kind === 'question') return { label: question.track.write, sent: question.track.sent }
  return DESKS.includes(state) ? track.message.desk : track.message
}

/** What is wrong with a message before it is sent; undefined for nothing. */
export function sayMessageProblem(text: string, errors: typeof track.message.errors = track.message.errors): string | undefined {
  if (text.trim() === '') return errors.missing
  const over = [...text].length - MAX_MESSAGE_CHARACTERS
  return over > 0 ? fill(errors['too-long'], { max: MAX_MESSAGE_CHARACTERS, n: over }) : undefined
}

/** What a wrong code is told, in which group if that can be known. The unknown one says nothing else than the malformed one. */
export function sayCodeProblem(problem: string, group: number | null, digits: number): string {
  const { errors } = track.code
  switch (problem) {
    case 'empty':
      return errors.missing
    case 'too-short':
      return fill(errors['too-short'], { n: 28 - digits })
    case 'too-long':
      return fill(errors['too-long'], { n: digits - 28 })
    case 'not-digits':
      return group === null ? errors.wrong : fill(errors['not-digits'], { group })
    case 'check':
      return group === null ? errors.wrong : fill(errors['wrong-group'], { group })
    default:
      return errors.unknown
  }
}
