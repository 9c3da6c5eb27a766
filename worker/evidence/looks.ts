import type { HistoryEntry } from '#contract/event.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import type { SaveReason } from '#contract/states.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { findHeld } from '../report/move.ts'
import { recordLook } from '../report/open.ts'
import type { WholeReport } from '../report/store.ts'
import { givenFiles, viewFor } from '../report/view.ts'
import type { Member } from '../staff/store.ts'

type Looked = Promise<Result<StaffReport, 'no-file' | 'stale'>>
interface Which {
  readonly reference: string
  readonly k: number
}

/** A look at a file: an event once a member and day, so that playing a film does not flood the history. */
export const openFile = (db: D1Database, member: Member, which: Which, today: string): Looked =>
  record(db, member, which, { kind: 'evidence-opened', detail: { file: which.k } }, today, (whole) => whole.events.some((event) => isLook(event, member.name, which.k, today)))

/** Each saving is an event of its own. */
export const saveFile = (db: D1Database, member: Member, which: Which, reason: SaveReason | undefined, today: string): Looked =>
  // In the schema's order of keys, over which the digest is taken.
  record(db, member, which, { kind: 'evidence-saved', detail: { ...(reason !== undefined && { reason }), file: which.k } }, today)

const isLook = ({ kind, member, day, detail }: HistoryEntry, name: string, k: number, today: string): boolean =>
  kind === 'evidence-opened' && member === name && day === today && detail.file === k

async function record(db: D1Database, member: Member, { reference, k }: Which, what: Pick<HistoryEntry, 'kind' | 'detail'>, today: string, isKnown: (whole: WholeReport) => boolean = () => false): Looked {
  const find = async () => {
    const whole = await findHeld(db, reference, member.unit)
    return whole !== null && givenFiles(whole).some((file) => file.k === k) ? whole : null
  }
  const looked = await recordLook(db, find, what, member, today, { isKnown })
  if (looked.ok) return ok(viewFor(looked.value, today))
  return refuse(looked.refusal === 'stale' ? 'stale' : 'no-file')
}
