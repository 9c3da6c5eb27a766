import * as z from 'zod/mini'

/** What a member may be. A member has one unit (or none) and at least one role. */
export const ROLES = ['desk', 'handler', 'approver', 'supervisor', 'cashier', 'custodian', 'auditor', 'administrator'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** Roles that work on reports. Cashier, custodian, auditor and administrator never read one. */
export const REPORT_ROLES = ['desk', 'handler', 'approver', 'supervisor'] as const satisfies readonly Role[]
