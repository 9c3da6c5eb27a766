/** `make`, `make-demonstration`, `administrator`: how a county begins. */
import { join } from 'node:path'
import { MemberName } from '#contract/ids.ts'
import type { Keyring } from '#contract/public.ts'
import { makeIdentity } from '../../crypto/age.ts'
import { demonstrationKeyring } from '../../crypto/demonstration.ts'
import { randomBytes } from '../../crypto/derive.ts'
import { keyFileOf } from '../../crypto/rotation.ts'
import { inviteFirstAdministrator } from '../local/administrator.ts'
import { fail } from '../print.ts'
import { countyProfile, countyUnits, hasKeyring, keyringPath, makeFolder, outsideTree, readKeyring, refuseTaken, today, writeKeyring, writeNew } from './files.ts'

export function inviteAdministrator(name: string) {
  if (!MemberName.safeParse(name).success) fail('invalid', '代号用小写字母、数字和连字号，字母开头。')
  return inviteFirstAdministrator(name, today())
}

export async function makeDemonstration() {
  if (hasKeyring() && !readKeyring().demonstration) fail('conflict', `${keyringPath} 是正式的公钥册，演示公钥册不能覆盖它。`)
  const units = unitIds()
  writeKeyring(await demonstrationKeyring(units))
  return { keyring: keyringPath, demonstration: true, version: 1, units }
}

/** Fresh keys for every unit: a private file each, and the keyring to publish. */
export async function makeCounty(to: string) {
  const folder = outsideTree(to)
  const county = countyProfile().id
  const units = unitIds()
  const [keyringFile, pathOf] = [join(folder, 'keyring.json'), (unit: string) => join(folder, `${unit}.private.json`)]
  refuseTaken([keyringFile, ...units.map(pathOf)])

  const made = await Promise.all(units.map(async (unit) => keyFileOf({ unit, identity: await makeIdentity(), signSeed: randomBytes(32), past: [] }, county, 1)))
  const holders = Object.fromEntries(made.map(({ unit, recipient, verify }) => [unit, { recipient, verify }]))
  const keyring: Keyring = { demonstration: false, versions: [{ version: 1, day: today(), holders }], revoked: [] }
  makeFolder(folder)
  for (const file of made) writeNew(pathOf(file.unit), file, 0o600)
  writeNew(keyringFile, keyring, 0o644)
  return { keyring: keyringFile, demonstration: false, version: 1, units, private: units.map(pathOf) }
}

const unitIds = () => countyUnits().map((unit) => unit.id)
