/** What a file says of itself and what it is called; and on which line something was left open. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { copyOfCounty } from '../support/county.ts'
import { contentTree, FILES, GAS, sentences } from '../support/content.ts'

const SOURCES = 'sources: [{ document: 安全生产月, mark: 记忆, seen: 记得, checked: 2026-11-01 }]'
const year = (said: number, edition: number) => `year: ${said}\nedition: ${edition}\n${SOURCES}\n`
const day = (id: string) => `id: ${id}\nname: 冬天取暖\nfrom: '12-01'\nto: '12-31'\nsummary: 关窗烧煤的日子，先看烟筒通不通，再点火。\nhazards: [gas]\npieces: [knowledge/home/gas-leak]\n${SOURCES}\n`
const card = `title: 漏气了\nsummary: 先关阀门再出门，到屋外再打电话。\norder: 1\ncall: '119'\nhazards: [gas]\nsteps: [{ do: 关阀门 }, { do: 开窗 }, { do: 出门 }]\nnever: [开灯]\n${SOURCES}\nreviewed: 2026-11-20\n`

describe('a file and what it says', () => {
  it.for<[title: string, files: Record<string, string>, sentence: string | null]>([
    ['a year', { 'campaigns/2026.yaml': year(2026, 25) }, null],
    ['another year', { 'campaigns/2026.yaml': year(2027, 26) }, 'content/learn/campaigns/2026.yaml 第1行：“年份”（year）写了2027，文件名是“2026”；一年一个文件，文件名就是年份；把写错的那个改对。'],
    ['a year twice', { 'campaigns/2026.yaml': year(2026, 25), 'campaigns/2026-b.yaml': year(2026, 25) }, 'content/learn/campaigns/2026-b.yaml 第1行：“年份”（year）写了2026，文件名是“2026-b”；一年一个文件，文件名就是年份；把写错的那个改对。'],
    ['another number', { 'campaigns/2026.yaml': year(2026, 26) }, 'content/learn/campaigns/2026.yaml 第2行：“第几个”（edition）写了26，2026年是第25个安全生产月；改成 25。'],
    ['a day of the year', { 'calendar/winter.yaml': day('winter') }, null],
    ['a day under another id', { 'calendar/winter.yaml': day('heating') }, 'content/learn/calendar/winter.yaml 第1行：“代号”（id）写了“heating”，文件名是“winter”；两个写成一样。'],
    ['a card in both languages', { 'emergency/zh/gas.yaml': card, 'emergency/en/gas.yaml': card }, null],
    ['a card in Chinese alone', { 'emergency/zh/gas.yaml': card }, 'content/learn/emergency/zh/gas.yaml：这张卡片还没有英文的，页面上换语言会打不开；写一张 content/learn/emergency/en/gas.yaml，文件名一样。'],
    ['a card in English alone', { 'emergency/en/gas.yaml': card }, 'content/learn/emergency/en/gas.yaml：这张卡片还没有中文的，页面上换语言会打不开；写一张 content/learn/emergency/zh/gas.yaml，文件名一样。'],
    ['a card that names the county', { 'emergency/zh/gas.yaml': card.replace('do: 开窗', "do: '开窗，说 {pinyin}，我在{county}'"), 'emergency/en/gas.yaml': card }, null],
    ['a card that names what nobody fills in', { 'emergency/zh/gas.yaml': card.replace('do: 开窗', "do: '到{town}去'"), 'emergency/en/gas.yaml': card }, 'content/learn/emergency/zh/gas.yaml 第6行：{town} 在这里没有东西可填；步骤（steps）里可以写 {county}、{pinyin}，别处照实写。'],
    ['contest questions at home', { 'quiz/gas.yaml': (FILES['quiz/gas.yaml'] ?? '').replace('practice', 'contest') }, 'content/learn/quiz/gas.yaml 第3行：是竞赛题，文件名却不是 contest- 开头；改文件名，像 contest-fire.yaml。'],
    ['practice among the contest', { 'quiz/contest-gas.yaml': (FILES['quiz/gas.yaml'] ?? '').replaceAll('题，', '问，') }, 'content/learn/quiz/contest-gas.yaml 第3行：use 写了“practice”，contest- 开头的文件只放竞赛题；写 use: contest，或者改文件名。'],
  ])('%s', ([, files, sentence]) => {
    expect(sentences(contentTree(files), 'stop')).toEqual(sentence === null ? [] : [sentence])
  })

  it('the county is told the same of contest questions at home', () => {
    const county = copyOfCounty()
    county.change('learn/quiz/home-gas.yaml', 'use: practice', 'use: contest')
    expect(county.complaint()).toBe('content/learn/quiz/home-gas.yaml：是竞赛题，文件名却不是 contest- 开头；改文件名，像 contest-fire.yaml。')
    county.dispose()
  })
})

it('a topic that nothing uses is worth a look', () => {
  const topics = (FILES['topics.yaml'] ?? '').replace('audiences:', '  - { id: quake, name: 地震, sign: triangle, glyph: home }\naudiences:')
  expect(sentences(contentTree({ 'topics.yaml': topics }))).toEqual(['content/learn/topics.yaml 第6行：“地震”（quake）还没有哪一篇用到；写一篇用上它，或者从这里删掉。'])
})

describe('what was left open is named with its own line', () => {
  const ARTICLE = 'content/learn/knowledge/home/gas-leak.md'
  it.for<[from: string, to: string, sentence: string]>([
    ['[gas, fire]', '[gas, fire', '第4行：“hazards: [gas, fire”里的“[”没有合上；在该结束的地方补上 ]。'],
    ['title: 闻到煤气味，先别开灯', 'title: "闻到煤气味，先别开灯', '第2行：“title: "闻到煤气味，先别开灯”里的引号没有收尾；在该结束的地方补上 "。'],
    ['- 不开灯、不关灯、不打火', "- '不开灯、不关灯、不打火", "第10行：“- '不开灯、不关灯、不打火”里的引号没有收尾；在该结束的地方补上 '。"],
    ['mark: 记忆, seen: 司法部网站, checked: 2026-11-01 }', 'mark: 记忆, seen: 司法部网站, checked: 2026-11-01', '第15行：“- { document: 城镇燃气管理条例, article: 第二十八条, …”里的“{”没有合上；在该结束的地方补上 }。'],
  ])('%s', ([from, to, sentence]) => {
    expect(sentences(contentTree({ 'knowledge/home/gas-leak.md': GAS.replace(from, to) }))).toEqual([`${ARTICLE} ${sentence}`])
  })

  it('in the county’s files too', () => {
    const county = copyOfCounty()
    const line = readFileSync('content/county/profile.yaml', 'utf8').split('\n').findIndex((text) => text.includes('headerLinks: []')) + 1
    county.change('county/profile.yaml', 'headerLinks: []', 'headerLinks: [')
    expect(county.complaint()).toBe(`content/county/profile.yaml：第${line}行“headerLinks: [”里的“[”没有合上；在该结束的地方补上 ]。`)
    county.dispose()
  })
})
