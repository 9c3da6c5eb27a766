import type { Tip } from '../crypto/filing.ts'
import type { Draft } from './draft.ts'
import { languageOf } from './language.ts'
import { parseDay } from './since.ts'

/** The tip as it is sealed. Words go byte for byte as they were typed; a choice not made is absent. */
export function toTip(draft: Draft, today: string): Tip {
  if (draft.category === null || draft.township === null) throw new TypeError('the draft has no category or township yet')
  const { category, township, flags, violations, avoid, place, since, subject, body, name, phone, insider } = draft
  const day = parseDay(since, today)
  return {
    category, township, flags: [...flags], violations: [...violations], avoid: [...avoid],
    wantsReward: draft.wantsReward,
    language: languageOf(body),
    place,
    ...(day !== null && { since: day }),
    ...(subject !== '' && { subject }),
    body,
    ...(draft.named && { identity: { name, phone, ...(insider !== null && { insider }) } }),
  }
}
