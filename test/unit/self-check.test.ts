import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { countOf, keyOf, reportable, sayDay, toMend, type Answers, type Item } from '../../site/learn/check/answers.ts'

const item = (ask: string, grade: Item['grade'], category?: string): Item => ({ ask, why: '因为', fix: `改${ask}`, grade, category })
const ITEMS = [item('门', 'better', 'HY14'), item('管', 'stop', 'HY16'), item('线', 'soon'), item('阀', 'stop')]
const answers = (...given: (Answers[string] | undefined)[]): Answers =>
  Object.fromEntries(ITEMS.flatMap((one, index) => (given[index] === undefined ? [] : [[keyOf(one), given[index]]])))

describe('a list that somebody answers', () => {
  it('says what to mend, the most urgent first, in the list’s order within', () => {
    expect(toMend(ITEMS, answers('no', 'no', 'yes', 'no')).map(({ grade, items }) => [grade, items.map(({ ask }) => ask)])).toEqual([['stop', ['管', '阀']], ['better', ['门']]])
    expect(toMend(ITEMS, answers('yes', 'none', 'yes'))).toEqual([])
  })

  it('counts what was seen, and forgets answers to what it no longer asks', () => {
    const given = { ...answers('yes', 'no', undefined, 'none'), gone: 'no' } as const
    expect([countOf(ITEMS, given), countOf(ITEMS, given, 'no'), countOf(ITEMS, given, 'none')]).toEqual([3, 1, 1])
    expect(toMend(ITEMS, given).flatMap(({ items }) => items)).toHaveLength(1)
  })

  it('sends along the categories of what is wrong, and where nothing is, the list’s', () => {
    const categories = [{ id: 'HY14' }, { id: 'HY16' }]
    expect(reportable(ITEMS, answers('yes', 'no'), categories)).toEqual([{ id: 'HY16' }])
    expect(reportable(ITEMS, answers('yes', 'yes', 'no'), categories)).toEqual(categories)
  })

  it('says days as people do', () => {
    expect(sayDay('2026-11-02')).toBe('2026年11月2日（周一）')
  })

  it('asks for what is safe, one thing at a time: “是这样” is always the good answer', () => {
    const asked = globSync('content/learn/checklists/*.yaml').flatMap((file) => (parse(readFileSync(file, 'utf8')) as { items: Item[] }).items.map(({ ask }) => `${file}: ${ask}`))
    expect(asked.length).toBeGreaterThan(300)
    expect(asked.filter((line) => /: [没不未非无别]/u.test(line))).toEqual([])
    expect(asked.filter((line) => !/^[^？]*？$/u.test(line) || /还是(?!原)|吗|是不是|有没有/u.test(line))).toEqual([])
  })

  it('no two items of a list share a short name', () => {
    for (const file of globSync('content/learn/checklists/*.yaml')) {
      const { items } = parse(readFileSync(file, 'utf8')) as { items: Item[] }
      expect(new Set(items.map(keyOf)).size, file).toBe(items.length)
    }
  })
})
