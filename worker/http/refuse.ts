import { STATUS_BY_CODE, type ErrorBody, type ErrorCode } from '#contract/errors.ts'
import type { Call } from './context.ts'

/** The one shape of a no. Messages are fixed sentences: what was sent is never echoed. */
export function refuseWith(c: Call, code: ErrorCode, message: string): Response {
  const body: ErrorBody = { error: { code, message, requestId: c.get('requestId') } }
  return c.json(body, STATUS_BY_CODE[code])
}
