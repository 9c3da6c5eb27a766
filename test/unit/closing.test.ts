/** 办结的理由: those that go with what was found, in the table, on the screen, and the one that a command takes by itself. */
import { expect, it } from 'vitest'
import { closingsOf } from '#contract/rules/closing.ts'
import { startsOf } from '#contract/rules/moves.ts'
import { CloseReason, STATES, type State } from '#contract/states.ts'
import { closingReasons } from '../../site/console/words.ts'

it.for<[State, string[]]>([
  ['substantiated', ['rectified', 'penalised', 'handed-to-court', 'transferred']],
  ['partly', ['rectified', 'penalised', 'handed-to-court', 'transferred']],
  ['unfounded', ['unfounded', 'transferred']],
  ['indeterminate', ['transferred', 'handed-to-court', 'unclear']],
  ['cleared', ['rectified', 'penalised', 'handed-to-court']],
])('closes a report that is %s for what can be true of it', ([state, fit]) => {
  expect(closingsOf('report', state)).toEqual(fit)
  expect(Object.keys(closingReasons('report', state))).toEqual(fit)
})

it('has a reason wherever a report or a question can be closed, and none elsewhere', () => {
  for (const kind of ['report', 'question'] as const)
    for (const state of STATES) expect([kind, state, closingsOf(kind, state).length > 0]).toEqual([kind, state, startsOf('close', kind).includes(state)])
})

it('leaves no reason unused', () => {
  const used = new Set(STATES.flatMap((state) => [...closingsOf('report', state), ...closingsOf('question', state)]))
  expect([...used].sort()).toEqual([...CloseReason.options].sort())
})
