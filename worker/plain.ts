/** The pages without scripts, put together: the one place where the Worker reaches the site, by its entry alone (ADR 0015). */
import { profile } from '#contract/county/profile.ts'
import { plain, plainRefusal, type Via } from '../site/plain/plain.ts'
import { app } from './app.ts'
import { BASE } from './http/sub-path.ts'
import { discardBody, readAtMost } from './platform/body.ts'
import { now } from './platform/clock.ts'
import { log } from './platform/log.ts'
import { randomId } from './platform/random.ts'
import type { Secrets } from './platform/secrets.ts'
import { withinOf } from './platform/within.ts'

/** 2,000 characters, twice in a form, each up to twelve bytes as forms write them; and as much again, so that too much can be given back. */
const MAX_FORM_BYTES = 128 * 1024

export const isPlain = (path: string): boolean => path === '/plain' || path.startsWith('/plain/')

/** `path`: below the site's sub-path. */
export async function answerPlain(request: Request, path: string, env: Env & Secrets, ctx: ExecutionContext): Promise<Response> {
  const read = await formOf(request)
  if (typeof read === 'string') return plainRefusal(read, BASE)
  const via: Via = async (address, carried) => app.fetch(new Request(address, carried), withinOf(env), ctx)
  const { today, seconds } = now()
  return plain({ path, form: read.form, today, seconds, base: BASE }, via).catch((fault: unknown) => {
    log('fault', { requestId: randomId(), fault })
    return plainRefusal('fault', BASE)
  })
}

/** What was posted, or why it is not read. */
async function formOf(request: Request): Promise<{ form: URLSearchParams | null } | 'too-large' | 'elsewhere' | 'wrong-method'> {
  if (request.method === 'GET' || request.method === 'HEAD') return { form: null }
  const why = request.method !== 'POST' ? 'wrong-method' : isFromElsewhere(request) || !isForm(request) ? 'elsewhere' : null
  if (why !== null) {
    await discardBody(request)
    return why
  }
  const bytes = await readAtMost(request, MAX_FORM_BYTES)
  return bytes === null ? 'too-large' : { form: new URLSearchParams(new TextDecoder().decode(bytes)) }
}

const isForm = (request: Request) => request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded'

/** There is no cookie to be used; but nobody else's page files here. Browsers that say nothing of it, text browsers above all, are let in. */
function isFromElsewhere(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.get('origin')
  // `null`: how a page with no-referrer names itself.
  if (origin === null || origin === 'null') return false
  const ours = [request.url, profile.address, profile.portal.onion].flatMap((address) => (address === undefined ? [] : [new URL(address).host]))
  return !(URL.canParse(origin) && ours.includes(new URL(origin).host))
}
