/** What of law in figures an editor may not write without a source that was seen, however it is said; and what is none. */
import { describe, expect, it } from 'vitest'
import { contentTree, FILES, GAS, sentences } from '../support/content.ts'

const said = (words: string) => sentences(contentTree({ 'knowledge/home/gas-leak.md': GAS.replace('开窗，出门。', words) }), 'stop')
const changed = (path: string, from: string, to: string) => sentences(contentTree({ [path]: (FILES[path] ?? '').replace(from, to) }), 'stop')

describe('a figure of law without a source', () => {
  it.for([
    '见第28条。', '见第 28 条。', '见第二十八条。', '处五千元。', '要交三百元。', '判三年以下徒刑。', '罚2000块。', '最高罚10万。', '拘15天。', '拘留。', '关三年。', '赔偿一百二十万。', '赔了三十万。', '罚他两万。',
    '罚款。', '罚你五百。', '给5000元。', '给3 万元。', '给1,200元。', '判处十五日以上。', '给2000块钱。', '几万元。',
  ])('%s is refused', (words) => {
    expect(said(words)).toEqual([expect.stringContaining('写了法条、罚款、刑期或者金额，没有出处；')])
    expect(said(words.replace('。', '，以本县公布为准。'))).toEqual([])
    expect(said(`${words}〔1〕`)).toEqual([])
    expect(said(`${words}〔2〕`)).toHaveLength(1)
  })

  it.for(['走第二条路。', '找第2条通道。', '关阀门，等三年再换。', '处处要小心。', '关掉两个开关。', '一元硬币大的口子。', '三百米外。', '第2步。', '过3天再看。', '罚站。'])('%s is none', (words) => {
    expect(said(words)).toEqual([])
  })

  it('is refused among the answers of a question too', () => {
    expect(changed('quiz/gas.yaml', '第1题，闻到煤气味先做什么, options: [开灯看, 关阀门]', '第1题，闻到煤气味先做什么, options: [罚2000块, 关阀门]')).toEqual([])
    const unseen = (FILES['quiz/gas.yaml'] ?? '').replace('mark: ✔', 'mark: 记忆').replace('开灯看', '罚2000块')
    expect(sentences(contentTree({ 'quiz/gas.yaml': unseen }), 'stop')).toEqual([expect.stringContaining('涉及法条或金额，出处不是 ✔')])
  })
})

it.for<[path: string, from: string, to: string]>([
  ['law/gas-rules.md', '到年限就换。', '到年限就换。〔1〕'],
  ['checklists/home-gas.yaml', '裂了会漏气的', '裂了会漏气的〔1〕'],
  ['quiz/gas.yaml', '先关阀门再出去。', '先关阀门再出去。〔1〕'],
  ['knowledge/home/gas-leak.md', '关总阀，开窗', '关总阀，开窗〔1〕'],
])('a mark that %s cannot make a link of is refused', ([path, from, to]) => {
  expect(changed(path, from, to)).toEqual([expect.stringContaining('里的〔〕印出来点不动，这一项不带出处序号；删掉它，')])
})

it('a year in the number of a document is no mark', () => {
  expect(changed('law/gas-rules.md', '到年限就换。', '到年限就换，见国办发〔2022〕10号。')).toEqual([])
})
