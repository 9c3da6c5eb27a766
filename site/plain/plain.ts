/**
 * The pages without scripts: a client that runs on the server (ADR 0015). It files, opens and answers by the modules of the pages with
 * scripts and through the same API; it is the one place on the server that sees words and codes, keeps neither, and logs nothing.
 */
import { html } from 'hono/html'
import { plain as words } from '#contract/county/plain.ts'
import { call, type CallOptions } from '../api/call.ts'
import { trouble } from './fields.ts'
import { linkBelow, respond, type Page } from './page.ts'
import { reportPage } from './report.ts'
import { startPage } from './start.ts'
import { trackPage } from './track.ts'
import type { Visit } from './visit.ts'

export type Via = NonNullable<CallOptions['via']>
export type Ask = Omit<Visit, 'link' | 'call'> & { readonly base: string }

/** Answers one request. `via` carries its calls to the API. */
export function plain({ base, ...ask }: Ask, via: Via): Promise<Response> {
  const link = linkBelow(base)
  return pageOf({ ...ask, link, call: (operation, params, input) => call(operation, params, input, { base: 'http://localhost', via }) }).then((page) => respond(page, link))
}

async function pageOf(visit: Visit): Promise<Page> {
  switch (visit.path.replace(/\/$/, '')) {
    case '/plain':
      return { body: startPage(visit.link), indexed: true }
    case '/plain/report':
      return reportPage(visit)
    case '/plain/track':
      return trackPage(visit)
    default:
      return { status: 404, body: html`<h1>${words.problems['not-found']}</h1>` }
  }
}

const STATUS = { 'too-large': 413, elsewhere: 403, 'wrong-method': 405, fault: 500 } as const

/** Says no to a request whose words were not read, or after a fault; shows nothing of what was sent. */
export const plainRefusal = (why: keyof typeof STATUS, base: string): Promise<Response> =>
  respond({ status: STATUS[why], body: html`<h1>${words.problems.title}</h1>${trouble(words.problems[why])}<p><a href="${linkBelow(base)('/plain')}">${words.links.top}</a></p>` }, linkBelow(base))
