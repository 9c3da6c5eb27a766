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
