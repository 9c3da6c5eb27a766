/** Coming back without scripts: the code opens, shows and answers by the modules of the page with scripts. */
import { html } from 'hono/html'
import { plain } from '#contract/county/plain.ts'
import { track } from '#contract/county/track.ts'
import { findClues } from '../report/clues.ts'
import { trackReport, writeMessage, type OpenReport, type TrackAnswer, type WriteAnswer } from '../track/track.ts'
import { reviewStanding, sayCodeProblem, sayMessageProblem, writingTo } from '../track/words.ts'
import { awardPress, take, type Taken } from './award.ts'
import { clueList } from './check.ts'
import { buttons, longField, pressed, trouble } from './fields.ts'
import type { Link, Markup, Page } from './page.ts'
import { sayTrouble } from './say.ts'
import { viewPage, type BoxName, type Written } from './view.ts'
import type { Visit } from './visit.ts'
import type { Writing } from './write-form.ts'

type Refusal = Exclude<TrackAnswer, { ok: true }>

/** The page that asks for the code; what the code opens; and the same again with what was written. */
export async function trackPage({ form, today, link, call }: Visit): Promise<Page> {
  const code = form?.get('code') ?? ''
  if (form === null) return { body: entry('', undefined, html``, link) }
  const opened = await trackReport(code, { call })
  if (!opened.ok) return refused(opened, code, link)
  const press = awardPress(form)
  if (press !== undefined) return { body: viewPage(await take(opened.value, press, form, call), EMPTY, code, today, link) }
  const name = BOXES.find((box) => form.has(box))
  if (name === undefined) return { body: viewPage(untaken(opened.value), EMPTY, code, today, link) }
  const { report, writing } = await write(opened.value, name, form, call)
  // Where the result cannot be contested any more, the words are kept in the other box.
  const place = name === 'contest' && reviewStanding(report.tracked, today) !== 'open' ? 'message' : name
  return { body: viewPage(untaken(report), { ...EMPTY, [place]: writing }, code, today, link) }
}

const untaken = (report: OpenReport): Taken => ({ report, voucher: null, asking: false, notice: html`` })

const BOXES: readonly BoxName[] = ['message', 'contest']
const NOTHING: Writing = { text: '', error: undefined, notice: null, anyway: false }
const EMPTY: Written = { message: NOTHING, contest: NOTHING }

function refused(failure: Refusal, code: string, link: Link): Page {
  const digits = (code.match(/[0-9０-９]/g) ?? []).length
  if (failure.code === 'code') return { status: 400, body: entry(code, sayCodeProblem(failure.problem, failure.group, digits), html``, link) }
  // Unknown and malformed keys are told apart by nobody.
  if (failure.code === 'not_found' || failure.code === 'invalid') return { status: 404, body: entry(code, sayCodeProblem('unknown', null, 28), html``, link) }
  return { status: 503, body: entry(code, undefined, sayTrouble(failure, 'not-opened'), link) }
}

function entry(code: string, error: string | undefined, notice: Markup, link: Link): Markup {
  const { label, hint, example, open } = track.code
  return html`${notice}<h1>${track.title}</h1><p class="n w">${plain.track.intro}<a href="${link('/plain')}">${plain.cost.more}</a></p>
<form method="post" action="${link('/plain/track')}">
${longField({ id: 'code', rows: 2, label, hint, example, error, value: code })}${buttons(['open', open])}
</form>`
}

/** Writes unless something speaks against it; what was typed stays in the page until it has arrived. */
async function write(report: OpenReport, name: BoxName, form: URLSearchParams, call: Visit['call']): Promise<{ report: OpenReport; writing: Writing }> {
  const text = form.get(name)?.replaceAll('\r\n', '\n') ?? ''
  const contests = name === 'contest'
  const sent = { ...NOTHING, notice: html`<p class="n" role="status">${contests ? plain.track.contested : writingTo(report.tracked).sent}</p>` }
  // The page says how much it showed. The same words since then: this very page, sent twice.
  const isThere = ({ messages, tracked }: OpenReport) =>
    (!contests || wasContested(tracked)) && messages.slice(Number(form.get('seen'))).some((message) => message.author === 'reporter' && message.text === text)
  if (isThere(report)) return { report, writing: sent }
  const error = sayMessageProblem(text, contests ? track.review.errors : track.message.errors)
  if (error !== undefined) return { report, writing: { ...NOTHING, text, error } }
  const clues = findClues(text)
  if (clues.length > 0 && pressed(form) !== 'anyway') {
    return { report, writing: { ...NOTHING, text, notice: html`<section class="n w" role="alert"><p>${plain.track.clues}</p>${clueList(clues)}</section>`, anyway: true } }
  }
  const written = await writeMessage(report, text, { call, contests, isThere })
  if (written.ok) return { report: written.value, writing: sent }
  return { report, writing: { ...NOTHING, text, notice: sayRefused(written) } }
}

const wasContested = ({ deadlines }: OpenReport['tracked']) => deadlines.some(({ kind }) => kind === 'review')

/** What the Worker says of the report itself is said as it is. */
const sayRefused = (refusal: Exclude<WriteAnswer, { ok: true }>): Markup =>
  refusal.code === 'too_many' || refusal.code === 'forbidden' ? trouble(refusal.message) : sayTrouble(refusal, 'not-sent')
