/** What two reports of one matter share, merged and parted, through the API: who must not judge, what a death bars, and the one reward. */
import { describe, expect, it } from 'vitest'
import { askReview } from '#contract/track.ts'
import type { Result } from '#contract/states.ts'
import * as award from '../../site/console/award/act.ts'
import * as holding from '../../site/console/holding/act.ts'
import * as merging from '../../site/console/merge/act.ts'
import * as act from '../../site/console/report/act.ts'
import { movesNow } from '../../site/console/report/standing.ts'
import * as review from '../../site/console/review/act.ts'
import { callerOf, must } from '../support/api.ts'
import { claimed, crew, paid, waiting } from '../support/award.ts'
import { run } from '../support/database.ts'
import { signedIn, type Worker } from '../support/members.ts'
import { comeBack, look, messageOf, moved, tell, type Told } from '../support/story.ts'

const people = await crew()
const { desk, housing } = people
const [fire, gov] = (await Promise.all(['fire01', 'gov01'].map((name) => signedIn(name)))) as [Worker, Worker]
const anybody = callerOf()

const accepted = (told: Told) => moved(desk, told.reference, (seen) => act.accept(desk.session, seen))
const tried = async (later: Told, earlier: Told) => merging.merge(desk.session, await look(desk, later.reference), earlier.reference)
const merged = async (later: Told, earlier: Told) => must(await tried(later, earlier))
const parted = (told: Told) => moved(desk, told.reference, (seen) => merging.unmerge(desk.session, seen))
const found = (who: Worker, told: Told, result: Result = 'unfounded') => moved(who, told.reference, (seen) => act.find(who.session, seen, result, '去看过。'))
const relayed = async (first: Told) => must(await merging.relayAll(desk.session, await look(desk, first.reference)))
const takenOut = (told: Told, unit: string) => moved(desk, told.reference, (seen) => holding.takeOut(desk.session, seen, unit, 'conflict-of-interest'))
const contest = async (told: Told) => must(await anybody(askReview, {}, { lookup: told.keys.lookup, body: await messageOf(told, await comeBack(told), '他们白天去的。') }))
const named = async (told: Told, unit: string) => review.nameReview(desk.session, await look(desk, told.reference), unit)
const reviewed = async (told: Told, who: Worker, given: Omit<review.Reviewed, 'text'>) => {
  must(await named(told, who.session.me.unit ?? ''))
  await moved(who, told.reference, (seen) => review.decideReview(who.session, seen, { ...given, text: '又看了一遍。' }))
}
const together = async (tip: Parameters<typeof tell>[0] = {}): Promise<[Told, Told]> => {
  const [first, later] = [await tell(tip), await tell(tip)]
  await accepted(first)
  await merged(later, first)
  return [first, later]
}

describe('whoever must not judge one report of a matter', () => {
  it('judges none of it: a result that was told on is not reviewed by who gave it, though another was told on since', async () => {
    const [first, later] = await together()
    await found(housing, first)
    await relayed(first)
    await contest(later)
    await contest(first)
    await reviewed(first, fire, { decision: 'changed', result: 'partly' })
    await relayed(first)
    await parted(later)
    expect(await named(later, 'housing')).toMatchObject({ ok: false, code: 'invalid' })
  })

  it('is a unit that left another of its reports for a conflict: it neither reviews nor finds', async () => {
    const [first, later] = await together()
    await moved(desk, later.reference, (seen) => act.handOn(desk.session, seen, ['fire']))
    await takenOut(later, 'fire')
    await found(housing, first)
    await contest(first)
    expect(await named(first, 'fire')).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('回避') as string })

    const [earlier, joined] = await together()
    await takenOut(joined, 'housing')
    expect(await act.find(housing.session, await look(housing, earlier.reference), 'unfounded', '没有。')).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('回避') as string })
  })

  it('is a unit for whose conflict the earlier one went to the government, after the later one is parted with that result', async () => {
    const [first, later] = [await tell(), await tell({ category: 'HY05' })]
    await accepted(first)
    await run(`UPDATE part SET standing = 'ended' WHERE unit <> 'desk' AND report_id = (SELECT id FROM report WHERE reference = ?1)`, later.reference)
    await merged(later, first)
    await moved(desk, first.reference, (seen) => review.escalate(desk.session, seen, 'unit-conflict'))
    await found(gov, first)
    await relayed(first)
    await contest(later)
    await parted(later)
    expect(await named(later, 'housing')).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('keeps it from being merged into a report that such a unit leads', async () => {
    const [first, later] = [await tell(), await tell()]
    await accepted(first)
    await takenOut(later, 'housing')
    expect(await tried(later, first)).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('先收回') as string })
  })

  it('is forgotten where they were merged by mistake and parted before there was a result', async () => {
    const [first, later] = await together()
    await takenOut(later, 'housing')
    await parted(later)
    expect(await found(housing, first)).toMatchObject({ state: 'unfounded' })
  })
})

describe('a unit that left for a conflict', () => {
  it('is not made the lead again', async () => {
    const told = await tell()
    await accepted(told)
    await takenOut(told, 'housing')
    expect(await act.assign(desk.session, await look(desk, told.reference), 'housing', [])).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('回避') as string })
  })

  it('does not come to lead by acceptance, though the desk gave it the report again', async () => {
    const told = await tell()
    await takenOut(told, 'housing')
    await moved(desk, told.reference, (seen) => act.handOn(desk.session, seen, ['housing']))
    expect(await act.accept(desk.session, await look(desk, told.reference))).toMatchObject({ ok: false })
  })
})

describe('a result that a review changed', () => {
  it('is not found again by whoever gave it, though the new one opens the report anew', async () => {
    const told = await tell()
    await accepted(told)
    await found(housing, told)
    await contest(told)
    await reviewed(told, fire, { decision: 'changed', result: 'indeterminate' })
    expect(await act.assign(desk.session, await look(desk, told.reference), 'housing', [])).toMatchObject({ ok: false, message: expect.stringContaining('牵头') as string })
    expect(await moved(desk, told.reference, (seen) => act.assign(desk.session, seen, 'fire', []))).toMatchObject({ lead: 'fire' })
  })
})

describe('a result of one matter that a review sent to be looked into anew', () => {
  const anew = async (told: Told) => {
    await contest(told)
    await reviewed(told, fire, { decision: 'reinvestigate' })
  }
  const toldOn = async (...[first]: [Told, Told]) => {
    await found(housing, first, 'indeterminate')
    await relayed(first)
  }
  const cannotLead = async (unit: string, told: Told) =>
    expect(await act.assign(desk.session, await look(desk, told.reference), unit, [])).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('没有站住') as string })

  it('is not found again by who gave it in a report that it was told on to and that is parted since', async () => {
    const [first, later] = await together()
    await toldOn(first, later)
    await anew(first)
    await parted(later)
    await cannotLead('housing', later)
    expect(await moved(desk, later.reference, (seen) => act.assign(desk.session, seen, 'fire', []))).toMatchObject({ lead: 'fire' })
  })

  it('nor in the earlier one, where the review was of the parted one; not even by who leads it already', async () => {
    const [first, later] = await together()
    await toldOn(first, later)
    await parted(later)
    await moved(desk, first.reference, (seen) => act.assign(desk.session, seen, 'housing', []))
    await anew(later)
    expect(movesNow((await look(housing, first.reference)).report, housing.session.me).find(({ move }) => move === 'find')?.why).toBe('found-before')
    expect(await act.find(housing.session, await look(housing, first.reference), 'unfounded', '还是没有。')).toMatchObject({ ok: false, code: 'forbidden' })
    await cannotLead('housing', first)
  })

  it('nor by merging a parted one into a yet earlier report, before the review or after', async () => {
    const zero = await tell()
    await accepted(zero)
    const [first, later] = await together()
    await toldOn(first, later)
    await parted(later)
    await moved(desk, later.reference, (seen) => act.assign(desk.session, seen, 'desk', []))
    const third = await tell()
    await merged(third, later)
    await parted(third)
    await merged(later, zero)
    await anew(first)
    expect(await act.find(housing.session, await look(housing, zero.reference), 'unfounded', '没有。')).toMatchObject({ ok: false, code: 'forbidden' })
    await parted(later)
    expect(await tried(later, zero)).toMatchObject({ ok: false, code: 'conflict', message: expect.stringContaining('没有站住') as string })
    // Whatever was with the parted one before a result, and is so no more, is another matter.
    for (const other of [zero, third]) expect(await moved(desk, other.reference, (seen) => act.assign(desk.session, seen, 'housing', []))).toMatchObject({ lead: 'housing' })
  })
})

describe('a death', () => {
  it('goes on barring the department concerned and every township from a report that is parted before the result', async () => {
    const [first, later] = await together()
    await moved(desk, first.reference, (seen) => review.escalate(desk.session, seen, 'death'))
    expect(await parted(later)).toMatchObject({ state: 'received', escalation: 'death' })
    for (const unit of ['housing', 't-heping']) {
      expect(await act.handOn(desk.session, await look(desk, later.reference), [unit])).toMatchObject({ ok: false })
      expect(await act.assign(desk.session, await look(desk, later.reference), unit, [])).toMatchObject({ ok: false })
    }
    expect(await moved(desk, later.reference, (seen) => act.assign(desk.session, seen, 'gov', []))).toMatchObject({ lead: 'gov' })
  })

  it('is not forgotten by taking it to the government once more for another reason', async () => {
    const told = await tell()
    await moved(desk, told.reference, (seen) => review.escalate(desk.session, seen, 'death'))
    await moved(desk, told.reference, (seen) => act.assign(desk.session, seen, 'fire', []))
    expect(await moved(desk, told.reference, (seen) => review.escalate(desk.session, seen, 'several-units'))).toMatchObject({ lead: 'gov', escalation: 'death' })
    expect(await act.handOn(desk.session, await look(desk, told.reference), ['housing'])).toMatchObject({ ok: false })
  })
})

describe('one matter', () => {
  it('is parted after its result was told on, not between; so the later report is never rewarded beside the earlier', async () => {
    const [first, later] = await together({ wantsReward: true })
    await found(housing, first, 'substantiated')
    expect(await merging.unmerge(desk.session, await look(desk, later.reference))).toMatchObject({ ok: false, code: 'conflict', message: expect.stringContaining('转告') as string })
    await relayed(first)
    await parted(later)
    expect(await award.propose(desk.session, await look(desk, later.reference), { query: { kind: 'violation', fineFen: 5_000_000 }, finding: '有。', document: '示住建罚〔2026〕77号' })).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('is paid once: a report with a reward under way or paid is not merged into an earlier one', async () => {
    const first = await tell({ wantsReward: true })
    await accepted(first)
    const later = await waiting(people)
    await paid(people, await claimed(later))
    await contest(later)
    await reviewed(later, fire, { decision: 'changed', result: 'indeterminate' })
    await moved(desk, later.reference, (seen) => act.assign(desk.session, seen, 'desk', []))
    expect(await tried(later, first)).toMatchObject({ ok: false, code: 'conflict' })
  })
})

describe('a unit that was taken out of one report of a matter for a leak', () => {
  it('is not handed the other by its lead: the desk alone may', async () => {
    const [main, later] = [await tell({ category: 'HY05' }), await tell()]
    await moved(desk, main.reference, (seen) => act.assign(desk.session, seen, 'fire', []))
    await moved(desk, later.reference, (seen) => holding.takeOut(desk.session, seen, 'housing', 'leak-suspected'))
    must(await merging.merge(desk.session, await look(desk, later.reference), main.reference))
    expect(await act.handOn(fire.session, await look(fire, main.reference), ['housing'])).toMatchObject({ ok: false, code: 'forbidden' })
    await moved(desk, main.reference, (seen) => act.handOn(desk.session, seen, ['housing']))
  })
})
