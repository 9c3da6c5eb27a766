/** How much waits for a member: the numbers beside the names of the console's parts. What it is, each part's own list says. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { ROLES } from './roles.ts'

/** No number goes beyond this. */
export const MOST_WAITING = 50

const Count = z.int().check(z.nonnegative(), z.maximum(MOST_WAITING))
export const Waiting = z.strictObject({
  /** Colleagues who wait for the unit's key. */
  colleagues: Count,
  /** Looks to agree to or to take, contacts to make, new codes to grant, payees to compare. */
  custody: Count,
  /** Rewards to approve, and payments that a cashier asks to take back. */
  awards: Count,
  /** Transfers to book, and vouchers that one cashier has confirmed and another must. */
  payments: Count,
})
export type Waiting = z.infer<typeof Waiting>

export const countWaiting = endpoint({
  name: 'countWaiting',
  summary: 'How much waits for this very member, by part of the console. Nothing counts that they may not act on.',
  method: 'GET',
  path: '/api/staff/waiting',
  access: ROLES,
  input: z.strictObject({}),
  ok: Waiting,
})
