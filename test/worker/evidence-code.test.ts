/** Files that came later, when a lost code is replaced. */
import { expect, it } from 'vitest'
import { redactFile } from '../../site/console/holding/copy-file.ts'
import * as act from '../../site/console/report/act.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import { bringLater, brought, filesOf, opened, readByCode, readByMember } from '../support/later.ts'
import { replaced } from '../support/lost-code.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { the } from '../support/sealing.ts'
import { look, moved, tell } from '../support/story.ts'
import { aFile } from '../support/uploads.ts'

const [desk, housing, fire, first, second] = await Promise.all(['desk01', 'housing01', 'fire01', 'custodian01', 'custodian02'].map((name) => signedIn(name))) as [Worker, Worker, Worker, Worker, Worker]

it('a new code opens the files that the lost one opened, and what is brought with it opens to the units and can be handed on', async () => {
  const told = await tell({ identity: { name: '苗秋穗', phone: '13900007788' } })
  await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  await bringLater(told, [await brought('先前.jpg')])
  await moved(housing, told.reference, async (seen) => act.reply(housing.session, seen, '见附件', [await brought('通知.pdf')]))
  const made = await brought('脱敏.jpg')
  await moved(desk, told.reference, (seen) => redactFile(desk.session, seen, 1, made))
  const renewed = await replaced({ desk, first, second }, told)
  const back = await opened(renewed)
  expect(back.files.map(({ words, signature, problem }) => [words?.name, signature, problem])).toEqual([['先前.jpg', 'good', null], ['通知.pdf', 'good', null]])
  expect(await readByCode(back, the(back.files[0]))).toEqual(aFile(700))
  // Redacted copies are among members, the old code's files and the new one's alike.
  const copy = the((await look(desk, told.reference)).report.evidence).find(({ k }) => k === 101)
  const opens = await openGrants(back.tracked.grants, back.keys.identity, { report: back.tracked.report, holder: 'reporter' })
  expect(Object.keys(opens.opens)).not.toContain(the(copy).compartment)
  await bringLater(renewed, [await brought('后来.jpg', aFile(900))])
  const seen = await look(housing, told.reference)
  expect(seen.vouched).toHaveProperty(the(the(seen.report.evidence).find(({ k }) => k === 3)).compartment)
  await moved(desk, told.reference, (one) => act.handOn(desk.session, one, ['fire']))
  const files = await filesOf(fire, told.reference)
  expect(files.filter(({ k }) => k < 100).map(({ words, signature, problem }) => [words?.name, signature, problem])).toEqual([['先前.jpg', 'good', null], ['通知.pdf', 'good', null], ['后来.jpg', 'good', null]])
  expect(await readByMember(fire, told.reference, the(files[2]))).toEqual(aFile(900))
})
