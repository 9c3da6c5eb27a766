/** Sealed bytes of the contract, there and back: what `call.ts` is for JSON. Never rejects. */
import type * as z from 'zod/mini'
import { BYTES_TYPE, INPUT_HEADER, type Endpoint, type PathParams } from '#contract/endpoint.ts'
import { addressOf, ALONE, answerOf, failure, headersOf, placeOf, type Answer, type CallOptions } from './call.ts'

/** Sends bytes as the body of an operation whose input stands in headers. */
export async function putBytes<Path extends string, Input extends z.ZodMiniType, Ok extends z.ZodMiniType>(
  operation: Endpoint<Path, Input, Ok>, params: PathParams<Path>, input: z.input<Input> & Record<string, string>, bytes: Uint8Array<ArrayBuffer> | Blob, options: CallOptions = {},
): Promise<Answer<z.output<Ok>>> {
  const named = Object.fromEntries(Object.entries(input).map(([name, value]) => [INPUT_HEADER + name, value]))
  const headers = { ...headersOf(options), ...named, 'content-type': BYTES_TYPE }
  const response = await send(placeOf(options) + addressOf(operation, params, {}), { method: operation.method, headers, body: bytes }, options)
  return response === null ? failure('network') : answerOf(operation, response, options)
}

/** Fetches an operation's bytes. */
export async function getBytes<Path extends string, Input extends z.ZodMiniType, Ok extends z.ZodMiniType>(
  operation: Endpoint<Path, Input, Ok>, params: PathParams<Path>, input: z.input<Input>, options: CallOptions = {},
): Promise<Answer<Uint8Array<ArrayBuffer>>> {
  // What must not stand in an address goes as a body.
  const request = operation.method === 'GET' ? { headers: headersOf(options) } : { headers: { ...headersOf(options), 'content-type': 'application/json' }, body: JSON.stringify(input) }
  const response = await send(placeOf(options) + addressOf(operation, params, input), { method: operation.method, ...request }, options)
  if (response === null) return failure('network')
  if (!response.ok) {
    const refused = await answerOf(operation, response, options)
    return refused.ok ? failure('garbled') : refused
  }
  const bytes = await response.arrayBuffer().catch(() => null)
  return bytes === null ? failure('network') : { ok: true, value: new Uint8Array(bytes) }
}

async function send(address: string, request: RequestInit, { signal }: CallOptions): Promise<Response | null> {
  try {
    return await fetch(address, { ...request, ...ALONE, signal: signal ?? null })
  } catch {
    return null // As in call.ts: nothing came back.
  }
}
