/** What a code opens: where it stands, what happened, until when, what was said, and a place to answer. */
import { html } from 'hono/html'
import { formEnd } from '#contract/county/form-end.ts'
import { plain } from '#contract/county/plain.ts'
import { question } from '#contract/county/question.ts'
import { track } from '#contract/county/track.ts'
import { units } from '#contract/county/units.ts'
import { MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import { sayDay } from '#contract/rules/day.ts'
import { yearsWithoutCalendar } from '#contract/rules/deadline.ts'
import { fill } from '#contract/rules/fill.ts'
import type { Message, OpenReport } from '../track/track.ts'
import { isProxied, sayClocks, sayStatus, sayTimeline, writingTo } from '../track/words.ts'
import { awardOf, type Taken } from './award.ts'
import { receiptOf } from './code.ts'
import type { Link, Markup } from './page.ts'
import { reviewOf } from './review.ts'
import { writeForm, type Box, type Writing } from './write-form.ts'

const { sections, message: words } = track

/** Where words can be put: the dialogue, and what contests the result. */
export type BoxName = 'message' | 'contest'
export type Written = Readonly<Record<BoxName, Writing>>

export function viewPage(taken: Taken, { message, contest }: Written, code: string, today: string, link: Link): Markup {
  const { report } = taken
  const { tracked } = report
  const box: Box = { code, seen: report.messages.length, link }
  const asked = tracked.kind === 'question'
  const said = sayStatus(tracked, today)
  return html`${message.notice}${contest.notice}<p class="q">${asked ? `${question.desk.kind}　` : ''}${formEnd.code.reference} ${tracked.reference}</p>
<h1>${said.name}</h1><p>${said.sentence}</p>${said.next === null ? '' : html`<p class="q">${sections.next}：${said.next}</p>`}
${awardOf(taken, code, today, link)}<section aria-labelledby="clocks"><h2 id="clocks">${sections.clocks}</h2>${clocksOf(report, today)}</section>
<section aria-labelledby="timeline"><h2 id="timeline">${sections.timeline}</h2><ol>${sayTimeline(tracked.timeline, today, tracked.kind).map(({ day, words: step }) => html`<li>${day} ${step}</li>
`)}</ol></section>
<section aria-labelledby="dialogue"><h2 id="dialogue">${sections.dialogue}</h2>${dialogueOf(report, today)}
${writeForm({ id: 'message', label: writingTo(tracked).label, hint: fill(words.hint ?? '', { max: MAX_MESSAGE_CHARACTERS }), send: words.send }, message, box)}</section>
${reviewOf(report, contest, box, today)}
<section aria-labelledby="receipt"><h2 id="receipt">${sections.receipt}</h2>${receiptOf({ receipt: tracked.receipt, receiptGood: report.receiptGood }, sayReceipt(report, today))}</section>
${isProxied(tracked) ? html`<p>${track.proxied}</p>` : ''}${asked || tracked.award !== null ? '' : html`<p>${tracked.wantsReward ? track.reward.wanted : track.reward['not-wanted']}</p>`}<p class="q">${asked ? question.track.original : track.original}</p>
<div class="b"><a class="go" href="${link('/plain/track')}">${plain.track.another}</a></div><p class="q">${formEnd.code.forget}</p>`
}

const sayReceipt = ({ tracked: { receipt }, receiptGood }: OpenReport, today: string): string =>
  receiptGood === false ? track.receipt.wrong : fill(track.receipt.good, { n: receipt.position, day: sayDay(receipt.day, today) })

function clocksOf({ tracked: { deadlines } }: OpenReport, today: string): Markup {
  const years = yearsWithoutCalendar(deadlines)
  return html`<ul>${sayClocks(deadlines, today).map(({ name, words: said }) => html`<li>${name}：${said}</li>`)}</ul>${years.length === 0 ? '' : html`<p class="n w">${fill(track.clock['no-calendar'], { years: years.join('、') })}</p>`}`
}

function dialogueOf({ messages, tracked }: OpenReport, today: string): Markup {
  if (messages.length === 0) return html`<p class="q">${tracked.kind === 'question' ? question.track.none : words.none}</p>`
  return html`<ol>${messages.map((message) => messageOf(message, today))}</ol>`
}

function messageOf(message: Message, today: string): Markup {
  const own = message.author === 'reporter'
  const unit = units.find(({ id }) => id === message.author)?.short ?? '已撤销的单位'
  const who = own ? track.author.you : fill(track.author.unit, { unit })
  return html`<li><strong>${who}</strong> ${sayDay(message.day, today)}${message.kind === 'finding' ? `　${message.ofReview ? track.author.review : track.author.finding}` : ''}<p class="t" dir="auto">${message.text ?? track.signature['cannot-open']}</p>${message.files.length === 0 ? '' : html`<p class="q">${fill(plain.track.files, { n: message.files.length })}</p>`}${signatureOf(message, unit, own)}</li>
`
}

function signatureOf({ signature }: Message, unit: string, own: boolean): Markup {
  if (signature === 'unopenable' || (signature === 'good' && own)) return html``
  if (signature === 'good') return html`<p class="q">${fill(track.signature.good, { unit })}</p>`
  return html`<p class="e">${signature === 'missing' ? track.signature.unsigned : track.signature.wrong}</p>`
}
