import type { AnyFiling, ClearFields, Evidence } from '../report.ts'
import { digestOf } from './digest.ts'

/**
 * The digest a receipt is about: plain fields, keyring version, sealed bytes, grants and the reporter's public keys
 * (design.md §4). Lists are sorted, so that two orders of the same filing are one filing. A question's has a purpose of its own,
 * so that no receipt of a question can stand for a report, nor the other way.
 */
export function filingDigest(filing: AnyFiling): Promise<string> {
  const sealed = [
    filing.lookupHash,
    filing.reporter.recipient, filing.reporter.verify,
    filing.content.compartment, filing.content.sealed,
  ]
  const shared = [
    filing.dialogue.compartment,
    ...[...filing.grants].sort((a, b) => (a.holder < b.holder ? -1 : 1)).flatMap((grant) => [grant.holder, grant.sealed]),
  ]
  if (filing.kind === 'question') {
    return digestOf('question', [filing.report, filing.keyring, filing.category ?? '', filing.township ?? '', filing.language, ...sealed, ...shared])
  }
  // Copies sorted in place: toSorted() is missing from WebViews that people still file from.
  const list = (words: readonly string[]) => [...words].sort().join(',')
  const bare = digestOf('filing', [
    filing.report, filing.keyring, filing.category, filing.township,
    list(filing.violations), list(filing.flags), list(filing.avoid),
    filing.wantsReward, filing.named, filing.language, ...sealed,
    filing.identity?.compartment ?? '', filing.identity?.sealed ?? '',
    ...shared,
  ])
  return filing.evidence === undefined ? bare : withEvidence(bare, filing.evidence)
}

/** Over the digest of all the rest, so that a filing without files has the digest it always had. In the order of the files, which is theirs. */
async function withEvidence(bare: Promise<string>, evidence: readonly Evidence[]): Promise<string> {
  return digestOf('filing-evidence', [await bare, ...evidence.flatMap(({ upload, digest, compartment, sealed }) => [upload, digest, compartment, sealed])])
}

/** What a filing shows and what it asks for, whichever kind it is. */
export function clearOf(filing: AnyFiling): ClearFields & { wantsReward: boolean; named: boolean } {
  if (filing.kind === 'question') {
    const { kind, category = null, township = null } = filing
    return { kind, category, township, violations: [], flags: [], avoid: [], wantsReward: false, named: false }
  }
  const { category, township, violations, flags, avoid, wantsReward, named } = filing
  return { kind: 'report', category, township, violations, flags, avoid, wantsReward, named }
}
