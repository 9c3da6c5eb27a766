import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PlainFields } from '../../worker/contract/report.ts'

/** A realistic tip and the routing it must get; see README.md of the tips in ../shared. */
export interface TipFixture {
  readonly name: string
  readonly tip: Omit<PlainFields, 'avoid'> & {
    readonly avoid?: string[]
    readonly place: string
    readonly since: string
    readonly subject?: string
    readonly body: string
    readonly identity?: { readonly name: string; readonly phone: string; readonly insider?: boolean }
    readonly wantsReward: boolean
  }
  readonly expect: {
    readonly lead: string | null
    readonly assistsInclude: string[]
    readonly copiesInclude: string[]
    readonly never: string[]
    readonly deskFirst: boolean
    readonly escalated: boolean
    readonly outside: string | null
    readonly why: string
  }
}

const folder = fileURLToPath(new URL('./tips', import.meta.url))

export const TIPS: readonly TipFixture[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({ name: file.replace('.json', ''), ...(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Omit<TipFixture, 'name'>) }))

/** What of a tip is sent in the clear. */
export const plainFieldsOf = ({ category, township, violations, flags, avoid = [] }: TipFixture['tip']): PlainFields => ({
  category, township, violations, flags, avoid,
})
