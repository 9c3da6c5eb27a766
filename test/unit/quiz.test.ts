import * as fc from 'fast-check'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { lightBank } from '../../site/build/practice-banks.ts'
import { optionOrder, shortKey, shuffled } from '../../site/learn/quiz/order.ts'
import { beginRun, choose, currentOf, goOn, isRight, judge, pickBanks, pickQuestions, questionsOf, rightIn, wrongIn, type Run } from '../../site/learn/quiz/run.ts'

interface BankFile { readonly use: string; readonly questions: readonly { readonly question: string; readonly explanation: string; readonly options: readonly string[] }[] }
const files = globSync('content/learn/quiz/*.yaml').map((file) => ({ file, text: readFileSync(file, 'utf8') })).map((one) => ({ ...one, bank: parse(one.text) as BankFile }))
const contest = files.filter(({ bank }) => bank.use === 'contest')

const BANK = {
  sources: ['条例，第一条', '常识'],
  questions: [
    { question: '先做哪样？', options: ['甲', '乙', '丙', '丁'], answer: [2], explanation: '因为乙。', source: 1 },
    { question: '哪几样？', options: ['甲', '乙', '丙'], answer: [1, 3], explanation: '因为甲和丙。', source: 2 },
    { question: '对不对？', options: ['对', '不对'], answer: [2], explanation: '不对。', source: 2 },
  ],
}
const answered = (run: Run, right: boolean): Run => {
  const question = currentOf(run) ?? expect.unreachable()
  return judge(choose(run, right ? question.answer.map((one) => one - 1) : question.options.map((_, index) => index)))
}

describe('a round', () => {
  const asked = questionsOf('home', BANK, 1)

  it('judges one question after the other, and keeps the wrong ones for another round', () => {
    let run = beginRun(asked, 1)
    for (const right of [true, false, true]) run = goOn(answered(run, right))
    expect([currentOf(run), rightIn(run), wrongIn(run).map(({ question }) => question)]).toEqual([undefined, 2, ['哪几样？']])
  })

  it('judges nothing where nothing is chosen, nothing twice, and goes nowhere unjudged', () => {
    const run = beginRun(asked, 1)
    expect(judge(run)).toBe(run)
    expect(goOn(run)).toBe(run)
    const judged = answered(run, true)
    expect(judge(judged)).toBe(judged)
    expect(choose(judged, [0])).toBe(judged)
  })

  it('takes of several exactly the right ones', () => {
    const several = BANK.questions[1] ?? expect.unreachable()
    expect([[0, 2], [2, 0], [0], [0, 1, 2], [1]].map((chosen) => isRight(several, chosen))).toEqual([true, true, false, false, false])
  })

  it('names the source of each question in words', () => {
    expect(asked.map(({ sourceWords }) => sourceWords)).toEqual(['条例，第一条', '常识', '常识'])
  })
})

describe('the order of options', () => {
  it('holds all of them, is the same for the same seed, and another for some other', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 4 }), fc.string(), (options, seed) => {
      const order = optionOrder(options, seed)
      expect(order.toSorted((a, b) => a - b)).toEqual(options.map((_, index) => index))
      expect(optionOrder(options, seed)).toEqual(order)
    }))
    const orders = new Set(Array.from({ length: 40 }, (_, round) => optionOrder(['甲', '乙', '丙', '丁'], `问${round}`).join('')))
    expect(orders.size).toBeGreaterThan(10)
  })

  it('is as written for right and wrong, and where an option speaks of the others', () => {
    expect(optionOrder(['对', '不对'], '3')).toEqual([0, 1])
    expect(optionOrder(['甲', '乙', '以上都对'], '3')).toEqual([0, 1, 2])
  })

  it('no two questions of all the banks share a short name', () => {
    const questions = files.flatMap(({ bank }) => bank.questions.map(({ question }) => question))
    expect(new Set(questions.map(shortKey)).size).toBe(questions.length)
  })
})

describe('ten from all banks', () => {
  const banks = Array.from({ length: 17 }, (_, index) => ({ id: `b${index}`, count: index === 0 ? 0 : 20 }))
  const seeded = (seed: number) => () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647

  it('come from five, two of each, and from fewer where there are fewer', () => {
    for (let seed = 1; seed < 50; seed += 1) {
      const picked = pickBanks(banks, 10, seeded(seed))
      expect(picked.map(({ take }) => take)).toEqual([2, 2, 2, 2, 2])
      expect(new Set(picked.map(({ bank }) => bank.id)).size).toBe(5)
      expect(picked.some(({ bank }) => bank.count === 0)).toBe(false)
    }
    expect(pickBanks(banks.slice(1, 4), 10, seeded(1)).map(({ take }) => take)).toEqual([4, 3, 3])
    expect(pickBanks([], 10, seeded(1))).toEqual([])
  })

  it('are first those that did not go well yet', () => {
    const asked = questionsOf('home', BANK, 1)
    for (let seed = 1; seed < 20; seed += 1) expect(pickQuestions(asked, 1, (key) => key !== asked[1]?.key, seeded(seed))[0]?.question).toBe('哪几样？')
    expect(shuffled([1, 2, 3], seeded(4)).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
  })
})

describe('contest questions', () => {
  it('become nothing for a browser; practice ones become questions', () => {
    expect(contest.length).toBeGreaterThan(0)
    for (const { text } of contest) expect(lightBank(text)).toBeNull()
    for (const { text, bank } of files.filter(({ bank: { use } }) => use === 'practice')) expect(lightBank(text)?.questions.length).toBe(bank.questions.length)
  })

  it('are in no file of the built client, whatever its kind; practice ones are found by the same search', () => {
    const client = resolve(process.env['ANSHAO_OUT'] ?? 'dist', 'client')
    // Chinese characters alone: quotation marks and the like may be escaped.
    const bare = (text: string) => text.replaceAll(/[^\u4e00-\u9fff]/g, '')
    const built = bare(globSync('**/*.{html,js,css,json,xml,txt,svg}', { cwd: client }).map((file) => readFileSync(resolve(client, file), 'utf8')).join('\n'))
    const found = (bank: BankFile) => bank.questions.flatMap(({ question, explanation }) => [question, explanation]).filter((words) => bare(words).length > 6 && built.includes(bare(words)))
    expect(built.length).toBeGreaterThan(100_000)
    for (const { file, bank } of files) {
      if (bank.use === 'contest') expect(found(bank), file).toEqual([])
      else expect(found(bank).length, file).toBeGreaterThanOrEqual(bank.questions.length)
    }
  })
})
