/** Reports of one matter: how alike they are, who was first, and what a merged one is told. */
import { describe, expect, it } from 'vitest'
import { alsoAvoided, firstOf, hasReward, stepsSince, untoldResult } from '#contract/rules/merge.ts'
import { whyNot, type Move } from '#contract/rules/moves.ts'
import type { Mover, Standing } from '#contract/rules/standing.ts'
import { alike, WORTH_A_LOOK, type Facts } from '../../site/console/merge/alike.ts'
import { TIPS } from '../support/tips.ts'

const factsOf = (number: string, day = '2026-11-20'): Facts => {
  const found = TIPS.find(({ name }) => name.startsWith(number))?.tip
  if (found === undefined) throw new Error(`there is no tip ${number}`)
  return { category: found.category, township: found.township, day, place: found.place, subject: found.subject ?? '', body: found.body }
}

describe('two reports', () => {
  it('of the demonstration are alike where two people tell of one fuel truck, and nowhere else', () => {
    const all = TIPS.map(({ name }) => name.slice(0, 2))
    const found = all.flatMap((one, at) => all.slice(0, at).filter((other) => alike(factsOf(one), factsOf(other)).points >= WORTH_A_LOOK).map((other) => `${other} ${one}`))
    expect(found).toEqual(['06 07'])
  })

  it('told in other words are found by place and subject, and the member reads why', () => {
    const again = { ...factsOf('01'), category: null, body: '晚上去的，后头放着好多煤气罐，报警器不响。' }
    const { points, why } = alike(again, factsOf('01'))
    expect(points).toBeGreaterThan(WORTH_A_LOOK)
    expect(why.slice(0, 2).toSorted()).toEqual(['place', 'subject'])
    expect(alike({ ...factsOf('05'), body: '车牌豫X12345' }, { ...factsOf('11'), body: '又见到豫X12345' }).why).toContain('number')
  })

  it('a hundred and twenty days apart are two matters', () => {
    expect(alike(factsOf('01', '2026-01-01'), factsOf('01', '2026-11-20')).points).toBe(0)
  })
})

describe('a merged group', () => {
  it('is headed by who was first in the county’s order, however it was merged', () => {
    expect(firstOf([{ position: 9 }, { position: 4 }, { position: 7 }])).toEqual({ position: 4 })
    expect(firstOf([])).toBeUndefined()
  })

  it('keeps from each what the others keep out', () => {
    const group = [{ id: 'a', avoid: ['fire'] }, { id: 'b', avoid: ['market', 'fire'] }, { id: 'c', avoid: [] }]
    expect(Object.fromEntries(alsoAvoided(group))).toEqual({ a: ['fire', 'market'], b: ['fire'], c: ['fire', 'market'] })
  })

  const step = (seq: number, kind: string, detail: object) => ({ seq, kind, day: `2026-11-0${seq}`, detail })
  const main = [step(1, 'received', { to: 'received' }), step(2, 'accepted', { to: 'assigned' }), step(3, 'replied', {}), step(4, 'joined', {}), step(5, 'found', { to: 'partly', result: 'partly' } as const)] as Parameters<typeof stepsSince>[0] & { kind: string }[]

  it('tells the merged one where the main one stood, as of the day of joining, and its steps since', () => {
    expect(stepsSince(main, { mergedSeq: 4, toldSeq: null }, '2026-11-04').map(({ seq, day }) => [seq, day])).toEqual([[2, '2026-11-04'], [5, '2026-11-05']])
  })

  it('has told its reporter a result once it was written to them, and not before', () => {
    expect(untoldResult(main, { mergedSeq: 4, toldSeq: null })).toBe(5)
    expect(untoldResult(main, { mergedSeq: 4, toldSeq: 5 })).toBeNull()
    expect(untoldResult(main.slice(0, 4), { mergedSeq: 4, toldSeq: null })).toBeNull()
  })

  it('is moved as the main one; its words, keys and holders stay its own; nothing closes before everybody is told', () => {
    const desk: Mover = { name: 'desk01', unit: 'desk', roles: ['desk'], holds: true }
    const standing: Standing = { kind: 'report', state: 'assigned', lead: 'desk', proposedLead: 'housing', returnBy: null, extension: null, extensionBy: null }
    const alone = { merged: false, leads: false, untold: false, untoldOthers: false }
    const why = (move: Move, merge: Partial<typeof alone>, state: Standing['state'] = 'assigned') => whyNot(move, { ...standing, state, merge: { ...alone, ...merge } }, desk, '2026-11-05')
    for (const move of ['assign', 'begin', 'find', 'escalate', 'merge'] as const) expect([move, why(move, { merged: true })]).toEqual([move, 'merged'])
    for (const move of ['reply', 'note', 'unmerge'] as const) expect([move, why(move, { merged: true })]).toEqual([move, null])
    expect(why('unmerge', {})).toBe('not-merged')
    expect(why('relay', { merged: true })).toBe('nothing-to-tell')
    expect(why('unmerge', { merged: true, untold: true })).toBe('tell-first')
    expect(['waiting', 'paid', 'lapsed', 'declined'].map((one) => hasReward([{ standing: one as 'paid' }]))).toEqual([true, true, false, false])
    expect(whyNot('merge', { ...standing, hasReward: true }, desk, '2026-11-05')).toBe('own-reward')
    expect(why('merge', { leads: true })).toBe('has-merged')
    expect(why('close', { leads: true, untoldOthers: true }, 'partly')).toBe('untold-merged')
    expect(why('close', { leads: true }, 'partly')).toBeNull()
  })
})
