import * as z from 'zod/mini'

/** What a member may be. A member has one unit (or none) and at least one role. */
export const ROLES = ['desk', 'handler', 'approver', 'supervisor', 'cashier', 'custodian', 'auditor', 'administrator'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** Roles that work on reports. Cashier, custodian, auditor and administrator never read one. */
export const REPORT_ROLES = ['desk', 'handler', 'approver', 'supervisor'] as const satisfies readonly Role[]

/** Which roles a member of each kind of unit may have. Whoever has no unit holds no key. */
export const ROLES_BY_KIND = {
  desk: ['desk', 'approver', 'supervisor'],
  government: ['handler'],
  department: ['handler'],
  township: ['handler'],
  custodian: ['custodian'],
  cashier: ['cashier'],
  none: ['auditor', 'administrator'],
} as const satisfies Record<string, readonly Role[]>
