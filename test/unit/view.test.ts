/** Which views hold after a button is pressed, and what may stand in the one key that keeps them. */
import { describe, expect, it } from 'vitest'
import { chooseView, readViews } from '../../site/display/view.ts'

describe('choosing how pages are shown', () => {
  it.for([
    [null, 'elder', 'elder'], ['elder', 'elder', ''], ['elder', 'contrast', 'elder contrast'], ['contrast', 'elder', 'elder contrast'],
    ['elder contrast', 'elder', 'contrast'], ['elder contrast', 'plain', ''], ['', 'plain', ''], ['elder', undefined, 'elder'], ['elder', 'something', 'elder'],
  ] as const)('from %j, pressing %j leaves %j', ([kept, choice, left]) => {
    expect(chooseView(kept, choice)).toBe(left)
  })

  it('drops whatever somebody else put under the key', () => {
    expect(readViews('elder 张三 13800000000 contrast elder')).toEqual(['elder', 'contrast'])
    expect(chooseView('张三', 'contrast')).toBe('contrast')
  })
})
