/** 领奖公告: what the county says aloud of rewards that are approved. Apart from what every page carries. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Reference } from './ids.ts'
import { ANNOUNCED_A_PAGE } from './limits.ts'

export const listAnnounced = endpoint({
  name: 'listAnnounced',
  summary: `The references of reports whose award is approved, until its last day, claimed and paid or not, in the order of their digits, ${ANNOUNCED_A_PAGE} a page: neither amount nor day.`,
  method: 'GET',
  path: '/api/awards',
  access: 'anyone',
  /** `after`: the last reference of the page before. */
  input: z.strictObject({ after: z.optional(Reference) }),
  ok: z.strictObject({ references: z.array(Reference), next: z.nullable(Reference) }),
})
