/** What the rule of the reward reads: the county's file, and the matter that somebody asks about. The rule itself: rules/reward.ts. */
import * as z from 'zod/mini'
import { Basis } from './county-schema.ts'
import { Way } from './way.ts'

const text = z.string().check(z.minLength(1))
const SchemeId = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,40}$/))
/** In the county's file money is whole yuan, as the papers say it. */
const yuan = z.int().check(z.positive(), z.maximum(100_000_000))
const percent = z.int().check(z.positive(), z.maximum(100))

/** 生产安全事故报告和调查处理条例 第三条: 一般 (fewer than 3 dead), 较大 (3–9), 重大 (10–29), 特别重大 (30 and more). */
export const AccidentGrade = z.enum(['general', 'larger', 'major', 'extraordinary'])
export type AccidentGrade = z.infer<typeof AccidentGrade>

/** `hazard`: a major one. `ordinary`: one that is not, for which only local notices pay. `concealment`: an accident hushed up or played down. */
export const RewardKind = z.enum(['violation', 'hazard', 'ordinary', 'concealment'])
export type RewardKind = z.infer<typeof RewardKind>

export const Exclusion = z.enum(['later', 'known', 'duty', 'kin', 'grid', 'filler'])
export type Exclusion = z.infer<typeof Exclusion>

/** The largest fine reckoned with, in fen: far above any, and every product with it is still exact. */
const MOST_FINE = 10_000_000_000_000
const fine = z.int().check(z.nonnegative(), z.maximum(MOST_FINE))

/** The matter, as it was verified. No fine is a fine of 0; no `scheme` is the county's own. `joint`: how many signed. */
export const RewardQuery = z.strictObject({
  scheme: z.optional(SchemeId),
  kind: RewardKind,
  fineFen: z.optional(fine),
  /** The fines of further decisions on the same matter. They are added to `fineFen` before anything is reckoned: one matter, one reward. */
  moreFinesFen: z.optional(z.array(fine).check(z.maxLength(20))),
  /** Dead that were hushed up, as found. */
  deaths: z.optional(z.int().check(z.nonnegative(), z.maximum(100_000))),
  accidentGrade: z.optional(AccidentGrade),
  insider: z.optional(z.boolean()),
  joint: z.optional(z.int().check(z.positive(), z.maximum(1_000))),
  exclusions: z.optional(z.array(Exclusion)),
})
export type RewardQuery = z.infer<typeof RewardQuery>

/** One set of figures. What it says nothing about is left out; `insiderSilence` says who promises insiders more without a figure. */
export const RewardScheme = z.strictObject({
  id: SchemeId,
  name: text,
  /** Violations and major hazards: a share of the fine, between two bounds. */
  fine: z.strictObject({ percent, least: yuan, most: yuan, basis: Basis }),
  concealment: z.strictObject({ perDeath: z.strictObject({ general: yuan, larger: yuan, major: yuan, extraordinary: yuan }), most: yuan, basis: Basis }),
  ordinary: z.optional(z.strictObject({ least: yuan, most: z.optional(yuan), basis: Basis })),
  /** What somebody who works there gets on top: a share, at least so much, and never above `most` in all. */
  insider: z.optional(z.strictObject({ percent, least: yuan, most: yuan, basis: Basis })),
  insiderSilence: z.optional(Basis),
})
export type RewardScheme = z.infer<typeof RewardScheme>

/** A year's money for rewards, as the county's budget names it. */
export const FundingLine = z.strictObject({ id: SchemeId, name: text, sums: z.array(z.strictObject({ year: z.int().check(z.minimum(2000), z.maximum(2999)), yuan: z.int().check(z.nonnegative(), z.maximum(100_000_000)) })) })
export type FundingLine = z.infer<typeof FundingLine>

const days = z.int().check(z.positive(), z.maximum(366))
/** How an award is decided and paid in this county. Kept apart from the figures, so that no page that only reckons carries it. */
export const Paying = z.strictObject({
  /** Above this amount two approvers must agree. In yuan. */
  twoAbove: z.int().check(z.nonnegative()),
  funding: z.array(FundingLine).check(z.minLength(1)),
  /** Above this amount two cashiers pay, one after the other; none said: one always. In yuan. */
  twoCashiersAbove: z.optional(z.int().check(z.nonnegative())),
  /** Working days within which a transfer is looked after at each of its stations, and a second cashier comes. */
  payDays: days,
  /** How it can be paid here. A transfer is for reporters who gave their name. */
  ways: z.array(Way).check(z.minLength(1)),
  /** How many days a voucher is good. */
  voucherDays: days,
  /** Days after a payment by transfer on which the payee's bank and account are deleted. */
  payoutDays: days,
  /** Days before the last one on which the reporter is reminded, most first. */
  remindDays: z.array(days),
  /** Wrong vouchers in an hour after which the window waits for the next: of one cashier, and of all together. */
  wrongVouchers: z.strictObject({ each: z.int().check(z.positive(), z.maximum(100)), all: z.int().check(z.positive(), z.maximum(1000)) }),
  /** Where and when the window pays. */
  window: z.strictObject({ address: text, hours: text }),
})
export type Paying = z.infer<typeof Paying>

export const RewardRules = z.strictObject({
  scheme: SchemeId,
  schemes: z.array(RewardScheme).check(z.minLength(1)),
  joint: Basis,
  /** Several fines on one matter are one sum. */
  together: Basis,
  /** From how many dead an accident is of this grade; below `larger` it is 一般. */
  grades: z.strictObject({ larger: z.int(), major: z.int(), extraordinary: z.int(), basis: Basis }),
  exclusions: z.array(z.strictObject({ id: Exclusion, name: text, says: text, basis: Basis })),
  /** Worked examples: the table of /reward, and the test of the rule. */
  examples: z.array(z.strictObject({ says: text, query: RewardQuery, yuan: z.int().check(z.nonnegative()) })).check(z.minLength(1)),
})
/** content/county/reward-rules.yaml as it stands: the figures become one module, how they are paid another. */
export const RewardFile = z.extend(RewardRules, { paying: Paying })
export type RewardRules = z.infer<typeof RewardRules>
