import type { Filing } from '../report.ts'
import { digestOf } from './digest.ts'

/**
 * The digest a receipt is about: plain fields, keyring version, sealed bytes, grants and the reporter's public keys
 * (design.md §4). Lists are sorted, so that two orders of the same filing are one filing.
 */
export function filingDigest(filing: Filing): Promise<string> {
  // Copies sorted in place: toSorted() is missing from WebViews that people still file from.
  const list = (words: readonly string[]) => [...words].sort().join(',')
  return digestOf('filing', [
    filing.report, filing.keyring, filing.category, filing.township,
    list(filing.violations), list(filing.flags), list(filing.avoid),
    filing.wantsReward, filing.named, filing.language, filing.lookupHash,
    filing.reporter.recipient, filing.reporter.verify,
    filing.content.compartment, filing.content.sealed,
    filing.identity?.compartment ?? '', filing.identity?.sealed ?? '',
    filing.dialogue.compartment,
    ...[...filing.grants].sort((a, b) => (a.holder < b.holder ? -1 : 1)).flatMap((grant) => [grant.holder, grant.sealed]),
  ])
}
