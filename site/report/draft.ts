/** What has been typed and chosen so far. It lives in the page's memory and nowhere else. */
import type { Step } from '#contract/filing-schema.ts'
import type { Flag } from '#contract/report.ts'

export interface Draft {
  readonly flags: readonly Flag[]
  readonly category: string | null
  readonly violations: readonly string[]
  readonly township: string | null
  readonly place: string
  /** As it was typed; see since.ts. */
  readonly since: string
  readonly subject: string
  readonly body: string
  readonly avoid: readonly string[]
  readonly named: boolean
  readonly name: string
  readonly phone: string
  readonly insider: boolean | null
  readonly wantsReward: boolean
}

export const EMPTY: Draft = {
  flags: [], category: null, violations: [], township: null, place: '', since: '', subject: '', body: '',
  avoid: [], named: false, name: '', phone: '', insider: null, wantsReward: true,
}

/** Screens in order: one question each. Three of the form's steps have two. */
export const SCREENS = ['emergency', 'kind', 'violations', 'where', 'what', 'files', 'avoid', 'identity', 'check', 'send'] as const
export type Screen = (typeof SCREENS)[number]

export const STEP_OF: Record<Screen, Step> = {
  emergency: 'emergency', kind: 'kind', violations: 'kind', where: 'where', what: 'what', files: 'what',
  avoid: 'avoid', identity: 'avoid', check: 'check', send: 'send',
}

/** In order. (Not from the contract's schema, which would bring its parser into the page.) */
export const STEPS: readonly Step[] = [...new Set(Object.values(STEP_OF))]

/** `start`: what it began with. */
export const isTouched = (draft: Draft, start: Draft = EMPTY): boolean => JSON.stringify(draft) !== JSON.stringify(start)
