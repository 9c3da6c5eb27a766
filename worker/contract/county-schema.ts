/** The shapes of content/county (those of content/form stand in form-schema.ts). `site/cli/county.ts` checks the YAML against them and writes worker/contract/county/*.ts. */
import * as z from 'zod/mini'
import { Day, UnitId } from './ids.ts'
import { DeadlineKind, Flag } from './report.ts'

const text = z.string().check(z.minLength(1))
const Code = z.string().check(z.regex(/^HY\d{2}$/))
const Word = z.string().check(z.regex(/^[a-z][a-z-]{1,40}$/))

/** ✔ seen in the original or a reliable copy · ◐ partly · 记忆 from memory · ✘ looked for and not found. Only ✔ is stated to the public as fact. */
export const Mark = z.enum(['✔', '◐', '记忆', '✘'])
export const Basis = z.strictObject({ document: text, article: z.optional(text), mark: Mark, checked: z.optional(Day) })
export type Basis = z.infer<typeof Basis>

/** A path of the same host, or a full address. */
const PortalLink = z.strictObject({ label: text, href: z.string().check(z.regex(/^(?:https?:\/\/|\/)/)) })

export const Profile = z.strictObject({
  /** Salt of every code of this county: never change it while a report is alive. */
  id: z.string().check(z.regex(/^[a-z]{2,20}$/)),
  name: text,
  /** The name as it is spoken, for whoever must say it without reading Chinese. */
  pinyin: text,
  office: text,
  siteName: text,
  /** Where the public finds this site: its origin, no path. In the QR codes of posters and in what other machines read. */
  address: z.optional(z.string().check(z.regex(/^https?:\/\/[a-z0-9.-]+(?::\d{2,5})?$/))),
  timezone: text,
  /** Where the quick exit leads: a path of this site or an address outside. */
  quickExit: text,
  demonstration: z.boolean(),
  /** Where somebody can come to tell it, or hand the paper form in, and when. */
  counter: z.optional(z.strictObject({ address: text, hours: text })),
  /** What the county's portal has on all its pages: links above and below, and its record numbers, as words or as links. */
  portal: z.strictObject({
    headerLinks: z.array(PortalLink),
    /** This site as an onion service: Tor Browser is told of it. */
    onion: z.optional(z.string().check(z.regex(/^http:\/\/[a-z2-7]{56}\.onion$/))),
    footerLinks: z.optional(z.array(PortalLink)), records: z.array(z.union([text, PortalLink])), sponsor: text, contact: text,
  }),
})
export type Profile = z.infer<typeof Profile>

export const Unit = z.strictObject({
  id: UnitId,
  name: text,
  /** As it is called in a sentence: 消防大队. */
  short: text,
  kind: z.enum(['desk', 'government', 'department', 'township', 'custodian', 'cashier']),
  about: z.optional(text),
})
export type Unit = z.infer<typeof Unit>

export const Category = z.strictObject({
  id: Code,
  name: text,
  /** What the public reads instead, where the name is the offices' own. */
  plain: z.optional(text),
  /** What people would say: shown under the name and searched. */
  examples: z.array(text),
  /** Words people search with. */
  words: z.optional(z.array(text)),
  group: Word,
  lead: z.nullable(UnitId),
  assists: z.array(UnitId),
  /** Suggested to the desk where no lead is named; they receive nothing before they are. */
  candidates: z.optional(z.array(UnitId)),
  /** True for the category that leads outside work safety. */
  outside: z.optional(z.boolean()),
  /** True for the category that goes to the county government by itself. */
  escalated: z.optional(z.boolean()),
  basis: z.array(Basis),
})
export type Category = z.infer<typeof Category>

/** A plain word for several categories, so that a phone user finds theirs in two taps. `sign` is its shape (GB 2894). */
export const CategoryGroup = z.strictObject({ id: Word, name: text, sign: z.enum(['triangle', 'circle', 'disc', 'square']) })
export type CategoryGroup = z.infer<typeof CategoryGroup>

export const Violation = z.strictObject({ id: Word, name: text, hint: z.optional(text), implies: z.optional(z.array(Flag)), basis: z.optional(z.array(Basis)) })
export type Violation = z.infer<typeof Violation>

export const FlagText = z.strictObject({ id: Flag, name: text, question: text })
export type FlagText = z.infer<typeof FlagText>

export const OutsideOffice = z.strictObject({ number: z.string().check(z.regex(/^\d{5}$/)), office: text, matters: text, mark: Mark })
export type OutsideOffice = z.infer<typeof OutsideOffice>

/** Where a reporter can go who does not accept the result even after the one review. */
export const Recourse = z.strictObject({ id: Word, office: text, matters: text, basis: z.array(Basis).check(z.minLength(1)) })
export type Recourse = z.infer<typeof Recourse>

export const DeadlineRule = z.strictObject({
  kind: DeadlineKind,
  name: text,
  days: z.int().check(z.positive()),
  unit: z.enum(['natural', 'working']),
  /** Days that an extension adds, once. */
  extension: z.optional(z.int().check(z.positive())),
  basis: z.array(Basis),
})
export type DeadlineRule = z.infer<typeof DeadlineRule>

export const CalendarYear = z.strictObject({
  year: z.int(),
  source: text,
  holidays: z.array(Day),
  /** Saturdays and Sundays worked in exchange. */
  workdays: z.array(Day),
})
export type CalendarYear = z.infer<typeof CalendarYear>

/** `report`: the one number under which this county takes the same reports by voice. */
export const Hotline = z.strictObject({ number: text, name: text, use: text, group: z.enum(['emergency', 'safety', 'other']), mark: Mark, report: z.optional(z.literal(true)) })
export type Hotline = z.infer<typeof Hotline>

/** Where a unit's duty room answers; shown to everybody. `hours` as people say it: 全天, 工作日. */
export const Phone = z.strictObject({ unit: UnitId, phone: text, hours: text, address: z.optional(text) })
export type Phone = z.infer<typeof Phone>

export const Policy = z.strictObject({
  anonymousRewards: z.strictObject({ on: z.boolean(), basis: text }),
  challenge: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('altcha') }),
    z.strictObject({ kind: z.literal('turnstile'), siteKey: text }),
  ]),
  /** Filings without scripts, which can solve no challenge: how many the whole county takes in an hour. */
  plain: z.prefault(z.strictObject({ perHour: z.int().check(z.minimum(1), z.maximum(1000)) }), { perHour: 30 }),
  /** Uploads that no report names yet: how much the whole county takes of them in an hour, in millions of bytes. */
  uploads: z.prefault(z.strictObject({ megabytesPerHour: z.int().check(z.minimum(600), z.maximum(1_000_000)) }), { megabytesPerHour: 5000 }),
})
export type Policy = z.infer<typeof Policy>
