/** The reports that one has ever been worked on with, and what of their histories bears on it. Pure. */
import * as z from 'zod/mini'
import { readDetail } from '#contract/rules/history.ts'
import { concernedBy } from '#contract/rules/escalation.ts'
import { judgedOf, judgedTogether, type Judged } from '#contract/rules/past.ts'
import { EventKind } from '#contract/states.ts'
import type { HistoryEntry } from '#contract/event.ts'

const KinRow = z.pipe(
  z.object({ report_id: z.string(), category: z.nullable(z.string()), kind: EventKind, unit: z.nullable(z.string()), member: z.nullable(z.string()), detail: z.string() }),
  z.transform(({ report_id: report, detail, ...row }) => ({ ...row, report, detail: readDetail(detail) })),
)
type KinStep = z.output<typeof KinRow>
export type MergeStep = Pick<KinStep, 'report' | 'kind' | 'member' | 'detail'>

export interface Kin extends Judged {
  /** The departments that they concern. */
  readonly concerned: readonly string[]
}

/** The histories of all that were ever merged with it, directly or over another, without its own (store.ts). */
export const kinSteps = (rows: readonly unknown[]): KinStep[] => z.array(KinRow).parse(rows)

export function kinOf(report: string, own: readonly HistoryEntry[], steps: readonly KinStep[]): Kin {
  const matter = sameMatter(report, [...own.map((event) => ({ ...event, report })), ...steps])
  const judged = [...matter].map((one) => judgedOf(steps.filter((step) => step.report === one)))
  return { ...judgedTogether(judged), concerned: concernedBy(steps) }
}

/** What is of one matter with it: merged now, or parted after a result was told on. Parted before, they were two, and merged by mistake. */
function sameMatter(report: string, steps: readonly MergeStep[]): ReadonlySet<string> {
  const historyOf = (id: string) => steps.filter((step) => step.report === id)
  const matter = new Set([report])
  for (const one of matter) {
    for (const { kind, detail: { other } } of historyOf(one)) {
      if (other === undefined || (kind !== 'merged' && kind !== 'joined')) continue
      const [later, earlier] = kind === 'merged' ? [one, other] : [other, one]
      if (isOne(historyOf(later), earlier)) matter.add(other)
    }
  }
  return matter
}

/** Of the later one's history. */
function isOne(later: readonly MergeStep[], earlier: string): boolean {
  let [merged, told] = [false, false]
  for (const { kind, detail } of later) {
    if (kind === 'merged' || kind === 'unmerged') merged = kind === 'merged' && detail.other === earlier
    told ||= merged && kind === 'relayed'
  }
  return merged || told
}
