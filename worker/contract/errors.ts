import * as z from 'zod/mini'

/** Every way the API says no, and the status that carries it. */
export const STATUS_BY_CODE = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  challenge: 403,
  not_found: 404,
  wrong_method: 405,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  fault: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof STATUS_BY_CODE

export const ErrorBody = z.strictObject({
  error: z.strictObject({
    code: z.enum(Object.keys(STATUS_BY_CODE) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    requestId: z.string(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>
