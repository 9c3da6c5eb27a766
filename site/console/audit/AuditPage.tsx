import type { JSX } from 'preact'
import { AllHistories } from './AllHistories.tsx'
import { Audit } from './Audit.tsx'
import { Events } from './Events.tsx'
import { MemberAudit } from './MemberAudit.tsx'

/** What an auditor looks at: who did what, whether the histories hold, and what happened to members' ways in. */
export function AuditPage(): JSX.Element {
  return <div class="audit"><Events /><Audit /><AllHistories /><MemberAudit /></div>
}
