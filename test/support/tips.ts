import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PlainFields } from '../../worker/contract/report.ts'
import type { TipFixture } from './tip.ts'

export type { TipFixture } from './tip.ts'

const folder = fileURLToPath(new URL('./tips', import.meta.url))

export const TIPS: readonly TipFixture[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({ name: file.replace('.json', ''), ...(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Omit<TipFixture, 'name'>) }))

/** What of a tip is sent in the clear. */
export const plainFieldsOf = ({ category, township, violations, flags, avoid = [] }: TipFixture['tip']): PlainFields => ({
  category, township, violations, flags, avoid,
})
