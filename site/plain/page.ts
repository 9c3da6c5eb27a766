/** The frame of a page without scripts: one file, one small style, nothing else to fetch. Words are escaped by the template itself. */
import { html } from 'hono/html'
import { form } from '#contract/county/form.ts'
import { plain } from '#contract/county/plain.ts'
import { profile } from '#contract/county/profile.ts'
import { STYLE } from './style.ts'

export type Markup = ReturnType<typeof html>

export interface Page {
  readonly status?: number
  readonly body: Markup
  /** Whether search engines may show it. */
  readonly indexed?: boolean
}

/** Paths of this site, below whatever sub-path it is served from. */
export type Link = (path: string) => string
export const linkBelow = (base: string): Link => (path) => (path === '/' ? base || '/' : base + path)

/** A page as it is sent. */
export async function respond({ status = 200, body, indexed = false }: Page, link: Link): Promise<Response> {
  const headers = { ...WHOLE, 'Content-Language': 'zh-CN', 'Content-Security-Policy': await policy() }
  return new Response(String(await frame(body, indexed, link)), { status, headers })
}

/**
 * Never compressed: beside words that somebody else may have put there, a code would show in the length. And whole: text browsers speak
 * HTTP/1.0, which knows no pieces, and the local runtime sends in pieces what it compresses and whatever begins with `text/html`.
 */
const WHOLE = { 'Content-Type': 'Text/HTML; charset=utf-8', 'Content-Encoding': 'identity' }

/** The one style is allowed by its digest; scripts are not allowed at all. */
async function policy(): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE)))
  return `default-src 'none'; style-src 'sha256-${btoa(String.fromCharCode(...digest))}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`
}

function frame(body: Markup, indexed: boolean, link: Link): Markup {
  const exit = profile.quickExit.startsWith('/') ? link(profile.quickExit) : profile.quickExit
  // The empty icon keeps browsers from asking for one.
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no">${indexed ? '' : html`<meta name="robots" content="noindex">`}<title>${plain.neutralTitle}</title><link rel="icon" href="data:,"><style>${styleOf()}</style></head>
<body><header>${profile.demonstration ? html`<p class="demo">示范用，不要在这里提交真实举报。</p>` : ''}<nav aria-label="离开"><a href="${link('/')}">${plain.links.home}</a> <span class="p">｜</span> <a class="exit" href="${exit}" rel="noreferrer">${form.buttons.exit}</a></nav></header>
<main>
${body}
</main>
<footer><a href="${link('/plain')}">${plain.links.top}</a> ｜ <a href="${link('/protect')}">${plain.links.protect}</a><p>${profile.portal.sponsor}　${profile.portal.contact}</p></footer></body></html>
`
}

/** Holds no character that the template would escape; its test says so. */
const styleOf = (): string => STYLE
