/** A named report whose lost code is replaced: a custodian looks with the other's consent and makes the new one, the desk agrees. */
import { profile } from '#contract/county/profile.ts'
import * as custody from '../../site/console/custody/act.ts'
import { grantReset } from '../../site/console/custody/unit-act.ts'
import { readCode } from '../../site/crypto/code.ts'
import { keysFromCode } from '../../site/crypto/stretch.ts'
import { must } from './api.ts'
import type { Worker } from './members.ts'
import { moved, type Told } from './story.ts'

/** The report as its owner has it from then on, with the new code's keys. */
export async function replaced<T extends Told>({ desk, first, second }: Readonly<Record<'desk' | 'first' | 'second', Worker>>, told: T): Promise<T> {
  const { view } = must(await custody.askLook(first.session, told.reference, 'reset-code'))
  const n = view.requests.at(-1)?.n ?? 0
  must(await custody.consent(second.session, told.reference, n))
  const { after } = must(await custody.look(first.session, told.reference, n))
  const { code } = must(await custody.askReset(first.session, after))
  await moved(desk, told.reference, (seen) => grantReset(desk.session, seen))
  const read = readCode(code)
  if (!read.ok) throw new Error('no code')
  return { ...told, code, keys: await keysFromCode(read.digits, profile.id) }
}
