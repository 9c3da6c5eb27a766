/** 保管链: a file's way through the report's history, in plain words. Made of events alone, which are linked to each other. No DOM. */
import type { SeenEvent } from '#contract/event.ts'
import { holdersOfFile, isFileCopy } from '#contract/rules/file-copy.ts'
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
/** What is done with one file. */
const OF_FILE: readonly SeenEvent['kind'][] = ['evidence-opened', 'evidence-saved', 'redacted']

export function chainOf({ report, evidence }: UnsealedReport, { k, signature, compartment }: OpenedFile, me: string): ChainLink[] {
  const brought = report.evidence?.find((file) => file.k === k)
  const since = report.timeline.find(({ seq }) => seq === brought?.seq)
  const signed = signature === 'good' ? '签名核对过' : signature === null ? '签名还看不到' : '签名核对不上'
  const made = isFileCopy(k) ? evidence.find((one) => one.compartment === compartment) : undefined
  const came = since !== undefined && since.seq > 1 ? sayEvent(since, report.people, me, report.kind) : made !== undefined ? `${unitName(made.author)}做的脱敏件` : (brought?.seq ?? 1) === 1 ? `随举报一起收到，回执第${report.position}号` : '后来加的'
  const filed = { day: since?.day ?? made?.day ?? report.day, words: `${came}，${signed}` }
  const later = report.timeline.filter(({ seq, kind, detail }) => seq > (brought?.seq ?? 1) && (GIVING.includes(kind) || (OF_FILE.includes(kind) && detail.file === k)))
  return [filed, ...later.map((event) => ({ day: event.day, words: sayEvent(event, report.people, me, report.kind) }))]
}

/** Who has it now. A unit with the redacted copy of the report is not told who else has what. */
export function sayHolders({ report: { parts, withheld = [] }, copyOnly }: UnsealedReport, k: number): string | null {
  if (copyOnly) return null
  const units = holdersOfFile(parts, withheld, k)
  return units.length === 0 ? unitName('desk') : unitNames(units)
}
