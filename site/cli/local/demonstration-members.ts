/** Who works in the demonstration county. Their secrets are public: see site/crypto/demonstration.ts. */
import { units } from '#contract/county/units.ts'
import type { MemberRow } from '#contract/member.ts'

export type DemonstrationMember = Omit<MemberRow, 'standing'>

const ordinals = ['一', '二']
const seats = (prefix: string, displayName: string, unit: string | null, role: DemonstrationMember['roles'][number], count: number): DemonstrationMember[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `${prefix}0${at + 1}`,
    displayName: count > 1 ? `${displayName}${ordinals[at] ?? ''}` : displayName,
    unit,
    roles: [role],
  }))

const WORKING = ['government', 'department', 'township']

export const demonstrationMembers: readonly DemonstrationMember[] = [
  ...seats('admin', '管理员', null, 'administrator', 1),
  ...seats('desk', '受理员', 'desk', 'desk', 2),
  ...seats('approver', '审批人', 'desk', 'approver', 2),
  ...seats('supervisor', '督办员', 'desk', 'supervisor', 1),
  ...seats('cashier', '兑付员', 'cashier', 'cashier', 2),
  ...seats('custodian', '身份保管员', 'custodian', 'custodian', 2),
  ...seats('auditor', '审计员', null, 'auditor', 1),
  ...units.filter((unit) => WORKING.includes(unit.kind)).flatMap((unit) => seats(unit.id, '承办人', unit.id, 'handler', 1)),
]

export const ADMINISTRATOR = 'admin01'
