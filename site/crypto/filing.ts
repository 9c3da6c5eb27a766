/** A filing, sealed: from the reporter's words and keys to what `submitReport` takes. Browser and command file through this alone. */
import type { Grant } from '#contract/sealed.ts'
import type { Keyring } from '#contract/public.ts'
import type { Filing, PlainFields } from '#contract/report.ts'
import { filingDigest } from '#contract/rules/filing.ts'
import { sealBody } from './body.ts'
import { type Compartment, makeCompartment, makeId } from './compartment.ts'
import { SealingFailure } from './failure.ts'
import { sealGrant, type Opens } from './grant.ts'
import { currentVersion, holderKeys } from './keyring.ts'
import type { ReporterKeys } from './stretch.ts'
import type { ContentWords, IdentityWords } from './words.ts'

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

/** Kept by the page until the receipt has come: a retry sends this very filing, and the receipt must name this digest. */
export interface SealedFiling {
  readonly filing: Filing
  readonly digest: string
}

/**
 * `holders`: the units granted at once, as the routing rules give them. They open the words and the dialogue; the reporter the dialogue
 * alone (a code that falls into other hands does not re-open the tip); the custodian the identity and nothing else.
 */
export async function sealFiling(tip: Tip, keys: ReporterKeys, keyring: Keyring, holders: readonly string[]): Promise<SealedFiling> {
  // The routing rules keep avoided units out; a fault there must not seal to one.
  if (holders.some((holder) => holder !== 'desk' && tip.avoid.includes(holder))) throw new SealingFailure('avoided')
  const report = makeId()
  const [content, dialogue, identity] = await Promise.all([makeCompartment(), makeCompartment(), tip.identity && makeCompartment()])
  const opens = { [content.id]: content.identity, [dialogue.id]: dialogue.identity }
  const [sealedContent, sealedIdentity, ...grants] = await Promise.all([
    sealContent(report, content, tip, keys),
    tip.identity && identity && sealIdentity(report, identity, tip.identity, keys),
    ...holders.map((holder) => grantUnit(report, holder, opens, keyring)),
    grantTo(report, 'reporter', { [dialogue.id]: dialogue.identity }, keys.recipient),
    ...(identity === undefined ? [] : [grantUnit(report, 'custodian', { [identity.id]: identity.identity }, keyring)]),
  ])
  const filing: Filing = {
    ...plainOf(tip),
    report,
    keyring: currentVersion(keyring).version,
    lookupHash: keys.lookupHash,
    reporter: { recipient: keys.recipient, verify: keys.verify },
    content: { compartment: content.id, sealed: sealedContent },
    ...(identity && sealedIdentity && { identity: { compartment: identity.id, sealed: sealedIdentity } }),
    dialogue: { compartment: dialogue.id },
    grants,
  }
  return { filing, digest: await filingDigest(filing) }
}

/** The only fields that travel in the clear, named one by one so that no other ever slips in. */
function plainOf({ category, township, violations, flags, avoid, wantsReward, language, identity }: Tip) {
  return { category, township, violations, flags, avoid, wantsReward, named: identity !== undefined, language }
}

function sealContent(report: string, { id, recipient }: Compartment, tip: Tip, keys: ReporterKeys): Promise<string> {
  const { place, since, subject, body } = tip
  const words: ContentWords = {
    ...plainOf(tip),
    place,
    ...(since !== undefined && { since }),
    ...(subject !== undefined && { subject }),
    body,
  }
  return sealBody(recipient, { report, compartment: id, n: 1, author: 'reporter', kind: 'content', body: words }, keys.signSeed)
}

function sealIdentity(report: string, { id, recipient }: Compartment, words: IdentityWords, keys: ReporterKeys): Promise<string> {
  return sealBody(recipient, { report, compartment: id, n: 1, author: 'reporter', kind: 'identity', body: words }, keys.signSeed)
}

async function grantUnit(report: string, holder: string, opens: Opens, keyring: Keyring): Promise<Grant> {
  return grantTo(report, holder, opens, holderKeys(keyring, holder).recipient)
}

async function grantTo(report: string, holder: string, opens: Opens, recipient: string): Promise<Grant> {
  return { holder, sealed: await sealGrant(recipient, { report, holder }, opens) }
}
