/** A filing, sealed: from somebody's words and keys to what `submitReport` takes. Browser and command file through this alone. */
import type { Grant } from '#contract/sealed.ts'
import type { Keyring } from '#contract/public.ts'
import type { AnyFiling, Evidence, Filing, PlainFields, QuestionFiling } from '#contract/report.ts'
import { digestOf } from '#contract/rules/digest.ts'
import { filingDigest } from '#contract/rules/filing.ts'
import { attachStatement } from '#contract/rules/upload.ts'
import { utf8 } from '#contract/bytes.ts'
import { sealBody } from './body.ts'
import { makeCompartment, makeId } from './compartment.ts'
import { SealingFailure } from './failure.ts'
import { hashOf } from './derive.ts'
import { sealGrant, type Granter, type Opens } from './grant.ts'
import { currentVersion, holderKeys } from './keyring.ts'
import { sign } from './sign.ts'
import type { ReporterKeys } from './stretch.ts'
import type { ContentWords, EvidenceWords, IdentityWords } from './words.ts'

/** What the reporter wrote and chose. `identity` makes it 实名. */
export interface Tip extends PlainFields {
  readonly wantsReward: boolean
  readonly language: Filing['language']
  readonly place: string
  readonly since?: string
  readonly subject?: string
  readonly body: string
  readonly identity?: IdentityWords
}

/** What somebody asks the desk. It has no room for a name, nor for anything that would send it elsewhere. */
export interface Question {
  readonly kind: 'question'
  readonly category: string | null
  readonly township: string | null
  readonly language: Filing['language']
  readonly body: string
}

/** Kept by the page until the receipt has come: a retry sends this very filing, and the receipt must name this digest. */
export interface SealedFiling<F extends AnyFiling = Filing> {
  readonly filing: F
  readonly digest: string
}

/**
 * `holders`: the units granted at once, as the routing rules give them. They open the words and the dialogue; the reporter the dialogue
 * alone (a code that falls into other hands does not re-open the tip); the custodian the identity and nothing else.
 */
export async function sealFiling(tip: Tip, keys: ReporterKeys, keyring: Keyring, holders: readonly string[], files: readonly FileToSeal[] = []): Promise<SealedFiling> {
  // The routing rules keep avoided units out; a fault there must not seal to one.
  if (holders.some((holder) => holder !== 'desk' && tip.avoid.includes(holder))) throw new SealingFailure('avoided')
  const { place, since, subject, body } = tip
  const words = { ...plainOf(tip), place, ...(since !== undefined && { since }), ...(subject !== undefined && { subject }), body }
  const made = files.map((file): MadeFile => ({ ...file, compartment: makeId() }))
  const { grants, ...parts } = await sealParts(words, tip.language, keys, keyring, holders, Object.fromEntries(made.map(({ compartment, identity }) => [compartment, identity])))
  const evidence = await Promise.all(made.map((file) => sealEvidence(parts.report, file, keys)))
  const named = tip.identity && (await sealIdentity(parts.report, tip.identity, keys, keyring))
  const filing: Filing = {
    ...plainOf(tip), ...parts,
    ...(named && { identity: named.identity }),
    ...(evidence.length > 0 && { evidence }),
    grants: [...grants, ...(named === undefined ? [] : [named.grant])],
  }
  return { filing, digest: await filingDigest(filing) }
}

/** A question is sealed to the desk and to nobody else. Inside it says that it is one: a server that made a report of it is found out. */
export async function sealQuestion({ kind, category, township, language, body }: Question, keys: ReporterKeys, keyring: Keyring): Promise<SealedFiling<QuestionFiling>> {
  const words = { kind, category, township, violations: [], flags: [], avoid: [], wantsReward: false, named: false, language, body }
  const parts = await sealParts(words, language, keys, keyring, ['desk'])
  const filing: QuestionFiling = { kind, ...(category !== null && { category }), ...(township !== null && { township }), ...parts }
  return { filing, digest: await filingDigest(filing) }
}

/** The only fields that travel in the clear, named one by one so that no other ever slips in. */
function plainOf({ category, township, violations, flags, avoid, wantsReward, language, identity }: Tip) {
  return { category, township, violations, flags, avoid, wantsReward, named: identity !== undefined, language }
}

/** What reports and questions have in common: the sealed words, a dialogue, and who may open which. */
async function sealParts(words: ContentWords, language: Filing['language'], keys: ReporterKeys, keyring: Keyring, holders: readonly string[], more: Opens = {}) {
  const report = makeId()
  const [content, dialogue] = await Promise.all([makeCompartment(), makeCompartment()])
  const opens = { [content.id]: content.identity, [dialogue.id]: dialogue.identity, ...more }
  const granter = await granterOf(keys)
  const statement = { report, compartment: content.id, n: 1, author: 'reporter', kind: 'content', body: words } as const
  const [sealed, ...grants] = await Promise.all([
    sealBody(content.recipient, statement, keys.signSeed),
    ...holders.map((holder) => grantUnit(report, holder, opens, keyring, granter)),
    grantTo(report, 'reporter', { [dialogue.id]: dialogue.identity }, keys.recipient, granter),
  ])
  return {
    report,
    keyring: currentVersion(keyring).version,
    language,
    lookupHash: keys.lookupHash,
    reporter: { recipient: keys.recipient, verify: keys.verify },
    content: { compartment: content.id, sealed },
    dialogue: { compartment: dialogue.id },
    grants,
  }
}

/** In a compartment of its own, which the custodian alone is granted. */
async function sealIdentity(report: string, words: IdentityWords, keys: ReporterKeys, keyring: Keyring) {
  const { id, identity, recipient } = await makeCompartment()
  const [sealed, grant] = await Promise.all([
    sealBody(recipient, { report, compartment: id, n: 1, author: 'reporter', kind: 'identity', body: words }, keys.signSeed),
    grantUnit(report, 'custodian', { [id]: identity }, keyring, await granterOf(keys)),
  ])
  return { identity: { compartment: id, sealed }, grant }
}

/** A file that lies complete on the server (site/evidence/send.ts), with what its manifest says. */
export interface FileToSeal {
  readonly words: EvidenceWords
  readonly upload: string
  /** Of its sealed parts in order. */
  readonly digest: string
  readonly identity: string
  readonly recipient: string
  /** Of the upload's own key. */
  readonly signSeed: Uint8Array
}
type MadeFile = FileToSeal & { readonly compartment: string }

/** The manifest, in the file's own compartment: it opens to whoever can open the parts. */
async function sealEvidence(report: string, { words, upload, digest, compartment, recipient, signSeed }: MadeFile, keys: ReporterKeys): Promise<Evidence> {
  const sealed = await sealBody(recipient, { report, compartment, n: 1, author: 'reporter', kind: 'evidence', body: words }, keys.signSeed)
  return { upload, digest, compartment, sealed, proof: sign(signSeed, attachStatement(upload, report, compartment, await digestOf('sealed', [sealed]))) }
}

/** The code's own key vouches for every compartment of a filing, and for the recipient by which its reporter is granted later ones. */
const granterOf = async (keys: ReporterKeys): Promise<Granter> => ({ by: 'reporter', signSeed: keys.signSeed, recipientHash: await hashOf(utf8(keys.recipient)) })

async function grantUnit(report: string, holder: string, opens: Opens, keyring: Keyring, granter: Granter): Promise<Grant> {
  return grantTo(report, holder, opens, holderKeys(keyring, holder).recipient, granter)
}

async function grantTo(report: string, holder: string, opens: Opens, recipient: string, granter: Granter): Promise<Grant> {
  return { holder, sealed: await sealGrant(recipient, { report, holder }, opens, granter) }
}
