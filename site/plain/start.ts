/** The first page: what it costs to go without scripts, before anything can be typed. */
import { html } from 'hono/html'
import { plain } from '#contract/county/plain.ts'
import { emergency } from './ask.ts'
import type { Link, Markup } from './page.ts'

const { cost, links } = plain

export const startPage = (link: Link): Markup => html`<h1>${plain.title}</h1>
<section class="n w" aria-labelledby="cost"><h2 id="cost">${cost.title}</h2><ul>${cost.lines.map((line) => html`<li>${line}</li>`)}</ul></section>
<p>${cost.advice}<a href="${link('/report')}">${links.scripted}</a></p>
${emergency()}<p><a class="go" href="${link('/plain/report')}">${links.start}</a></p><p><a class="go" href="${link('/plain/track')}">${links.track}</a></p>`
