/** 附件: the sealed parts of a report's files, for members; and how a member begins to bring one. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { move, REPORT } from './console.ts'
import { Id } from './ids.ts'
import { MAX_SMALL_BYTES } from './limits.ts'
import { REPORT_ROLES } from './roles.ts'
import { VerifyKey } from './sealed.ts'
import { SaveReason } from './states.ts'
import { Shape } from './upload.ts'

export const openEvidence = endpoint({
  ...move,
  name: 'openEvidence',
  summary: 'Writes down that the member looks at this file: once a day, and before any part of it is given out.',
  path: `${REPORT}/evidence/:k/open`,
  access: REPORT_ROLES,
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({}),
})

export const saveEvidence = endpoint({
  ...move,
  name: 'saveEvidence',
  summary: 'Writes down that the member saves this file. `reason`: why it is saved as it was brought; without one it is cleaned first.',
  path: `${REPORT}/evidence/:k/save`,
  access: REPORT_ROLES,
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ reason: z.optional(SaveReason) }),
})

export const readEvidencePart = endpoint({
  name: 'readEvidencePart',
  summary: 'One sealed part of one file, as it was brought, for a member of a unit that holds the original who opened it today.',
  method: 'GET',
  path: `${REPORT}/evidence/:k/parts/:n`,
  access: REPORT_ROLES,
  bytes: 'out',
  input: z.strictObject({}),
  ok: z.strictObject({}),
})

export const openMemberUpload = endpoint({
  name: 'openMemberUpload',
  summary: 'As openUpload, for a member who sends a file to a reporter: the session lets it in, and the hour has a budget of its own for these.',
  method: 'POST',
  path: '/api/staff/uploads',
  access: ['desk', 'handler', 'approver'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({ ...Shape.shape, verify: VerifyKey }),
  ok: z.strictObject({ id: Id }),
})
