/**
 * What sealed bodies say, by kind. Read leniently (unknown keys are dropped, words are any text): nobody could refuse a sealed body
 * when it was filed, and a tip that its reader's browser finds untidy must still be read.
 */
import * as z from 'zod/mini'
import type { BodyKind } from '#contract/sealed.ts'

const text = z.string()
const list = z.array(text)

/** Everything a tip or a question says; the plain fields are repeated so that a server that changed them is found out. */
export const ContentWords = z.object({
  /** Absent: a report. A question leaves category and township null where it does not say. */
  kind: z.optional(text),
  category: z.nullable(text),
  township: z.nullable(text),
  violations: list,
  flags: list,
  avoid: list,
  wantsReward: z.boolean(),
  named: z.boolean(),
  language: text,
  /** A question has none. */
  place: z.optional(text),
  /** A day, as the reporter gave it. */
  since: z.optional(text),
  /** Who is complained about. */
  subject: z.optional(text),
  body: text,
})
export type ContentWords = z.infer<typeof ContentWords>

/** Sealed apart, for the custodian alone. `insider`: works at the unit complained about. */
export const IdentityWords = z.object({ name: text, phone: text, insider: z.optional(z.boolean()) })
export type IdentityWords = z.infer<typeof IdentityWords>

export const TextWords = z.object({ text })

/** `files`: the compartments of the files that came with it, so that one which the server leaves out is missed. */
export const MessageWords = z.object({ text, files: z.optional(list) })
export type TextWords = z.infer<typeof TextWords>

/** What a redacted copy says: of the reporter nothing, of the matter what its reader needs. */
export const RedactedWords = z.object({ place: z.optional(text), since: z.optional(text), subject: z.optional(text), body: text })
export type RedactedWords = z.infer<typeof RedactedWords>

/** What a proposed reward rests on. Of this the server knows the amount, the scheme and the line alone, and these repeat them. */
export const AwardWords = z.object({
  /** What the rule was asked (contract/reward.ts), insider and exclusions included: parsed strictly by whoever reckons it again. */
  query: z.unknown(),
  fen: z.int(),
  scheme: text,
  line: text,
  /** The finding in short. */
  finding: text,
  /** 处罚决定文号, where there was a penalty. */
  document: z.optional(text),
  /** The rule's steps as the proposer saw them. */
  steps: list,
})
export type AwardWords = z.infer<typeof AwardWords>

/** A file's manifest: all that is known of it beside its bytes. Its parts are of 8 MiB but the last; see site/evidence/seal. */
export const EvidenceWords = z.object({
  name: text,
  type: text,
  size: z.int(),
  parts: z.array(z.object({ length: z.int(), plain: text, digest: text })),
  /** What was taken out of it before it was sealed: kinds (contract/evidence.ts), never what it was. Absent: nobody looked. */
  cleaned: z.optional(list),
  /** How many places of a picture its sender covered by hand. */
  covered: z.optional(z.int()),
  /** The file as it came, beside the cleaned one before it: its sender chose so, and it may tell who they are. */
  original: z.optional(z.boolean()),
  /** Of a redacted copy: the compartment of the file that it is of. */
  copyOf: z.optional(text),
  /** Of a file that came later: what opens its parts, sealed to that stretch of dialogue (see attach.ts). Absent: the manifest's own key opens them. */
  key: z.optional(z.object({ dialogue: text, sealed: text })),
})
export type EvidenceWords = z.infer<typeof EvidenceWords>

export const WORDS = {
  content: ContentWords,
  identity: IdentityWords,
  message: MessageWords,
  finding: TextWords,
  note: TextWords,
  redacted: RedactedWords,
  errand: TextWords,
  award: AwardWords,
  evidence: EvidenceWords,
} as const satisfies Record<BodyKind, z.ZodMiniType>
export type Words<Kind extends BodyKind> = z.infer<(typeof WORDS)[Kind]>

const REPEATED = ['kind', 'category', 'township', 'violations', 'flags', 'avoid', 'wantsReward', 'named', 'language'] as const
export type RepeatedField = (typeof REPEATED)[number]
export type RepeatedFields = Pick<ContentWords, RepeatedField>

/** The plain fields that differ from what the reporter sealed; the console shows them and obeys the sealed ones. Order in a list does not count. */
export function differingFields(plain: RepeatedFields, content: ContentWords): RepeatedField[] {
  return REPEATED.filter((field) => comparable(plain[field]) !== comparable(content[field]))
}

const comparable = (value: string | boolean | string[] | null = 'report') =>
  JSON.stringify(Array.isArray(value) ? [...new Set(value)].sort() : value)
