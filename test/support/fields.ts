import type { PlainFields } from '../../worker/contract/report.ts'

/** An ordinary report: bottled gas in a restaurant at the night market. */
export const someFields = (changes: Partial<PlainFields> = {}): PlainFields => ({
  category: 'HY16', township: 't-heping', violations: [], flags: [], avoid: [], ...changes,
})
