import type { Unit } from '#contract/county-schema.ts'
import type { MemberRow } from '#contract/member.ts'
import { ROLES_BY_KIND, type Role } from '#contract/roles.ts'
import { ok, refuse, type Result } from '../platform/result.ts'

export type InvitationRefusal = 'unknown_unit' | 'unfit_role' | 'mixed_roles' | 'own_self'

/** Roles follow the unit's kind; auditor and administrator are never one person; nobody changes themselves. */
export function decideInvitation(
  by: { name: string }, row: Omit<MemberRow, 'standing'>, units: readonly Pick<Unit, 'id' | 'kind'>[],
): Result<null, InvitationRefusal> {
  if (row.name === by.name) return refuse('own_self')
  const unit = units.find((known) => known.id === row.unit)
  if (row.unit !== null && unit === undefined) return refuse('unknown_unit')
  const fit: readonly Role[] = ROLES_BY_KIND[unit?.kind ?? 'none']
  if (row.roles.some((role) => !fit.includes(role))) return refuse('unfit_role')
  if (row.roles.includes('auditor') && row.roles.includes('administrator')) return refuse('mixed_roles')
  return ok(null)
}
