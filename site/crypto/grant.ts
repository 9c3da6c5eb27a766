/** Grants (授权): to one holder, for one report, the identities of the compartments it may open. */
import * as z from 'zod/mini'
import { Id } from '#contract/ids.ts'
import { isIdentity } from './age.ts'
import { openJson, sealJson } from './envelope.ts'
import { SealingFailure } from './failure.ts'

/** Compartment id → the identity that opens it. */
export type Opens = Readonly<Record<string, string>>

export interface GrantFor {
  readonly report: string
  /** A unit's id or 'reporter'. */
  readonly holder: string
}

const GrantText = z.object({
  purpose: z.literal('anshao/v1/grant'),
  report: z.string(),
  holder: z.string(),
  compartments: z.record(Id, z.string().check(z.refine(isIdentity))),
})

/** Seals to the holder's recipient; base64url. */
export function sealGrant(recipient: string, { report, holder }: GrantFor, compartments: Opens): Promise<string> {
  return sealJson(recipient, { purpose: 'anshao/v1/grant', report, holder, compartments })
}

/** Throws `misplaced` for a grant of another report or to another holder: a server could have put it here. */
export async function openGrant(sealed: string, identity: string, expected: GrantFor): Promise<Opens> {
  const grant = await openJson(identity, sealed, GrantText)
  if (grant.report !== expected.report || grant.holder !== expected.holder) throw new SealingFailure('misplaced')
  return grant.compartments
}

/** Everything that a holder's grants of one report open together; those that fail are counted, the rest still open. */
export async function openGrants(sealed: readonly string[], identity: string, expected: GrantFor): Promise<{ opens: Opens; failed: number }> {
  const opened = await Promise.allSettled(sealed.map((grant) => openGrant(grant, identity, expected)))
  const good = opened.filter((grant) => grant.status === 'fulfilled')
  return { opens: Object.assign({}, ...good.map((grant) => grant.value)) as Opens, failed: opened.length - good.length }
}
