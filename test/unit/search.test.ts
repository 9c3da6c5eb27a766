/** The search's own rules: pairs of characters, what a query asks for, what comes first, what is shown. */
import { array, assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHash, writeHash } from '../../site/search/address.ts'
import { excerpt } from '../../site/search/excerpt.ts'
import { findWithPins, pinsFor, type Pin } from '../../site/search/pins.ts'
import { fromPairs, HIDDEN_WORDS, partsOf, toPairs } from '../../site/search/pairs.ts'
import { phrasesOf } from '../../site/search/query.ts'
import { rank } from '../../site/search/rank.ts'

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '')
const terms = (query: string) => phrasesOf(query).map((phrase) => phrase.terms.map(({ text }) => text))

describe('pairs', () => {
  it.for([
    ['加油站，打12350。', ['加油', '油站', '站，', '打', '12350。']],
    ['看见“黑店”（马上停）', ['看见', '见', '“黑店', '店”', '（马上', '上停', '停）']],
    ['离开。（马上停）', ['离开', '开。', '（马上', '上停', '停）']],
    ['CO中毒', ['CO', '中毒', '毒']],
  ] as const)('%s', ([text, expected]) => {
    expect(words(toPairs(text))).toEqual(expected)
    expect(fromPairs(toPairs(text))).toBe(text)
  })

  it('give back every text of characters, marks and numbers, one part for each character', () => {
    const piece = constantFrom('加', '油', '站', '〇', '，', '。', '：', '“', '”', '（', '）', '《', '》', '〔1〕', '12350', 'KTV', '37.5℃')
    assert(property(array(piece, { maxLength: 30 }), (pieces) => {
      // Two words of letters side by side are one.
      const text = pieces.filter((one, index) => !/[\w℃]$/.test(pieces[index - 1] ?? '') || !/^\w/.test(one)).join('')
      expect(fromPairs(toPairs(text))).toBe(text)
      expect(partsOf(toPairs(text)).filter((part) => /[加油站〇]/.test(part)).every((part) => (part.match(/[加油站〇]/g) ?? []).length === 1)).toBe(true)
    }))
  })
})

describe('a query', () => {
  it.for([
    ['黑加油站', [['黑加', '加油', '油站']]],
    ['液化气罐 过期', [['液化', '化气', '气罐'], ['过期']]],
    ['煤气罐漏气怎么办', [['煤气', '气罐', '罐漏', '漏气']]],
    ['锁了消防门', [['锁'], ['消防', '防门']]],
    ['KTV', [['ktv']]],
    ['怎么办', [['怎么', '么办']]],
    ['！？', []],
    ['', []],
  ] as const)('%s', ([query, expected]) => expect(terms(query)).toEqual(expected))

  it('never asks for more than five terms, and a long one still asks for each of its characters', () => {
    expect(terms('化学品仓库旁边住人')).toEqual([['化学', '品仓', '库旁', '边住', '住人']])
    assert(property(string({ unit: constantFrom('危', '险', '品', 'a', '1', ' ', '的', '，') }), (query) => {
      expect(terms(query).flat().length).toBeLessThanOrEqual(5)
    }))
  })
})

describe('the order', () => {
  const phrases = phrasesOf('三轮车 拉人')
  const hit = (page: string, score: number, ...places: number[]) => ({ page, score, places })

  it('puts a page with all of it before one that repeats a part', () => {
    const hits = new Map([['三轮', [hit('all', 2, 5), hit('part', 9, 1, 2, 3)]], ['轮车', [hit('all', 2, 6), hit('part', 9, 9)]], ['拉人', [hit('all', 2, 20)]]])
    expect(rank(phrases, hits)[0]).toMatchObject({ page: 'all', places: [5, 6, 20] })
    expect(rank(phrases, hits).map(({ page }) => page)).not.toContain('part')
  })

  it('puts the words in their order before the same scattered', () => {
    const hits = new Map([['三轮', [hit('apart', 3, 5), hit('together', 3, 5)]], ['轮车', [hit('apart', 3, 40), hit('together', 3, 6)]], ['拉人', [hit('apart', 3, 9), hit('together', 3, 9)]]])
    expect(rank(phrases, hits).map(({ page }) => page)).toEqual(['together', 'apart'])
  })

  it('puts a list of questions behind a page that explains', () => {
    const hits = new Map([['三轮', [hit('quiz', 4, 1), hit('article', 3, 1)]]])
    expect(rank(phrases, hits, new Set(['quiz'])).map(({ page }) => page)).toEqual(['article', 'quiz'])
  })

  it('does not ask for what nobody has', () => {
    expect(rank(phrases, new Map([['拉人', [hit('one', 1, 1)]]])).map(({ page }) => page)).toEqual(['one'])
    expect(rank(phrases, new Map())).toEqual([])
  })
})

describe('the excerpt', () => {
  const content = toPairs('三轮车后斗里拉人，翻了没有一个抓得住。')
  const marked = (places: number[], terms: string[]) => excerpt(content, places, terms).map(({ text, marked: on }) => (on ? `[${text}]` : text)).join('')

  it('marks what was asked and not the mark behind it', () => {
    expect(marked([0, 1, 6], ['三轮', '轮车', '拉人'])).toBe('[三轮车]后斗里[拉人]，翻了没有一个抓得住。')
  })

  it('ends before the words that a page is only searched by', () => {
    const page = toPairs(`拉人。 ${HIDDEN_WORDS} 拉客、黑车`)
    const shown = excerpt(page, [0, 3, 4], ['拉人', '拉客']).map(({ text }) => text).join('')
    expect(shown).toBe('拉人。')
  })

  it('ends a line with a Chinese full stop behind a number too', () => {
    expect(excerpt(toPairs('先打120. 再走'), [], []).map(({ text }) => text).join('')).toBe('先打120。再走')
  })

  it('marks nothing that was not asked for', () => expect(marked([3, 6], ['拉人'])).toBe('三轮车后斗里[拉人]，翻了没有一个抓得住。'))

  it('shows the stretch where most is', () => {
    const long = toPairs(`${'前'.repeat(200)}粉尘爆炸${'后'.repeat(200)}粉尘`)
    const text = excerpt(long, [200, 201, 202, 404], ['粉尘', '尘爆', '爆炸']).map((run) => run.text).join('')
    expect(text).toMatch(/^…前+粉尘爆炸后+…$/)
    expect([...text].length).toBeLessThan(80)
  })

  it('keeps markup as the words it is', () => {
    expect(excerpt(toPairs('<b>粉尘</b>'), [], ['粉尘']).map(({ text }) => text).join('')).toContain('<b>')
  })
})

describe('what is pinned', () => {
  const pin = (page: string, ...words: string[]): Pin => ({ page, title: page, say: '先打120。', words: words.map((word) => word.split(' ')) })
  const PINS = [pin('/lift', '电梯 困', 'dianti'), pin('/co', '煤气中毒'), pin('/poison', '中毒'), pin('/pay', '工资 不给')]

  it.for([
    ['被困电梯', ['/lift']],
    ['电梯 困住了！', ['/lift']],
    ['Dianti', ['/lift']],
    ['diantis', []],
    ['修dianti', ['/lift']],
    ['煤气中毒怎么办', ['/co']],
    ['酒精中毒', ['/poison']],
    ['加班不给工资', ['/pay']],
    ['电梯 中毒 困', ['/lift', '/poison']],
    ['电梯', []],
    ['', []],
  ] as const)('for “%s”', ([query, pages]) => expect(pinsFor(PINS, query).map(({ page }) => page)).toEqual(pages))

  it('stands before what was found, once, and not where a reader narrows', async () => {
    const fragment = (path: string) => ({ raw_url: path, meta: { title: path }, content: '', filters: {} })
    const results = ['/other', '/lift'].map((path, at) => ({ id: path, score: 2 - at, words: [0], data: async () => fragment(path) }))
    const index = { options: async () => {}, search: async (term: string | null) => ({ results: term === null ? [] : results }) }
    const paths = async (filters: { kind?: string }) => (await findWithPins(index, PINS, '被困电梯', filters, 8)).hits.map(({ path }) => path)
    expect(await paths({})).toEqual(['/lift', '/other'])
    expect((await findWithPins(index, PINS, '被困电梯', {}, 8)).total).toBe(2)
    expect(await paths({ kind: 'law' })).toEqual(['/other', '/lift'])
  })
})

describe('the address', () => {
  it('carries the words and what narrows them behind the #, and nothing when nothing is asked', () => {
    const search = { query: '楼道&充电=?#', filters: { kind: 'law', audience: 'worker' } }
    expect(readHash(writeHash(search))).toEqual(search)
    expect(writeHash({ query: '  ', filters: {} })).toBe('')
    expect(readHash('#q=%E7%B2%89&other=1')).toEqual({ query: '粉', filters: {} })
  })
})
