/** Files that the reporter brings later, sealed with the words they come with. No DOM; fetched when there are any. */
import type { Tracked } from '#contract/track.ts'
import type { Evidence } from '#contract/report.ts'
import type { Grant } from '#contract/sealed.ts'
import { sealLater } from '../crypto/attach.ts'
import type { Compartment } from '../crypto/compartment.ts'
import type { FileToSeal } from '../crypto/filing.ts'
import { sealGrant } from '../crypto/grant.ts'
import { holderKeys } from '../crypto/keyring.ts'
import type { ReporterKeys } from '../crypto/stretch.ts'

export interface BroughtFiles {
  readonly evidence: Evidence[]
  readonly grants: Grant[]
}

/** Granted to the reporter, who can open them again, and to the units that hold the report, by the keyring built into the page. */
export async function sealBrought(files: readonly FileToSeal[], { report, holders }: Tracked, dialogue: Pick<Compartment, 'id' | 'recipient'>, keys: ReporterKeys): Promise<BroughtFiles> {
  const { keyring } = await import('#contract/county/keyring.ts')
  const { signSeed } = keys
  const { evidence, opens } = await sealLater(files, { report, author: 'reporter', signSeed, dialogue })
  const recipients = [['reporter', keys.recipient] as const, ...holders.map((unit) => [unit, holderKeys(keyring, unit).recipient] as const)]
  const grants = await Promise.all(recipients.map(async ([holder, recipient]) => ({ holder, sealed: await sealGrant(recipient, { report, holder }, opens, { by: 'reporter', signSeed }) })))
  return { evidence: [...evidence], grants }
}
