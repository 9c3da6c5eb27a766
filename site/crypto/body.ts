/** Sealed bodies. Each says inside where it belongs and is signed inside by who wrote it: age itself tells neither. */
import * as z from 'zod/mini'
import { utf8 } from '#contract/bytes.ts'
import { BodyKind } from '#contract/sealed.ts'
import { openJson, parseJson, sealJson } from './envelope.ts'
import { SealingFailure } from './failure.ts'
import { CONTENT_STEPS, STEPS } from './pad.ts'
import { sign, verify } from './sign.ts'
import { WORDS, type Words } from './words.ts'

const PURPOSE = 'anshao/v1/body'

/** Where a body belongs and whose it is. `author`: 'reporter' or a unit's id. `n` counts from 1 within the compartment. */
export interface Place<Kind extends BodyKind> {
  readonly report: string
  readonly compartment: string
  readonly n: number
  readonly author: string
  readonly kind: Kind
}

/** What is signed. `day`: the day the author wrote it, if told. */
export interface Statement<Kind extends BodyKind> extends Place<Kind> {
  readonly day?: string
  readonly body: Words<Kind>
}

export interface OpenedBody<Kind extends BodyKind> {
  readonly statement: Statement<Kind>
  readonly signature: 'good' | 'missing' | 'wrong'
}

const SignedText = z.object({ signed: z.string(), signature: z.optional(z.string()) })
const AnyStatement = z.object({
  purpose: z.literal(PURPOSE),
  report: z.string(),
  compartment: z.string(),
  n: z.int(),
  author: z.string(),
  kind: BodyKind,
  day: z.optional(z.string()),
  body: z.unknown(),
})

const signedBytes = (signed: string) => utf8(`${PURPOSE}\n${signed}`)

/** Seals to the compartment's recipient; base64url. A null seed leaves it unsigned, which every reader is told. */
export function sealBody<Kind extends BodyKind>(recipient: string, statement: Statement<Kind>, signSeed: Uint8Array | null): Promise<string> {
  const { report, compartment, n, author, kind, day, body } = statement
  const signed = JSON.stringify({ purpose: PURPOSE, report, compartment, n, author, kind, day, body })
  const signature = signSeed === null ? undefined : sign(signSeed, signedBytes(signed))
  return sealJson(recipient, { signed, signature }, kind === 'content' || kind === 'redacted' ? CONTENT_STEPS : STEPS)
}

/**
 * Opens a body found at `found` with its compartment's identity. `verifyKeys`: the keys its author may have signed with (the reporter's,
 * or the unit's in each version of the keyring). Throws `misplaced` when the body says that it belongs anywhere else.
 */
export async function openBody<Kind extends BodyKind>(
  sealed: string, identity: string, found: Place<Kind>, verifyKeys: readonly string[],
): Promise<OpenedBody<Kind>> {
  const { signed, signature } = await openJson(identity, sealed, SignedText)
  const { day, body, ...said } = parseJson(signed, AnyStatement)
  if (!isSamePlace(said, found)) throw new SealingFailure('misplaced')
  const words = WORDS[found.kind].safeParse(body)
  if (!words.success) throw new SealingFailure('unopenable')
  return {
    // The schema of this kind has just parsed the words; TypeScript cannot follow an index by a type parameter.
    statement: { ...found, ...(day === undefined ? {} : { day }), body: words.data as Words<Kind> },
    signature: judge(signed, signature, verifyKeys),
  }
}

function isSamePlace(said: Place<BodyKind>, found: Place<BodyKind>): boolean {
  return (['report', 'compartment', 'n', 'author', 'kind'] as const).every((key) => said[key] === found[key])
}

function judge(signed: string, signature: string | undefined, verifyKeys: readonly string[]): OpenedBody<BodyKind>['signature'] {
  if (signature === undefined) return 'missing'
  return verifyKeys.some((key) => verify(key, signedBytes(signed), signature)) ? 'good' : 'wrong'
}
