/** The code, shown once: in one line, so that a text browser prints it whole. */
import { html } from 'hono/html'
import { formEnd } from '#contract/county/form-end.ts'
import { plain } from '#contract/county/plain.ts'
import type { Deadline, Receipt } from '#contract/report.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import { formatCode } from '../crypto/code.ts'
import type { Link, Markup } from './page.ts'
import { trouble } from './fields.ts'

/** What is known of a report that has been filed. */
export interface Arrived {
  readonly reference: string
  readonly deadlines: readonly Deadline[]
  readonly receipt: Receipt
  readonly receiptGood: boolean | null
  /** It was here before this request. */
  readonly before: boolean
}

const words = formEnd.code

export function codePage(code: string, filed: Arrived, today: string, link: Link): Markup {
  const decision = filed.deadlines.find(({ kind }) => kind === 'decision')
  return html`<h1>${words.title}</h1>
${trouble(filed.before ? plain.again : null)}<p>${words.sentence}<strong>${words.lost}</strong>${plain.code.write}</p>
<p class="code">${formatCode(code)}</p>
<h2>${words.reference} ${filed.reference}</h2><p>${words['reference-hint']}</p>
${decision === undefined ? '' : html`<p>${fill(words.deadlines, { due: sayDay(decision.due, today) })}</p>`}
<h2>${words.receipt}</h2>${receiptOf(filed)}
<div class="b"><a class="go" href="${link('/plain/track')}">${words.open}</a></div><p class="q">${words.forget}</p>`
}

/** Its sentence, and the whole of it behind a fold. */
export const receiptOf = ({ receipt, receiptGood }: Pick<Arrived, 'receipt' | 'receiptGood'>, said?: string): Markup =>
  html`${receiptGood === null && said === undefined ? '' : html`<p>${said ?? (receiptGood === true ? fill(words['receipt-good'], { n: receipt.position }) : words['receipt-wrong'])}</p>`}<details><summary>${plain.code.receipt}</summary><pre>${JSON.stringify(receipt, null, 1)}</pre></details>`
