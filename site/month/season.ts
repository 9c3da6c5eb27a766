/**
 * What is near in the year, by 'month-day'. Imports nothing: with season-page.ts it is the whole script of the pages that know the season, small enough
 * to stand in them.
 */
export interface Span {
  /** First day, '06-01'. */
  readonly from: string
  /** Last day, itself included. Before `from` where the span runs over the new year. */
  readonly to: string
}

/** Days of a year that has a 29 February, so that every month-day has its place. */
const YEAR = 366
/** How many days ahead a span is already near. */
const AHEAD = 7

const place = (monthDay: string): number => {
  const [month = 1, day = 1] = monthDay.split('-').map(Number)
  return (Date.UTC(2024, month - 1, day) - Date.UTC(2024, 0, 1)) / 86_400_000
}
/** Days from one month-day forward to the next time of the other. */
const until = (from: string, to: string): number => (place(to) - place(from) + YEAR) % YEAR

/** Days that a span lasts. */
export const lengthOf = ({ from, to }: Span): number => until(from, to) + 1

/** Days until a span begins; 0 while it lasts. `today` is a month-day. */
export const waitFor = (span: Span, today: string): number => (until(span.from, today) < lengthOf(span) ? 0 : until(today, span.from))

/** The places in `spans` of what is near: short spans before long ones, what lasts before what comes; at most `most`. */
export function nearOf(spans: readonly Span[], today: string, most = 3): number[] {
  return spans
    .map((span, index) => ({ index, wait: waitFor(span, today), length: lengthOf(span) }))
    .filter(({ wait }) => wait <= AHEAD)
    .sort((a, b) => a.length + 3 * a.wait - (b.length + 3 * b.wait) || a.wait - b.wait || a.index - b.index)
    .slice(0, most)
    .map(({ index }) => index)
}

/** Whole days from one day to another, both '2026-11-22'; negative backwards. */
export const daysFrom = (first: string, second: string): number => (Date.parse(second) - Date.parse(first)) / 86_400_000

/** 还有9天 · 今天是第3天 · 已经结束. Days are whole: '2027-06-01'. */
export function sayCountdown(from: string, to: string, today: string): string {
  const left = daysFrom(today, from)
  if (left > 0) return `还有${left}天`
  return daysFrom(today, to) >= 0 ? `今天是第${1 - left}天` : '已经结束'
}

/** The next time of a yearly span, or this one while it lasts, as whole days. */
export function nextOf(span: Span, today: string): Span {
  const year = Number(today.slice(0, 4))
  const lasts = waitFor(span, today.slice(5)) === 0
  const began = lasts ? span.from <= today.slice(5) : span.from > today.slice(5)
  const first = began ? year : lasts ? year - 1 : year + 1
  return { from: `${first}-${span.from}`, to: `${span.to < span.from ? first + 1 : first}-${span.to}` }
}
