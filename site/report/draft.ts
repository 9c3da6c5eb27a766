/** What has been typed and chosen so far. It lives in the page's memory and nowhere else. */
import type { Step } from '#contract/filing-schema.ts'
import type { Flag } from '#contract/report.ts'
import type { Tip } from '../crypto/filing.ts'

export interface Draft {
  readonly flags: readonly Flag[]
  readonly category: string | null
  readonly violations: readonly string[]
  readonly township: string | null
  readonly place: string
  /** '2026-11-22' or ''. */
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

/** Screens in order: one question each. Two of the form's steps have two. */
export const SCREENS = ['emergency', 'kind', 'violations', 'where', 'what', 'avoid', 'identity', 'check', 'send'] as const
export type Screen = (typeof SCREENS)[number]

export const STEP_OF: Record<Screen, Step> = {
  emergency: 'emergency', kind: 'kind', violations: 'kind', where: 'where', what: 'what',
  avoid: 'avoid', identity: 'avoid', check: 'check', send: 'send',
}

/** In order. (Not from the contract's schema, which would bring its parser into the page.) */
export const STEPS: readonly Step[] = [...new Set(Object.values(STEP_OF))]

export const isTouched = (draft: Draft): boolean => JSON.stringify(draft) !== JSON.stringify(EMPTY)

/** The tip as it is sealed. Words go byte for byte as they were typed; a choice not made is absent. */
export function toTip(draft: Draft): Tip {
  if (draft.category === null || draft.township === null) throw new TypeError('the draft has no category or township yet')
  const { category, township, flags, violations, avoid, place, since, subject, body, name, phone, insider } = draft
  return {
    category, township, flags: [...flags], violations: [...violations], avoid: [...avoid],
    wantsReward: draft.wantsReward,
    language: languageOf(body),
    place,
    ...(since !== '' && { since }),
    ...(subject !== '' && { subject }),
    body,
    ...(draft.named && { identity: { name, phone, ...(insider !== null && { insider }) } }),
  }
}

/** What the answer should be written in: English for a text without a single Chinese character. */
export const languageOf = (body: string): 'zh' | 'en' => (/\p{Script=Han}/u.test(body) ? 'zh' : 'en')
