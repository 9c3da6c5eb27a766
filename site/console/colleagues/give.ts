/** Handing the unit's key to a colleague, and taking it from the unit's own key file. No DOM. */
import { profile } from '#contract/county/profile.ts'
import { grantUnitKey, type Colleague } from '#contract/member.ts'
import { recipientOf } from '../../crypto/age.ts'
import { currentVersion } from '../../crypto/keyring.ts'
import { giveUnitKey as giveTo, matchesPublic, type UnitKeys } from '../../crypto/member.ts'
import { KeyFile, keysIn } from '../../crypto/rotation.ts'
import { attempt, refusal, type Outcome } from '../outcome.ts'
import type { StaffSession } from '../session.ts'

/** Seals the unit's keys to a waiting colleague. */
export function giveUnitKey(session: StaffSession, { name, recipient }: Colleague): Promise<Outcome<{ ok: true }>> {
  return attempt(async () => {
    const keys = session.unitKeys
    if (keys === null) return refusal('no-unit-key')
    return await session.tools.call(grantUnitKey, { name }, await giveTo(keys, { county: profile.id, member: name, recipient }))
  })
}

export type KeyFileProblem = 'not-a-key-file' | 'another-unit' | 'not-published'

/** The unit's keys from the text of its key file, if they are this unit's published ones. */
export async function readKeyFile(session: StaffSession, text: string): Promise<UnitKeys | KeyFileProblem> {
  const file = KeyFile.safeParse(jsonOf(text))
  if (!file.success) return 'not-a-key-file'
  const { unit } = file.data
  if (unit !== session.me.unit) return 'another-unit'
  const keys = keysIn(file.data)
  const published = Object.entries(currentVersion(session.tools.keyring).holders).find(([holder]) => holder === unit)?.[1]
  return published !== undefined && (await matchesPublic(keys, published)) ? keys : 'not-published'
}

/** The first member of a unit has no colleague to wait for: the key comes from the unit's own file. */
export function bringUnitKey({ tools, me, own }: StaffSession, keys: UnitKeys): Promise<Outcome<{ ok: true }>> {
  return attempt(async () => {
    const given = await giveTo(keys, { county: profile.id, member: me.name, recipient: await recipientOf(own) })
    return await tools.call(grantUnitKey, { name: me.name }, given)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // KeyFile refuses it, like any other text that is no key file.
  }
}
