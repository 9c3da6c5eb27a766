/** Who holds what of a report: redacted copies, taking a unit out, and the new stretch of dialogue that follows when one has gone. */
import * as z from 'zod/mini'
import { grants, move, REPORT, seq } from './console.ts'
import { endpoint } from './endpoint.ts'
import { Id, UnitId } from './ids.ts'
import { Evidence } from './report.ts'
import { NewBody } from './sealed.ts'
import { TakeOutReason } from './states.ts'

export const redactReport = endpoint({
  ...move,
  name: 'redactReport',
  summary: 'A redacted copy, in a compartment of its own that every unit with the original is granted. The original stays as it is; a newer copy takes the place of an older.',
  path: `${REPORT}/redact`, access: ['desk', 'handler'],
  input: z.strictObject({ seq, body: NewBody, grants }),
})

export const redactEvidence = endpoint({
  ...move,
  name: 'redactEvidence',
  summary: 'A redacted copy of one file, brought as an upload, in a compartment of its own that every unit with the file is granted. The file stays as it is; a newer copy takes the place of an older when the report is handed on.',
  path: `${REPORT}/evidence/:k/redact`, access: ['desk', 'handler'],
  input: z.strictObject({ seq, evidence: Evidence, grants }),
})

export const takeOutUnit = endpoint({
  ...move,
  name: 'takeOutUnit',
  summary: 'Takes the report from a unit. Where that unit had the original, a new dialogue is granted to the reporter and to all who keep it.',
  path: `${REPORT}/take-out`, access: ['desk'],
  input: z.strictObject({ seq, unit: UnitId, reason: TakeOutReason, dialogue: z.optional(Id), grants }),
})

export const renewDialogue = endpoint({
  ...move,
  name: 'renewDialogue',
  summary: 'Begins a new stretch of dialogue after a unit has given the report back, granted to the reporter and to all who hold the original.',
  path: `${REPORT}/renew`, access: ['desk'],
  input: z.strictObject({ seq, dialogue: Id, grants }),
})
