import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Bytes32, Day, Id, Reference, UnitId } from './ids.ts'
import { MAX_FILING_BYTES } from './limits.ts'
import { Grant, Recipient, SealedBytes, Signature, VerifyKey } from './sealed.ts'

export const Flag = z.enum(['death', 'concealed', 'ongoing', 'trapped'])
export type Flag = z.infer<typeof Flag>

const words = <T extends z.ZodMiniType<string>>(word: T, most: number) => z.array(word).check(z.maxLength(most))
const CategoryCode = z.string().check(z.regex(/^HY\d{2}$/))
const Word = z.string().check(z.regex(/^[a-z][a-z-]{1,40}$/))

/** What a report says in the clear: just what the route needs, nothing of what happened. */
export const PlainFields = z.strictObject({
  category: CategoryCode,
  township: UnitId,
  violations: words(Word, 21),
  flags: words(Flag, 4),
  /** Units the reporter asks to keep out. */
  avoid: words(UnitId, 40),
})
export type PlainFields = z.infer<typeof PlainFields>

/** 举报 or 咨询. A filing that does not say is a report. */
export const Kind = z.enum(['report', 'question'])
export type Kind = z.infer<typeof Kind>

/** What any filing shows, whichever kind it is: a question may leave category and township open, and has none of the rest. */
export const ClearFields = z.strictObject({
  ...PlainFields.shape,
  kind: Kind,
  category: z.nullable(CategoryCode),
  township: z.nullable(UnitId),
})
export type ClearFields = z.infer<typeof ClearFields>

/** 告知 where a matter outside work safety goes: a number of the county's `outside` table. */
export const Destination = z.string().check(z.regex(/^\d{5}$/))

/** The route of a report; unit ids. `why` holds sentences for people. */
export const Route = z.strictObject({
  lead: z.nullable(UnitId),
  assists: z.array(UnitId),
  copies: z.array(UnitId),
  deskFirst: z.boolean(),
  escalated: z.boolean(),
  outside: z.nullable(z.array(Destination)),
  why: z.array(z.string()),
})
export type Route = z.infer<typeof Route>

export const DeadlineKind = z.enum(['decision', 'return', 'completion', 'tell-result', 'collect', 'review', 'answer'])
export type DeadlineKind = z.infer<typeof DeadlineKind>

/** A clock both sides see. `due` is the last day, moved off a holiday; `warnBy` is not moved and is what staff are warned by. */
export const Deadline = z.strictObject({ kind: DeadlineKind, from: Day, due: Day, warnBy: Day, met: z.boolean() })
export type Deadline = z.infer<typeof Deadline>

/** How a report came to us: from a page that sealed it itself, from one without scripts, or through a member who filed it for somebody. */
export const FiledAs = z.enum(['page', 'plain', 'phone', 'visit', 'proxy'])
export type FiledAs = z.infer<typeof FiledAs>

/**
 * Solved proof of work (base64 JSON as ALTCHA makes it), or a Turnstile token. `plain` is neither: the Worker's own pages without scripts
 * bring it and are counted; from anybody else it is wrong.
 */
export const SolvedChallenge = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('altcha'), payload: z.string().check(z.maxLength(4000)) }),
  z.strictObject({ kind: z.literal('turnstile'), token: z.string().check(z.maxLength(2048)) }),
  z.strictObject({ kind: z.literal('plain') }),
])
export type SolvedChallenge = z.infer<typeof SolvedChallenge>

/** The language the reporter reads, by its id in content/form/languages.yaml. */
export const LanguageId = z.string().check(z.regex(/^[a-z]{2,3}$/))

const sealedParts = {
  report: Id,
  keyring: z.int().check(z.positive()),
  language: LanguageId,
  /** SHA-256 of the lookup key. The key itself is sent only by whoever comes back. */
  lookupHash: Bytes32,
  reporter: z.strictObject({ recipient: Recipient, verify: VerifyKey }),
  content: z.strictObject({ compartment: Id, sealed: SealedBytes }),
  /** The first stretch of dialogue: its identity is in the grants. */
  dialogue: z.strictObject({ compartment: Id }),
  grants: z.array(Grant).check(z.minLength(2), z.maxLength(6)),
}

/**
 * A file that was brought before (upload.ts). `digest`: of its sealed parts in order; `compartment` and `sealed`: its manifest, under a key of its own; `proof`: by the
 * upload's key, that whoever files has brought it.
 */
export const Evidence = z.strictObject({ upload: Id, digest: Bytes32, compartment: Id, sealed: SealedBytes, proof: Signature })
export type Evidence = z.infer<typeof Evidence>
/** What comes with one filing or message. */
export const EvidenceList = z.array(Evidence).check(z.minLength(1), z.maxLength(20))

/** Everything of a report that the receipt's digest covers. */
export const Filing = z.strictObject({
  kind: z.optional(z.literal('report')),
  ...PlainFields.shape,
  ...sealedParts,
  wantsReward: z.boolean(),
  named: z.boolean(),
  /** Present exactly when `named`; opened by the custodian alone. */
  identity: z.optional(z.strictObject({ compartment: Id, sealed: SealedBytes })),
  evidence: z.optional(EvidenceList),
})
export type Filing = z.infer<typeof Filing>

/** 咨询: sealed words for the desk, and what they are about if the asker says so. There is no room for anything else. */
export const QuestionFiling = z.strictObject({
  kind: z.literal('question'),
  category: z.optional(CategoryCode),
  township: z.optional(UnitId),
  ...sealedParts,
})
export type QuestionFiling = z.infer<typeof QuestionFiling>

export const AnyFiling = z.discriminatedUnion('kind', [Filing, QuestionFiling])
export type AnyFiling = z.infer<typeof AnyFiling>

/** 回执: the server's signature over county, position, digest and day; see rules/receipt.ts. */
export const Receipt = z.strictObject({
  reference: Reference,
  position: z.int().check(z.positive()),
  digest: Bytes32,
  day: Day,
  signature: Signature,
})
export type Receipt = z.infer<typeof Receipt>

export const Filed = z.strictObject({ receipt: Receipt, route: Route, deadlines: z.array(Deadline) })
export type Filed = z.infer<typeof Filed>

export const submitReport = endpoint({
  name: 'submitReport',
  summary: 'File a sealed report, or ask the desk a sealed question. The same filing again returns the same receipt, before any challenge is looked at.',
  method: 'POST',
  path: '/api/reports',
  access: 'anyone',
  maxBytes: MAX_FILING_BYTES,
  input: z.strictObject({ filing: AnyFiling, challenge: SolvedChallenge }),
  ok: Filed,
})
