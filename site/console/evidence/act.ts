/** What a member does with a report's files: looks, saves. Each is an event before any byte is shown or written. No DOM: page and commands do the same. */
import { openEvidence, saveEvidence } from '#contract/evidence-part.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import type { SaveReason } from '#contract/states.ts'
import type { Outcome } from '../outcome.ts'
import type { StaffSession } from '../session.ts'

/** Writes the look down; the Worker gives out no part before. */
export const recordLook = ({ tools }: StaffSession, reference: string, k: number): Promise<Outcome<StaffReport>> =>
  tools.call(openEvidence, { reference, k: String(k) }, {})

/** `reason`: why it is saved as it was brought; null for a cleaned copy. */
export const recordSaving = ({ tools }: StaffSession, reference: string, k: number, reason: SaveReason | null): Promise<Outcome<StaffReport>> =>
  tools.call(saveEvidence, { reference, k: String(k) }, { ...(reason !== null && { reason }) })
