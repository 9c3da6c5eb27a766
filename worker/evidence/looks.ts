import type { HistoryEntry } from '#contract/event.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import type { SaveReason } from '#contract/states.ts'
import { hasCopyOnly } from '#contract/rules/holding.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { fileMeant } from '../report/copy-numbers.ts'
import { findHeld } from '../report/move.ts'
import { recordLook } from '../report/open.ts'
import type { WholeReport } from '../report/store.ts'
import { givenFiles, viewFor } from '../report/view.ts'
import type { Member } from '../staff/store.ts'
import { findObject, type WhichPart } from './store.ts'

type Looked = Promise<Result<StaffReport, 'no-file' | 'stale'>>
interface Which {
  readonly reference: string
  /** As the member's unit knows it. */
  readonly k: number
}

/** A look at a file: an event once a member and day, so that playing a film does not flood the history. */
export const openFile = (db: D1Database, member: Member, which: Which, today: string): Looked =>
  record(db, member, which, (file) => ({ kind: 'evidence-opened', detail: { file } }), today, (whole, file) => whole.events.some((event) => isLook(event, member.name, file, today)))

/** Each saving is an event of its own. */
export const saveFile = (db: D1Database, member: Member, which: Which, reason: SaveReason | undefined, today: string): Looked =>
  // In the schema's order of keys, over which the digest is taken.
  record(db, member, which, (file) => ({ kind: 'evidence-saved', detail: { ...(reason !== undefined && { reason }), file } }), today)

/** Where a part lies. A unit with the redacted copy of the report is found out after the others: its numbers are its own. */
export async function findPart(db: D1Database, which: WhichPart, member: Member, today: string): Promise<{ object: string; opened: boolean } | null> {
  const found = await findObject(db, which, member, today, 'original')
  if (found !== null) return found
  const whole = await findHeld(db, which.reference, member.unit)
  const file = whole !== null && hasCopyOnly(whole.parts, whole.holder) ? fileMeant(whole, givenFiles(whole), which.k) : null
  return file === null ? null : findObject(db, { ...which, k: file.k }, member, today, 'redacted')
}

const isLook = ({ kind, member, day, detail }: HistoryEntry, name: string, k: number, today: string): boolean =>
  kind === 'evidence-opened' && member === name && day === today && detail.file === k

type Event = Pick<HistoryEntry, 'kind' | 'detail'>

async function record(db: D1Database, member: Member, { reference, k }: Which, what: (file: number) => Event, today: string, isKnown: (whole: WholeReport, file: number) => boolean = () => false): Looked {
  const find = async () => {
    const whole = await findHeld(db, reference, member.unit)
    const meant = whole === null ? null : fileMeant(whole, givenFiles(whole), k)
    return whole === null || meant === null ? null : { ...whole, meant: meant.k }
  }
  const looked = await recordLook(db, find, ({ meant }) => what(meant), member, today, { isKnown: (found) => isKnown(found, found.meant) })
  if (looked.ok) return ok(viewFor(looked.value, today))
  return refuse(looked.refusal === 'stale' ? 'stale' : 'no-file')
}
