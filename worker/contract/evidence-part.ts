/** 附件: the sealed parts of a report's files, for members. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { REPORT } from './console.ts'
import { REPORT_ROLES } from './roles.ts'

export const readEvidencePart = endpoint({
  name: 'readEvidencePart',
  summary: 'One sealed part of one file, as it was brought, for a unit that holds the original.',
  method: 'GET',
  path: `${REPORT}/evidence/:k/parts/:n`,
  access: REPORT_ROLES,
  bytes: 'out',
  input: z.strictObject({}),
  ok: z.strictObject({}),
})
