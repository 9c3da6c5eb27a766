/** One matter is rewarded once, whatever was merged and parted; and nobody proposes who knows the code. */
import { describe, expect, it } from 'vitest'
import * as award from '../../site/console/award/act.ts'
import * as merging from '../../site/console/merge/act.ts'
import * as act from '../../site/console/report/act.ts'
import { crew, FINE, proposed, verified } from '../support/award.ts'
import { run } from '../support/database.ts'
import { look, moved, tell, type Told } from '../support/story.ts'

const people = await crew()
const { desk, housing, approver, approver2 } = people
const propose = async (told: Told) => award.propose(desk.session, await look(desk, told.reference), FINE)
const find = (told: Told) => moved(housing, told.reference, (seen) => act.find(housing.session, seen, 'substantiated', '有。'))

/** Three of one matter, the two later ones parted from it before anything was found; all verified since. */
async function parted(): Promise<[Told, Told, Told]> {
  const all: [Told, Told, Told] = [await tell({ wantsReward: true }), await tell({ wantsReward: true }), await tell({ wantsReward: true })]
  const [first, ...later] = all
  await moved(desk, first.reference, (seen) => act.accept(desk.session, seen))
  for (const told of later) await moved(desk, told.reference, (seen) => merging.merge(desk.session, seen, first.reference))
  for (const told of later) {
    await moved(desk, told.reference, (seen) => merging.unmerge(desk.session, seen))
    await moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
  }
  for (const told of all) await find(told)
  return all
}

describe('one matter', () => {
  it('is rewarded once, though its reports were parted, and in another only after the first came to nothing', async () => {
    const [first, second, third] = await parted()
    await proposed(people, first)
    expect(await propose(second)).toMatchObject({ ok: false, code: 'conflict' })
    await moved(approver, first.reference, (seen) => award.approve(approver.session, seen))
    expect(award.awardMovesNow(desk.session, await look(desk, second.reference)).propose).toBe('rewarded')
    await moved(approver2, first.reference, (seen) => award.decline(approver2.session, seen, 'kin'))
    await proposed(people, second)
    // Neither the one it was parted from, nor one that shares nothing with it but that one.
    for (const told of [first, third]) expect(await propose(told)).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('is not rewarded in a later report while the first, parted from it before a result, may yet have the reward', async () => {
    const [first, second, third] = await parted()
    for (const later of [second, third]) expect(await propose(later)).toMatchObject({ ok: false, code: 'conflict', message: expect.stringContaining('更早') as string })
    expect(award.awardMovesNow(desk.session, await look(desk, second.reference)).propose).toBe('earlier-open')
    await proposed(people, first)
    await moved(desk, first.reference, (seen) => award.withdraw(desk.session, seen))
    expect(await propose(second)).toMatchObject({ ok: false, code: 'conflict' })
    await proposed(people, first)
  })

  it('is rewarded in the next report once the first has none to expect, and in the first once nobody fetched the next one’s', async () => {
    const [first, second, third] = await parted()
    await run("UPDATE report SET state = 'refused' WHERE reference = ?1", first.reference)
    expect(await propose(third)).toMatchObject({ ok: false, code: 'conflict' })
    await proposed(people, second)
    await run("UPDATE report SET state = 'substantiated' WHERE reference = ?1", first.reference)
    expect(await award.approve(approver.session, await look(approver, second.reference))).toMatchObject({ ok: false, code: 'conflict' })
    await run("UPDATE award SET standing = 'lapsed', approved_by = 'approver02', decided_day = day WHERE report_id = (SELECT id FROM report WHERE reference = ?1)", second.reference)
    await proposed(people, first)
  })

  it('is not approved in two of its reports, though both were proposed at once', async () => {
    const [first, second] = await parted()
    await proposed(people, first)
    await run("UPDATE award SET standing = 'declined', reason = 'kin' WHERE report_id = (SELECT id FROM report WHERE reference = ?1)", first.reference)
    await proposed(people, second)
    await run('DROP TRIGGER award_ended')
    await run("UPDATE award SET standing = 'proposed' WHERE report_id = (SELECT id FROM report WHERE reference = ?1)", first.reference)
    for (const told of [first, second]) expect(await award.approve(approver.session, await look(approver, told.reference))).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('is not proposed for a reward by who filed it for somebody and knows the code', async () => {
    const told = await verified(people)
    await run("UPDATE report SET filed_by = 'desk01', filed = 'phone' WHERE reference = ?1", told.reference)
    expect(await propose(told)).toMatchObject({ ok: false, code: 'forbidden' })
    await moved(housing, told.reference, (seen) => award.propose(housing.session, seen, FINE))
  })
})
