/** What public pages may state as fact (design.md §1, promise 4): only what was seen in the original. */
import { deadlines } from '#contract/county/deadlines.ts'
import { page } from '#contract/county/page.ts'
import type { Basis } from '#contract/county-schema.ts'
import type { DeadlineKind } from '#contract/report.ts'
import { fill } from '#contract/rules/fill.ts'
import type * as z from 'zod/mini'

type Ground = z.infer<typeof Basis>

export const isCertain = (basis: readonly Ground[]): boolean => basis.some(({ mark }) => mark === '✔')

/** 信访工作条例（2022年），参照：…（2026年11月22日核对）; or the standing reservation. */
export function groundsOf(basis: readonly Ground[]): string {
  const certain = basis.filter(({ mark }) => mark === '✔')
  if (certain.length === 0) return '以本县公布为准'
  return certain.map(({ document, article, checked }) => `${document}${article === undefined ? '' : `，${article}`}${checked === undefined ? '' : `（${checked.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}核对）`}`).join('；')
}

export function deadlineOf(kind: DeadlineKind) {
  const rule = deadlines.find((candidate) => candidate.kind === kind)
  if (rule === undefined) throw new Error(`content/county/deadlines.yaml has no ${kind}`)
  return rule
}

/** 15天 · 5个工作日 */
export const spanOf = (kind: DeadlineKind): string => {
  const { days, unit } = deadlineOf(kind)
  return fill(page.span[unit], { n: days })
}
