/** The Worker's API as the tests call it: the real app, the real D1, and everything that follows an answer already done. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { ErrorBody, type ErrorCode } from '#contract/errors.ts'
import type { Secrets } from '../../worker/platform/secrets.ts'
import { app } from '../../worker/app.ts'
import type { Caller } from '../../site/api/call.ts'

export const SITE = 'https://tip.example'

export interface Place {
  /** Null sends none. */
  readonly cookie?: string | null
  readonly headers?: Record<string, string>
  readonly db?: D1Database
  readonly queue?: Queue
  readonly bucket?: R2Bucket
  readonly secrets?: Partial<Secrets>
}

/** Sends one request and waits for what the Worker does after its answer. */
export async function send(method: string, path: string, body: BodyInit | null, place: Place = {}): Promise<Response> {
  const headers = { ...(body !== null && { 'content-type': 'application/json' }), ...(place.cookie && { cookie: place.cookie }), ...place.headers }
  const ctx = createExecutionContext()
  const bindings = { ...env, DB: place.db ?? env.DB, OUTBOX: place.queue ?? env.OUTBOX, EVIDENCE: place.bucket ?? env.EVIDENCE, ...place.secrets }
  const response = await app.fetch(new Request(SITE + path, { method, headers, body }), bindings, ctx)
  const answer = new Response(await response.arrayBuffer(), response)
  await waitOnExecutionContext(ctx)
  return answer
}

export const post = (path: string, value: unknown, place?: Place): Promise<Response> => send('POST', path, JSON.stringify(value), place)
export const get = (path: string, place?: Place): Promise<Response> => send('GET', path, null, place)

/** The contract's calls, as the console makes them. Fails the test when an answer is none of the contract's. */
export const callerOf = (place: Place = {}): Caller => async (operation, params, input) => {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((params as Record<string, unknown>)[name])))
  const query = new URLSearchParams(input as Record<string, string>).toString()
  const response = operation.method === 'GET' ? await get(query === '' ? path : `${path}?${query}`, place) : await post(path, input, place)
  const json: unknown = await response.json()
  return response.ok ? { ok: true, value: operation.ok.parse(json) } : { ok: false, ...ErrorBody.parse(json).error }
}

/** The code of a refusal, once its status and shape are what the contract says; 'ok' for none. */
export async function codeOf(response: Response): Promise<ErrorCode | 'ok'> {
  if (response.ok) return 'ok'
  const { error } = ErrorBody.parse(await response.clone().json())
  return error.code
}

export { must } from './must.ts'
