/** 复查 without scripts: what the page with scripts shows of it, and a box for the words that contest the result. */
import { html } from 'hono/html'
import { track } from '#contract/county/track.ts'
import { MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import { sayRecourses } from '#contract/rules/recourse.ts'
import type { OpenReport } from '../track/track.ts'
import { reviewStanding } from '../track/words.ts'
import type { Markup } from './page.ts'
import { writeForm, type Box, type Writing } from './write-form.ts'

const { review: words } = track

/** Nothing where there is no result yet. */
export function reviewOf({ tracked }: OpenReport, writing: Writing, box: Box, today: string): Markup {
  const standing = reviewStanding(tracked, today)
  if (standing === 'none') return html``
  const clock = tracked.deadlines.find(({ kind }) => kind === 'review')
  return html`<section aria-labelledby="review"><h2 id="review">${words.title}</h2>${
    standing === 'open' ? html`<p>${fill(words.intro, { due: sayDay(tracked.reviewUntil ?? today, today) })}</p>${asking(writing, box)}`
    : standing === 'asked' ? html`<p class="n">${fill(words.waiting, { due: sayDay(clock?.due ?? today, today) })}</p>`
    : html`<p>${words.elsewhere}</p><ul>${sayRecourses().map((line) => html`<li>${line}</li>`)}</ul>`}</section>
`
}

const asking = (writing: Writing, box: Box): Markup =>
  writeForm({ id: 'contest', label: words.label, hint: fill(words.hint ?? '', { max: MAX_MESSAGE_CHARACTERS }), send: words.send }, writing, box)
