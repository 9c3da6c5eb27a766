import type * as z from 'zod/mini'
import type { Endpoint, PathParams } from '#contract/endpoint.ts'
import { ErrorBody, type ErrorCode } from '#contract/errors.ts'

/** `network`: nothing came back. `garbled`: something did, but not an answer of the contract (a captive portal, a proxy, a version apart). */
export type Failure = { ok: false; code: ErrorCode | 'network' | 'garbled'; message: string; requestId: string }
export type Answer<T> = { ok: true; value: T } | Failure

/** Keeps the session cookie of a command; a browser keeps its own. */
export interface CookieJar {
  /** The Cookie header for the next request, or '' for none. */
  header(): string
  /** Takes the Set-Cookie lines of an answer. */
  store(lines: readonly string[]): void
}

export interface CallOptions {
  /** Where the site is, for callers outside a page: 'http://127.0.0.1:8787', with its sub-path if it has one. Sent as Origin too, as a page's own requests do. */
  readonly base?: string
  readonly jar?: CookieJar
  readonly signal?: AbortSignal
  /** Carries the request instead of `fetch`: the pages without scripts run in the same Worker as the API. */
  readonly via?: (address: string, request: { readonly method: string; readonly headers: Record<string, string>; readonly body: string | null }) => Promise<Response>
}

/** The shape of `call`, for modules that are handed it: the form, the commands and the tests each bring their own. */
export type Caller = <Path extends string, Input extends z.ZodMiniType, Ok extends z.ZodMiniType>(
  operation: Endpoint<Path, Input, Ok>,
  params: PathParams<Path>,
  input: z.input<Input>,
) => Promise<Answer<z.output<Ok>>>

/** The sub-path under which a county's portal serves this site, '' at the root. A command has none: its `base` says everything. */
const SITE = typeof ANSHAO_SUB_PATH === 'undefined' ? '' : ANSHAO_SUB_PATH
declare const ANSHAO_SUB_PATH: string | undefined

/**
 * Calls one operation of the contract: the only fetch() there is. Never rejects: a lost network and an answer
 * outside the contract are failures like any other. The input of a GET goes into the query.
 */
export async function call<Path extends string, Input extends z.ZodMiniType, Ok extends z.ZodMiniType>(
  operation: Endpoint<Path, Input, Ok>,
  params: PathParams<Path>,
  input: z.input<Input>,
  options: CallOptions = {},
): Promise<Answer<z.output<Ok>>> {
  const response = await send(operation, addressOf(operation, params, input), input, options)
  return response === null ? failure('network') : answerOf(operation, response, options)
}

/** What came back, if it is of the contract. */
export async function answerOf<Ok extends z.ZodMiniType>(operation: { readonly ok: Ok }, response: Response, { jar }: CallOptions): Promise<Answer<z.output<Ok>>> {
  jar?.store(response.headers.getSetCookie())
  const json: unknown = await response.json().catch(() => undefined)
  if (response.ok) {
    const parsed = operation.ok.safeParse(json)
    return parsed.success ? { ok: true, value: parsed.data } : failure('garbled')
  }
  const refused = ErrorBody.safeParse(json)
  return refused.success ? { ok: false, ...refused.data.error } : failure('garbled')
}

export const failure = (code: 'network' | 'garbled'): Failure => ({ ok: false, code, message: '', requestId: '' })

export function addressOf(operation: { method: string; path: string }, params: object, input: unknown): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent((params as Record<string, string>)[name] ?? ''))
  if (operation.method !== 'GET') return path
  const query = new URLSearchParams(
    // Every value of a GET's input is a string (contract/endpoint.ts).
    Object.entries(input as Record<string, string | undefined>).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  ).toString()
  return query === '' ? path : `${path}?${query}`
}

/** Nothing kept, nobody led elsewhere, no referrer. Apart: the Worker's own types know no `credentials`. */
export const ALONE = { credentials: 'same-origin', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer' } as const

/** Where the site is, to put a path of the contract behind. */
export const placeOf = ({ base }: CallOptions): string => (base ?? SITE).replace(/\/$/, '')

export function headersOf({ base, jar }: CallOptions): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (base !== undefined) headers['origin'] = new URL(base).origin
  const cookie = jar?.header() ?? ''
  if (cookie !== '') headers['cookie'] = cookie
  return headers
}

async function send(operation: { method: string }, address: string, input: unknown, options: CallOptions): Promise<Response | null> {
  const { signal, via } = options
  const headers = headersOf(options)
  if (operation.method === 'POST') headers['content-type'] = 'application/json'
  try {
    const whole = placeOf(options) + address
    const carried = { method: operation.method, headers, body: operation.method === 'POST' ? JSON.stringify(input) : null }
    if (via !== undefined) return await via(whole, carried)
    return await fetch(whole, { ...carried, ...ALONE, signal: signal ?? null })
  } catch {
    return null // fetch rejects for a lost network and an abort only; both mean that nothing came back.
  }
}
