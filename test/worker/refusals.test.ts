import { expect, it } from 'vitest'
import { moveWords } from '#contract/county/moves.ts'
import { MOVE } from '../../worker/report/answers.ts'

it.for(Object.entries(moveWords.whyNot))('the Worker refuses a step in the words of its button: %s', ([why, sentence]) => {
  expect(MOVE[why as keyof typeof MOVE]).toEqual([expect.stringMatching(/^(forbidden|conflict)$/), sentence])
})
