import { describe, expect, it } from 'vitest'
import { findClues } from '../../site/report/clues.ts'
import { TIPS } from '../support/tips.ts'

const kindsIn = (text: string) => findClues(text).map(({ kind }) => kind)
const wordsIn = (text: string) => findClues(text).map(({ words }) => words)
const tip = (name: string) => TIPS.find((one) => one.name.startsWith(name))?.tip.body ?? ''

describe('findClues', () => {
  it.for([
    ['a name after 我叫', '我叫闵怀瑾，今年七十四岁', 'name', '我叫闵怀瑾'],
    ['a name after 叫, where a comma stands between', '我是学生家长，叫范玉珍，电话', 'name', '叫范玉珍'],
    ['a compound surname', '本人欧阳建国，反映如下', 'name', '本人欧阳建国'],
    ['a mobile number', '打我13800000365就行', 'phone', '13800000365'],
    ['a mobile number with gaps', '电话139 0000 5512。', 'phone', '139 0000 5512'],
    ['a number in full-width digits', '电话１３８００００００３６', 'phone', '１３８００００００３６'],
    ['a landline', '家里电话000-2810346', 'phone', '000-2810346'],
    ['an identity number', '身份证999999190002300000，越快越好', 'id-number', '999999190002300000'],
    ['an identity number that ends in X', '99999919000230000X', 'id-number', '99999919000230000X'],
    ['a plate', '白色面包车，豫K·A1234，每天', 'plate', '豫K·A1234'],
    ['a plate of a new-energy car without the dot', '川AD12345停在门口', 'plate', '川AD12345'],
    ['a staff number', '工号YC-000-17，所以', 'staff-number', '工号YC-000-17'],
    ['an account', '我的微信：haha_1990', 'email', '微信：haha_1990'],
    ['an address', '回 nobody@example.invalid 就行', 'email', 'nobody@example.invalid'],
    ['being the only one', '三班里只有我一个女化验员', 'only-one', '只有我一个'],
    ['being the only one of a kind', '我们队就我一个是外县来的', 'only-one', '就我一个'],
    ['one’s post', '我是乙亥医院夜班保安。', 'role', '我是乙亥医院夜班保安'],
    ['how long one has worked', '采煤的，下井十一年。', 'role', '下井十一年'],
    ['one’s family', '我妈踩滑了', 'relative', '我妈踩滑了'],
    ['one’s home', '我家跟他就隔个墙，', 'home', '我家跟他就隔个墙'],
    ['a former job', '我以前在癸酉婚庆帮忙，', 'past', '以前在癸酉婚庆帮忙'],
    ['having asked about it', '我问过派出所，说只管烟花', 'told', '我问过派出所'],
    ['an English one', 'I am the only woman here', 'only-one', 'I am the only'],
  ] as const)('finds %s', ([, text, kind, words]) => {
    expect(findClues(text)).toContainEqual({ kind, words, at: text.indexOf(words) })
  })

  it.for([
    ['no name in 我是成型车间的', '我是成型车间的，四楼是宿舍', 'name'],
    ['no phone in a long number', '合同号202611220001389900000365', 'phone'],
    ['no identity number in nineteen digits', '1234567890123456789', 'id-number'],
    ['no plate in a word', '我在京东A区上班', 'plate'],
    ['no “only one” in 就我们看见', '只有我们车间这样', 'only-one'],
  ] as const)('finds %s', ([, text, kind]) => {
    expect(kindsIn(text)).not.toContain(kind)
  })

  it('says nothing of a text that gives nobody away', () => {
    expect(findClues(tip('14-'))).toEqual([])
    expect(findClues('')).toEqual([])
  })

  it('finds what the tips hide in them', () => {
    expect(kindsIn(tip('02-'))).toEqual(expect.arrayContaining(['role', 'only-one', 'past']))
    expect(kindsIn(tip('04-'))).toContain('only-one')
    expect(kindsIn(tip('15-'))).toEqual(expect.arrayContaining(['name', 'phone', 'plate']))
    expect(wordsIn(tip('16-'))).toEqual(expect.arrayContaining(['只有我一个', '工号YC-000-17']))
    expect(kindsIn(tip('17-'))).toEqual(expect.arrayContaining(['name', 'phone']))
    expect(kindsIn(tip('21-'))).toContain('id-number')
    expect(kindsIn(tip('23-'))).toContain('role')
    expect(wordsIn(tip('24-'))).toContain('139 0000 5512')
  })

  it.for(TIPS.map(({ name, tip: { body } }) => [name, body] as const))('gives the words as they stand in %s', ([, body]) => {
    const clues = findClues(body)
    expect(clues.every(({ words, at }) => body.startsWith(words, at))).toBe(true)
    expect(clues.every(({ at, words }, index) => at + words.length <= (clues[index + 1]?.at ?? Infinity))).toBe(true)
  })

  it('stays quick on a text made to slow it down', () => {
    const started = performance.now()
    findClues(`${'我在'.repeat(500)}${'１'.repeat(500)}${'a.'.repeat(250)}@${'我家'.repeat(250)}`)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
