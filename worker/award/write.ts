/** One change of an award as the statements of one batch, with its event in the report's history. */
import type { HistoryEntry } from '#contract/event.ts'
import { nextDue } from '#contract/rules/deadline.ts'
import { updateInbox } from '../report/inbox.ts'
import { nextEventOf } from '../report/record-event.ts'
import type { WholeReport } from '../report/store.ts'
import { insertBody, insertEvent, insertGrant, updateStanding } from '../report/write.ts'
import { deadlinesOfReport, sealedDigest } from '../report/view.ts'
import { announce } from './announced.ts'
import type { AwardChange } from './decide.ts'
import { insertLedger } from './ledger-store.ts'
import { insertAward, updateAward } from './store.ts'
import { type TransferRecord } from './transfer-record.ts'
import { saveTransfer } from './transfer-store.ts'
import { AT_WINDOW } from './window.ts'

/** Who did it; both null for the reporter and for the day's cron. */
export interface Actor {
  readonly name: string | null
  readonly unit: string | null
}

export const NOBODY: Actor = { name: null, unit: null }

export interface Written {
  readonly event: HistoryEntry
  readonly statements: D1PreparedStatement[]
}

/** The event's number is what two who are at it at once collide on: one batch is written, the other not at all. */
export async function writeChange(db: D1Database, whole: WholeReport, change: AwardChange, { name, unit }: Actor, day: string): Promise<Written> {
  const { report } = whole
  const { body } = change
  const digest = body === null ? null : await sealedDigest(body.sealed)
  const claim = change.kind === 'transfer-asked' || change.kind === 'transfer-corrected' ? change.transfers?.at(-1)?.transfer.claim : undefined
  const detail = {
    ...(change.reason !== null && { reason: change.reason }), ...(digest !== null && { bodies: [digest] }), ...(change.signed !== undefined && { signed: change.signed }), ...(claim !== undefined && { claim }),
  }
  const event = await nextEventOf(report, { kind: change.kind, unit, member: name, day, detail })
  const standing = { ...report.standing, seq: event.seq, head: event.digest }
  const actor = AT_WINDOW.includes(change.kind) ? null : unit
  return {
    event,
    statements: [
      insertEvent(db, report.id, event),
      updateStanding(db, report.id, standing, report.notes),
      'made' in change.award ? insertAward(db, report.id, change.award.made) : updateAward(db, change.award.kept),
      ...announce(db, report.reference, change.kind, 'made' in change.award ? change.award.made : change.award.kept),
      ...(body === null || digest === null ? [] : [insertBody(db, report.id, { ...body, kind: 'award' as const, author: unit ?? '', day, digest })]),
      ...change.grants.map((grant) => insertGrant(db, report.id, grant, event.seq)),
      ...(change.transfers ?? []).flatMap((one) => saveTransfer(db, one)),
      ...(change.ledger === null ? [] : [insertLedger(db, change.ledger)]),
      updateInbox(db, report.id, standing, nextDue(deadlinesOfReport({ ...report, standing })), actor, actor === null ? 'nobody' : 'originals'),
    ],
  }
}

/** The report after a change that made no new award. */
export const after = (whole: WholeReport, event: HistoryEntry, { award: now, transfers = [] }: AwardChange): WholeReport => ({
  ...whole,
  report: { ...whole.report, standing: { ...whole.report.standing, seq: event.seq, head: event.digest } },
  events: [...whole.events, event],
  awards: whole.awards.map((award) => ('kept' in now && award.id === now.kept.id ? now.kept : award)),
  transfers: transfers.reduce<TransferRecord[]>((all, { transfer }) => [...all.filter(({ id }) => id !== transfer.id), transfer], whole.transfers),
})
