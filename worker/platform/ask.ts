import { parseJson } from './json.ts'

/** An outside service that does not answer in this time is taken as out of reach. */
const WAIT_MILLISECONDS = 5_000
const MAX_ANSWER_CHARACTERS = 64_000

export interface Answered {
  readonly ok: boolean
  /** Undefined where the answer was not JSON. */
  readonly json: unknown
}

/** Posts JSON to an outside service. Null when nothing came back: no network, no such host, too slow. Never follows a redirect. */
export async function ask(url: string, body: object): Promise<Answered | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(WAIT_MILLISECONDS),
    })
    return { ok: response.ok, json: parseJson((await response.text()).slice(0, MAX_ANSWER_CHARACTERS)) }
  } catch {
    return null
  }
}
