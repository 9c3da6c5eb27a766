/** The pages without scripts as the Worker's tests ask for them. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { answerPlain } from '../../worker/plain.ts'
import { SITE } from './api.ts'
import { TextBrowser } from './text-browser.ts'

/** One request, and everything that follows its answer. */
export async function ask(path: string, body: string | null, headers?: Record<string, string>, method = body === null ? 'GET' : 'POST'): Promise<Response> {
  const ctx = createExecutionContext()
  const given = headers ?? (body === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' })
  const answer = await answerPlain(new Request(SITE + path, { method, body, headers: given }), path, env, ctx)
  const whole = new Response(await answer.arrayBuffer(), answer)
  await waitOnExecutionContext(ctx)
  return whole
}

/** Somebody with a browser of text. */
export const inText = (): TextBrowser =>
  new TextBrowser(async (path, body) => {
    const answer = await ask(path, body)
    return { status: answer.status, html: await answer.text() }
  })
