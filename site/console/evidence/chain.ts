/** 保管链: a file's way through the report's history, in plain words. Made of events alone, which are linked to each other. No DOM. */
import type { SeenEvent } from '#contract/event.ts'
import { originalsOf } from '#contract/rules/holding.ts'
import type { OpenedFile } from '../../evidence/read.ts'
import { sayEvent } from '../report/history-words.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { unitName, unitNames } from '../words.ts'

export interface ChainLink {
  readonly day: string
  readonly words: string
}

/** Events that give the original, and all that goes with it, to somebody or take it from them. */
const GIVING: readonly SeenEvent['kind'][] = ['accepted', 'assigned', 'handed-on', 'returned', 'taken-out', 'escalated', 'review-named']
const READING: readonly SeenEvent['kind'][] = ['evidence-opened', 'evidence-saved']

export function chainOf({ report }: UnsealedReport, { k, signature }: OpenedFile, me: string): ChainLink[] {
  const brought = report.evidence?.find((file) => file.k === k)
  const since = report.timeline.find(({ seq }) => seq === brought?.seq)
  const signed = signature === 'good' ? '签名核对过' : signature === null ? '签名还看不到' : '签名核对不上'
  const filed = { day: since?.day ?? report.day, words: (brought?.seq ?? 1) === 1 ? `随举报一起收到，回执第${report.position}号，${signed}` : `${since === undefined ? '后来加的' : sayEvent(since, report.people, me, report.kind)}，${signed}` }
  const later = report.timeline.filter(({ seq, kind, detail }) => seq > (brought?.seq ?? 1) && (GIVING.includes(kind) || (READING.includes(kind) && detail.file === k)))
  return [filed, ...later.map((event) => ({ day: event.day, words: sayEvent(event, report.people, me, report.kind) }))]
}

/** Who holds it now. */
export function sayHolders({ report }: UnsealedReport): string {
  const units = originalsOf(report.parts)
  return units.length === 0 ? unitName('desk') : unitNames(units)
}
