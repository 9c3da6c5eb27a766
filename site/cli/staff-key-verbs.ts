/** A unit's keys from a terminal: what one's unit should do about them, and changing them. */
import { join } from 'node:path'
import { profile } from '#contract/county/profile.ts'
import { fileNames, readStanding, rotateUnit } from '../console/unit-key/rotate.ts'
import type { StaffSession } from '../console/session.ts'
import { todayIn } from '../ui/today.ts'
import type { Words } from './arguments.ts'
import { makeFolder, outsideTree, refuseTaken, writeNew } from './keys/files.ts'
import { need } from './need.ts'

async function standing(session: StaffSession): Promise<object> {
  const { due, pending, sharers } = need(await readStanding(session))
  return { due, pending, members: sharers.map(({ name }) => name) }
}

/** Writes the card for the office and the unit's new private file, then says who got the keys. The files' names are tried first: nothing is changed that cannot be kept. */
async function change(session: StaffSession, words: Words): Promise<object> {
  const folder = outsideTree(words.need('to'))
  const version = (session.tools.keyring.versions[0]?.version ?? 0) + 1
  refuseTaken(['card', 'private'].map((kind) => join(folder, `${session.me.unit ?? ''}.${kind}.${version}.json`)))
  makeFolder(folder)
  const rotated = need(await rotateUnit(session, todayIn(profile.timezone)))
  const names = fileNames(rotated)
  const paths = { card: join(folder, names.card), private: join(folder, names.private) }
  writeNew(paths.private, rotated.keyFile, 0o600)
  writeNew(paths.card, rotated.card, 0o644)
  return { ...paths, members: rotated.shared.map(({ name }) => name), leftOut: rotated.leftOut.map(({ name }) => name) }
}

export const KEY_VERBS = [['unit-key', standing], ['rotate-key', change]] as const
