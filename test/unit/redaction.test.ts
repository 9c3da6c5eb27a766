import { describe, expect, it } from 'vitest'
import { copyWords, FRESH, keyOf, markedFields, stillTelling } from '../../site/console/holding/copy.ts'
import { findMarks, redactText } from '../../site/console/holding/marks.ts'
import { unsealReport } from '../../site/console/report/unseal.ts'
import { aBody, aReport, aSession } from '../support/staff-report.ts'
import { TIPS } from '../support/tips.ts'

const hidden = (text: string) => redactText(text, findMarks(text))

describe('what could tell who wrote a report', () => {
  it.for([
    ['domain §2.9: a post', '我是三车间电工，他们不让说', '〔某岗位〕，他们不让说'],
    ['a post, whoever says it', '三车间的电工都知道这件事', '〔某岗位〕都知道这件事'],
    ['a name and a number', '我叫闵怀瑾，电话13800000365', '〔某人〕，电话〔电话〕'],
    ['an identity number', '身份证999999190002300000，', '身份证〔证件号〕，'],
    ['a plate', '白色面包车，豫K·A1234，每天来', '白色面包车，〔车牌〕，每天来'],
    ['a staff number', '工号YC-000-17，所以', '〔工号〕，所以'],
    ['a shift', '每次上夜班都看得见', '每次〔某班次〕都看得见'],
    ['being on a shift', '二班的人都走了', '〔某班次〕的人都走了'],
    ['a home', '老李住在锅炉房隔壁', '老李〔某住处〕'],
    ['a tie', '他小舅子管仓库', '〔某亲属〕管仓库'],
    ['being the only one', '这事只有我一个知道', '这事〔某种情形〕知道'],
    ['how long, and how many', '干了四个多月了，住着我们六个员工', '〔一段时间〕，住着〔几个人〕'],
    ['nothing', '后门堵着，灭火器过期了', '后门堵着，灭火器过期了'],
    ['nothing in 班长 or 班级', '值班长不在，三班级的孩子', '值班长不在，三班级的孩子'],
  ] as const)('is marked and replaced by neutral words: %s', ([, text, wanted]) => {
    expect(hidden(text)).toBe(wanted)
  })

  it.for(TIPS.map(({ name, tip: { body } }) => [name, body] as const))('is marked where it stands, without overlap, in %s', ([, body]) => {
    const marks = findMarks(body)
    expect(marks.every(({ words, at }, n) => body.startsWith(words, at) && at + words.length <= (marks[n + 1]?.at ?? Infinity))).toBe(true)
    expect(redactText(body, marks, () => true)).toBe(body)
  })

  it('leaves no name, number or plate of the tips in a copy of which everything was hidden', () => {
    const numbers = TIPS.flatMap(({ tip: { body } }) => [...hidden(body).matchAll(/1\d{2}[ -]?\d{4}[ -]?\d{4}|\d{17}[\dX]|豫[A-Z]·?[A-Z0-9]{5}|[A-Z]{2}-\d{3}-\d{2}/g)].map((match) => match[0]))
    expect(numbers).toEqual([])
  })

  it('stays quick on a text made to slow it down', () => {
    const started = performance.now()
    findMarks(`${'三车间的一个女'.repeat(150)}${'住在'.repeat(300)}${'我是'.repeat(300)}${'一二三'.repeat(200)}`)
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('a redacted copy in the making', () => {
  const sealed = { place: '夜市东口', since: '2026-10-02', subject: '老王烧烤', body: '我是三车间电工，值白班，气瓶没有报警器', avoid: ['fire'] }
  const opened = async () => {
    const { report, dialogue, reporterSeed } = await aReport({ sealed })
    const said = await aBody(dialogue, { report: report.report, kind: 'message', n: 1, author: 'reporter' }, { text: '钥匙在仓库老刘的抽屉里锁着' }, reporterSeed)
    return unsealReport(await aSession('desk', ['desk']), { ...report, bodies: [...report.bodies, said] })
  }

  it('holds place, day, subject and what happened with every mark hidden, and nothing else of the tip', async () => {
    expect(copyWords(await opened(), FRESH)).toEqual({ place: '夜市东口', since: '2026-10-02', subject: '老王烧烤', body: '〔某岗位〕，〔某班次〕，气瓶没有报警器' })
  })

  it('keeps the marks that a member keeps, leaves out the day, and takes what was written over as it is', async () => {
    const unsealed = await opened()
    const body = markedFields(unsealed).find(({ field }) => field === 'body')
    const kept = body?.marks.slice(1).map((mark) => keyOf('body', mark)) ?? []
    expect(copyWords(unsealed, { ...FRESH, kept, withSince: false })).toEqual({ place: '夜市东口', subject: '老王烧烤', body: '〔某岗位〕，值白班，气瓶没有报警器' })
    expect(copyWords(unsealed, { ...FRESH, edited: { body: ' 气瓶没有报警器 ' } }).body).toBe('气瓶没有报警器')
  })

  it('is searched for what still tells, and for what the reporter wrote in confidence', async () => {
    const unsealed = await opened()
    expect(stillTelling(unsealed, copyWords(unsealed, FRESH))).toEqual({ clues: [], quoted: [] })
    expect(stillTelling(unsealed, { body: '三车间电工说，钥匙在仓库老刘的抽屉里' })).toEqual({ clues: ['三车间电工'], quoted: ['钥匙在仓库老刘的抽屉里'] })
  })
})
