/** Turns a page that was built some day to the day of the device. Without it, or with a wrong clock, a page shows another season; nothing is lost. */
import { nearOf, nextOf, sayCountdown, waitFor, type Span } from './season.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** The device's own day, '2026-11-22'. */
const today = (): string => {
  const now = new Date()
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
const all = (selector: string, within: ParentNode = document): HTMLElement[] => [...within.querySelectorAll<HTMLElement>(selector)]
const spanOf = ({ dataset: { from = '', to = '' } }: HTMLElement): Span => ({ from, to })

/** Shows what is near, nearest first, and hides the rest. */
function showNear(list: HTMLElement, day: string): void {
  const rows = all('[data-from]', list)
  const near = nearOf(rows.map(spanOf), day.slice(5))
  if (near.length === 0) return
  rows.forEach((row, index) => { row.hidden = !near.includes(index) })
  list.append(...near.map((index) => rows[index] as HTMLElement), ...rows.filter((_, index) => !near.includes(index)))
}

/** The list of the year's months begins with this one, or the next in which something begins. */
function turnYear(list: HTMLElement, day: string): void {
  const ahead = ({ dataset: { month = '' } }: HTMLElement): number => (Number(month) - Number(day.slice(5, 7)) + 12) % 12
  list.append(...all('[data-month]', list).sort((a, b) => ahead(a) - ahead(b)))
  for (const row of all('[data-from]', list)) row.classList.toggle('now', waitFor(spanOf(row), day.slice(5)) === 0)
}

/** Everything on the page that depends on the day. */
export function followSeason(): void {
  const day = today()
  for (const list of all('[data-near]')) showNear(list, day)
  for (const list of all('[data-year]')) turnYear(list, day)
  for (const card of all('[data-within]')) card.hidden = waitFor(spanOf(card), day.slice(5)) > Number(card.dataset['within'])
  for (const place of all('[data-countdown]')) {
    const { from, to } = spanOf(place)
    const span = from.length === 5 ? nextOf({ from, to }, day) : { from, to }
    place.textContent = sayCountdown(span.from, span.to, day)
  }
}
