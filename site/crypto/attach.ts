/**
 * Files that come to a report after its filing, from either side. Opening one takes two keys: that of its own compartment, which is granted to whoever
 * holds the report, so that a later hand-off can leave it out; and the dialogue's, so that a unit which a server only says to hold the report opens nothing.
 */
import * as z from 'zod/mini'
import type { Evidence } from '#contract/report.ts'
import { digestOf } from '#contract/rules/digest.ts'
import { attachStatement } from '#contract/rules/upload.ts'
import { isIdentity } from './age.ts'
import { sealBody } from './body.ts'
import { makeCompartment, type Compartment } from './compartment.ts'
import { openJson, sealJson } from './envelope.ts'
import type { FileToSeal } from './filing.ts'
import type { Opens } from './grant.ts'
import { sign } from './sign.ts'
import type { EvidenceWords } from './words.ts'

/** Into which stretch of dialogue they come, and who sends them. */
export interface AttachTo {
  readonly report: string
  /** 'reporter' or a unit's id. */
  readonly author: string
  readonly signSeed: Uint8Array
  readonly day?: string
  readonly dialogue: Pick<Compartment, 'id' | 'recipient'>
}

/** `opens`: what is to be granted. */
export interface SealedFiles {
  readonly evidence: readonly Evidence[]
  readonly opens: Opens
}

export async function sealLater(files: readonly FileToSeal[], to: AttachTo): Promise<SealedFiles> {
  const made = await Promise.all(files.map(async (file) => ({ file, compartment: await makeCompartment() })))
  const evidence = await Promise.all(made.map(({ file, compartment }) => sealOne(file, compartment, to)))
  return { evidence, opens: Object.fromEntries(made.map(({ compartment: { id, identity } }) => [id, identity])) }
}

async function sealOne({ words, upload, digest, identity, signSeed: own }: FileToSeal, { id, recipient }: Compartment, { report, author, signSeed, day, dialogue }: AttachTo): Promise<Evidence> {
  const key = { dialogue: dialogue.id, sealed: await sealJson(dialogue.recipient, { purpose: PURPOSE, report, compartment: id, identity }) }
  const statement = { report, compartment: id, n: 1, author, kind: 'evidence', ...(day !== undefined && { day }), body: { ...words, key } } as const
  const sealed = await sealBody(recipient, statement, signSeed)
  return { upload, digest, compartment: id, sealed, proof: sign(own, attachStatement(upload, report, id, await digestOf('sealed', [sealed]))) }
}

const PURPOSE = 'anshao/v1/file-key'
const KeyText = z.object({ purpose: z.literal(PURPOSE), report: z.string(), compartment: z.string(), identity: z.string().check(z.refine(isIdentity)) })

/** What opens a file's parts, as far as `opens` goes; null without either key, or where the key is another file's. */
export async function partsKey(report: string, compartment: string, words: EvidenceWords | null, opens: Opens): Promise<string | null> {
  if (words?.key === undefined) return opens[compartment] ?? null
  const dialogue = opens[words.key.dialogue]
  const key = dialogue === undefined ? null : await openJson(dialogue, words.key.sealed, KeyText).catch(() => null)
  return key?.report === report && key.compartment === compartment ? key.identity : null
}
