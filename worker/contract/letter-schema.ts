/** The shape of content/county/letters.yaml: how this county's letters are numbered and what always stands in them. */
import * as z from 'zod/mini'
import { Basis, type Profile } from './county-schema.ts'
import { REFUSALS_OF } from './states.ts'

const text = z.string().check(z.minLength(1))
/** 发文机关代字: Chinese characters alone. */
const sign = z.string().check(z.regex(/^\p{Script=Han}{2,12}$/u))

/** 转办函. `addressees`: by the number of destinations.yaml, the organ that the letter is addressed to (主送机关). */
export const ReferralText = z.strictObject({
  sign, title: text, opening: text, said: text, asks: text, demands: z.array(text), closing: text, addressees: z.record(z.string(), text),
})
export type ReferralText = z.infer<typeof ReferralText>

/** 不予受理告知书. `reasons`: each reason as it is said on paper. */
export const RefusalText = z.strictObject({
  sign, title: text, opening: text, because: text, elsewhere: text, reasons: z.record(z.enum(REFUSALS_OF.report), text), closing: z.array(text),
})
export type RefusalText = z.infer<typeof RefusalText>

/** `number`: how {sign}, {year} and {n} are put together. A kind that is absent is not issued in this county. */
export const Letters = z.strictObject({
  issuer: text, number: text, basis: z.array(Basis), kinds: z.strictObject({ referral: z.optional(ReferralText), refusal: z.optional(RefusalText) }),
})
export type Letters = z.infer<typeof Letters>

/** Where somebody comes to: the profile's. */
export type Counter = NonNullable<Profile['counter']>
