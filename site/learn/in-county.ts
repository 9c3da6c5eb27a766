/** Emergency cards are the same everywhere but for the county's name, which a frightened person must be able to say. */
import { profile } from '#contract/county/profile.ts'
import { fill } from '#contract/rules/fill.ts'
import type { CARD_NAMES } from './schema.ts'

const NAMES: Readonly<Record<(typeof CARD_NAMES)[number], string>> = { county: profile.name, pinyin: profile.pinyin }

interface Steps { readonly steps: readonly { readonly do: string; readonly why?: string | undefined }[] }

/** The card with {county} and {pinyin} filled in: 我在示范县, Wǒ zài Shìfàn Xiàn. */
export const inCounty = <Card extends Steps>(card: Card): Card => ({
  ...card,
  steps: card.steps.map((step) => ({ do: fill(step.do, NAMES), ...(step.why !== undefined && { why: fill(step.why, NAMES) }) })),
})
