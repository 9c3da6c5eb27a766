/** Sentences for what did not go well. */
import { html } from 'hono/html'
import { hotlines } from '#contract/county/hotlines.ts'
import { messages } from '#contract/county/messages.ts'
import { plain } from '#contract/county/plain.ts'
import { profile } from '#contract/county/profile.ts'
import { fill } from '#contract/rules/fill.ts'
import type { Failure } from '../api/call.ts'
import type { Link, Markup } from './page.ts'
import { trouble } from './fields.ts'

type Trouble = Failure | { readonly ok: false; readonly code: 'sealing' }

/** Why a call came to nothing. Whatever it says, what was typed is still on the page. */
export function sayTrouble(failure: Trouble, otherwise: 'not-sent' | 'not-opened'): Markup {
  if (failure.code === 'sealing') return trouble(plain.problems['not-sealed'])
  const { code, requestId } = failure
  return trouble(code === 'fault' || code === 'unavailable' ? fill(messages.errors[code], { requestId }) : plain.problems[otherwise])
}

/** The hour's budget is used up: when it begins anew, and what works meanwhile. */
export function fullNotice(seconds: number, link: Link): Markup {
  const { title, sentence, instead } = plain.full
  const next = new Date((Math.floor(seconds / 3600) + 1) * 3_600_000)
  const time = new Intl.DateTimeFormat('zh-CN', { timeZone: profile.timezone, hour: 'numeric', hourCycle: 'h23' }).format(next).replace(/\D/g, '')
  const phone = hotlines.find(({ report }) => report === true)?.number ?? ''
  return html`<section class="n w" role="alert"><h2>${title}</h2><p>${fill(sentence, { time: `${Number(time)}点` })}</p><p>${fill(instead, { phone })}</p><p><a href="${link('/report')}">${plain.links.scripted}</a></p></section>
`
}
