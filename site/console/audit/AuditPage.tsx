import type { JSX } from 'preact'
import { Audit } from './Audit.tsx'
import { MemberAudit } from './MemberAudit.tsx'

/** What an auditor can verify: a report's history, and the history of members' ways in. */
export function AuditPage(): JSX.Element {
  return <><Audit /><MemberAudit /></>
}
