/** What an editor is told: each mistake made once in a small content/learn, and the sentence for it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AstroIntegration } from 'astro'
import { describe, expect, it } from 'vitest'
import { readCounty } from '../../site/county/county.ts'
import { refuseMistakes, surveyContent } from '../../site/editing/check.ts'
import { emergency } from '#contract/county/emergency.ts'
import { emergency as inEnglish } from '#contract/county/emergency.en.ts'
import { sayMistake } from '../../site/editing/mistake.ts'
import { KIND_NAMES, readPieces } from '../../site/editing/read.ts'
import { MOST_SHARED, similar } from '../../site/editing/repeats.ts'
import { checkedContent } from '../../site/build/checked-content.ts'
import { contentCopy, contentTree, FILES, GAS, readContent, ROOT, sentences, TODAY } from '../support/content.ts'

const ARTICLE = 'content/learn/knowledge/home/gas-leak.md'
const LIST = 'content/learn/checklists/home-gas.yaml'
const QUIZ = 'content/learn/quiz/gas.yaml'
/** Fifty sentences that differ. */
const LONG = Array.from({ length: 50 }, (_, index) => `这是第${index}句，说的是第${index * 7}件事。\n`).join('')
const file = (path: string) => FILES[path] ?? ''

/** A file of the small tree with one piece of it written otherwise. */
function change(path: string, from: string | RegExp, to: string): Record<string, string> {
  const changed = file(path).replace(from, to)
  expect(changed).not.toBe(file(path))
  return { [path]: changed }
}
const article = (from: string | RegExp, to: string) => change('knowledge/home/gas-leak.md', from, to)

describe('content/learn as it is', () => {
  const categories = new Map(readCounty(ROOT).categories.categories.map(({ id, name }) => [id, name]))
  // A machine whose clock stands behind the content must not call it wrong.
  const clock = new Date().toISOString().slice(0, 10)
  const survey = surveyContent(ROOT, { categories, today: clock > TODAY ? clock : TODAY })

  it('has nothing to be mended', () => {
    expect(survey.pieces.length).toBeGreaterThan(250)
    expect(survey.mistakes.filter(({ weight }) => weight !== 'note').map(sayMistake)).toEqual([])
  })

  it('says on an emergency card which words rest on what nobody saw', () => {
    const cards = readPieces(ROOT, 'emergency', () => undefined)
    expect(cards.length).toBeGreaterThanOrEqual(26)
    const bare = cards.flatMap(({ id, data }) => data.sources.filter(({ mark, covers }) => mark !== '✔' && covers === undefined).map(({ document }) => `${id}: ${document}`))
    expect(bare).toEqual([])
  })

  it('puts no “never” above a line that says “not”', () => {
    for (const { never } of [emergency, inEnglish]) expect(never).not.toMatch(/别|不|勿|never|not/iu)
    const english = readPieces(ROOT, 'emergency', () => undefined).filter(({ id }) => id.startsWith('en/')).flatMap(({ data }) => data.never)
    expect(english.filter((line) => !line.startsWith('Do not '))).toEqual([])
  })

  it('is well below the share of common words that counts as a repeat', () => {
    const pairs = similar(survey.pieces)
    expect(pairs.length).toBeGreaterThan(50)
    expect(Math.max(...pairs.map(({ shared }) => shared))).toBeLessThan(MOST_SHARED * 0.8)
  })
})

it('a good tree has nothing to say', () => {
  expect(sentences(contentTree())).toEqual([])
})

/** Words of programmers: none of the sentences may have them. */
const JARGON = /zod|YAML|schema|string|array|object|null|undefined|front matter|boolean|regex|键|字段|正则|解析/i

describe('what stops a build, with file, line, what and remedy', () => {
  it.for<[title: string, files: Record<string, string>, sentence: string]>([
    ['a missing key', article(/^summary:.*\n/m, ''), `${ARTICLE} 第2行：“一句话”（summary）没有写；补上。`],
    ['a missing list', article(/^remember:\n(?: {2}-.*\n)+/m, ''), `${ARTICLE} 第2行：“记住这几条”（remember）没有写；补上，一行一条，每条前面加 - 和空格。`],
    ['a misspelt key', article('summary:', 'sumary:'), `${ARTICLE} 第3行：“sumary”没有这一项；冒号前面的词照 content/learn/templates 里的写；多出来的就删掉。`],
    ['a title too short', article(/title: .*/, 'title: 煤气'), `${ARTICLE} 第2行：“标题”（title）写了“煤气”，有2个字，至少要4个字；补一补。`],
    ['a line too long', article('不开灯、不关灯、不打火', '不'.repeat(41)), `${ARTICLE} 第10行：“记住这几条”第1条（remember）写了“${'不'.repeat(40)}…”，有41个字，最多40个字；删一删。`],
    ['too few lines', article(/ {2}- 关总阀，开窗\n/, ''), `${ARTICLE} 第9行：“记住这几条”（remember）有2条，至少要3条；补一补。`],
    ['an empty value', article(/title: .*/, 'title:'), `${ARTICLE} 第2行：“标题”（title）没有写；补上。`],
    ['a mark that is none', article('mark: 记忆', 'mark: 听说'), `${ARTICLE} 第15行：“出处”第2条的“核对到哪一步”（mark）写了“听说”，没有这一种；只能写 ✔（看过原文或可靠副本）、◐（转述）、记忆（凭记忆） 之一。`],
    ['one value where a list belongs', article('[everyone]', 'everyone'), `${ARTICLE} 第5行：“写给谁”（audience）写了“everyone”，应当一条一条列出来；一行一条，每条前面加 - 和空格；或者写成 [一, 二]。`],
    ['a day written otherwise', article('reviewed: 2026-11-20', 'reviewed: 2026年11月'), `${ARTICLE} 第16行：“审读日期”（reviewed）写了“2026年11月”，不是该有的样子；写成日期，像 2026-11-22。`],
    ['a day that is none', article('reviewed: 2026-11-20', "reviewed: '2026-02-30'"), `${ARTICLE} 第16行：“审读日期”（reviewed）写的日子，日历上没有；改对。`],
    ['a sentence with a half-width colon', article(/title: .*/, 'title: 闻到煤气味: 先别开灯'), `${ARTICLE} 第2行：“title: 闻到煤气味: 先别开灯”读不懂；看看缩进是不是对齐、冒号后面有没有空格；句子里有半角冒号、#，或者以引号、@、%、[、{、- 开头的，整句用引号括起来。`],
    ['a list item read as keys', article('关总阀，开窗', '关总阀: 开窗'), `${ARTICLE} 第11行：“记住这几条”第2条（remember）这里应当是一句话，现在被读成了几项；句子里有半角冒号或者以 - 开头的，整句用引号括起来。`],
    ['a key twice', article('reviewed:', 'title: 再来一个\nreviewed:'), `${ARTICLE} 第16行：“title”写了两遍；留一个，删掉另一个。`],
    ['a tab', article('  - 关总阀，开窗', '\t- 关总阀，开窗'), `${ARTICLE} 第11行：行首用了 Tab；换成空格，一级两格。`],
    ['no front matter', { 'knowledge/home/gas-leak.md': '闻到煤气味。\n' }, `${ARTICLE} 第1行：开头没有用两行 --- 包起来的说明；照 content/learn/templates 里同一类的样子，第一行写 ---，说明写完再写一行 ---。`],
    ['an unknown hazard, named in Chinese', article('[gas, fire]', '[燃气]'), `${ARTICLE} 第4行：“怕什么”第1条（hazards）写了“燃气”，没有这一项；“燃气”要写成 gas。`],
    ['an unknown hazard', article('[gas, fire]', '[gass]'), `${ARTICLE} 第4行：“怕什么”第1条（hazards）写了“gass”，没有这一项；从 content/learn/topics.yaml 里选：gas（燃气）、fire（火灾）。`],
    ['a category that is none', article('[HY16]', '[HY99]'), `${ARTICLE} 第6行：“行业类别”第1条（categories）写了“HY99”，没有这一项；从 content/county/categories.yaml 里选：HY16（燃气）、HY12（消防）。`],
    ['a category, named in Chinese', article('[HY16]', '[消防]'), `${ARTICLE} 第6行：“行业类别”第1条（categories）写了“消防”，没有这一项；“消防”要写成 HY12。`],
    ['a checklist that is none', article('[home-gas]', '[home-gaz]'), `${ARTICLE} 第7行：“有关的自查清单”第1条（checklists）写了“home-gaz”，content/learn 里没有这一篇；看看那一篇的文件夹和文件名，照着写，不带后缀。`],
    ['a folder that is no scene', { 'knowledge/kitchen/pan.md': GAS.replace('先别开灯', '先关火') }, 'content/learn/knowledge/kitchen/pan.md：知识要放在一个场所的文件夹里；挪到 content/learn/knowledge 下面的 home（在家里） 之一。'],
    ['a name that is no address', { 'knowledge/home/煤气.md': GAS }, 'content/learn/knowledge/home/煤气.md：文件名会成为网址，只能用小写英文字母、数字和 -；改文件名，像 gas-leak。'],
    ['another kind of file', { 'knowledge/home/notes.txt': '记' }, 'content/learn/knowledge/home/notes.txt：这个文件夹里只放 .md 结尾的文件；改成 home/notes.md，或者挪走。'],
    ['a fine without a source', article('罚款。〔1〕', '罚款。'), `${ARTICLE} 第28行：“私自改管的，可以处一千元以上的罚款。”写了法条、罚款、刑期或者金额，没有出处；句末加〔1〕这样的序号，指向出处（sources）里标 ✔ 的一条；核对不了的，写上“以本县公布为准”。`],
    ['a fine with a source nobody saw', article('罚款。〔1〕', '罚款。〔2〕'), `${ARTICLE} 第28行：“私自改管的，可以处一千元以上的罚款。〔2〕”写了法条、罚款、刑期或者金额，没有出处；句末加〔1〕这样的序号，指向出处（sources）里标 ✔ 的一条；核对不了的，写上“以本县公布为准”。`],
    ['a sum in a summary, with nothing seen', { 'knowledge/home/gas-leak.md': GAS.replace('mark: ✔', 'mark: 记忆').replace(/私自.*\n/, '别乱动管道。\n').replace('这个顺序不能反', '乱动管道罚款一千元') }, `${ARTICLE} 第3行：“关阀、开窗、出去，再打电话。乱动管道罚款一千元。”写了法条、罚款、刑期或者金额，出处（sources）里没有标 ✔ 的；核对原文，补一条标 ✔ 的出处；核对不了的，写上“以本县公布为准”。`],
    ['a number without its source', article('煤气。〔2〕', '煤气。〔3〕'), `${ARTICLE} 第19行：“闻到臭鸡蛋味，就当它是煤气。〔3〕”里的〔3〕没有对应的出处；出处（sources）现在只有2条，补一条，或者改序号。`],
    ['a law that is not its first source', change('law/gas-rules.md', 'law: { name: 城镇燃气管理条例', 'law: { name: 消防法'), 'content/learn/law/gas-rules.md 第9行：第一条出处应当是《消防法》本身，并且标 ✔；核对原文以后再写。'],
    ['an item with a source that is none', change('checklists/home-gas.yaml', 'source: 1', 'source: 4'), `${LIST} 第12行：“第1处软管没有裂吗”的出处序号写了4，出处（sources）只有1条；写第几条出处，从1数起。`],
    ['a grade that is none', change('checklists/home-gas.yaml', 'grade: soon', 'grade: 马上'), `${LIST} 第12行：“逐条”第1条的“有多急”（grade）写了“马上”，没有这一种；只能写 stop（马上停下、离开）、soon（现在就改）、better（有空再改） 之一。`],
    ['minutes in words', change('checklists/home-gas.yaml', 'minutes: 5', 'minutes: 五分钟'), `${LIST} 第5行：“要多少分钟”（minutes）写了“五分钟”，应当是一个整数；只写数字，不带单位和引号。`],
    ['an answer beyond the options', change('quiz/gas.yaml', 'answer: [2]', 'answer: [3]'), `${QUIZ} 第10行：“第1题，闻到煤气味先做什么”的答案写了第3个选项，选项只有2个；answer 写第几个选项对，从1数起。`],
    ['an option twice', change('quiz/gas.yaml', '[开灯看, 关阀门]', '[开灯看, 开灯看]'), `${QUIZ} 第10行：“第1题，闻到煤气味先做什么”里有重复的选项或答案；删掉一个。`],
    ['a question of another hazard', change('quiz/gas.yaml', 'answer: [2]', 'answer: [2], hazard: fire'), `${QUIZ} 第10行：“第1题，闻到煤气味先做什么”的 hazard 写了“fire”，这个文件开头的 hazards 里没有它；改成 gas 之一，或者在开头的 hazards 里加上。`],
    ['a heading without words', article('## 先做什么', '##'), `${ARTICLE} 第21行：有一个小标题没有字；写上小标题，或者删掉这一行。`],
    ['a heading with nothing below', article('## 不做会怎样', '## 空的\n\n## 不做会怎样'), `${ARTICLE} 第26行：小标题“空的”下面没有内容；写上内容，或者删掉这个小标题。`],
    ['a heading of the first rank', article('## 先做什么', '# 先做什么'), `${ARTICLE} 第21行：“先做什么”用了一个 #；正文里的小标题用 ##，再小一级用 ###；大标题写在开头的 title 里。`],
    ['a heading without its space', article('## 先做什么', '##先做什么'), `${ARTICLE} 第21行：“##先做什么”的 # 后面没有空格；# 和字之间空一格，才会成为小标题。`],
    ['a link to another host', article('关掉灶前', '见[这里](https://gas.example.com/a)，关掉灶前'), `${ARTICLE} 第23行：正文里有到别的网站的链接（“https://gas.example.com/a”）；删掉链接，把要说的话写出来；网站名写在出处的 seen 里。`],
    ['a bare address', article('关掉灶前', '见 www.example.com 关掉灶前'), `${ARTICLE} 第23行：正文里有到别的网站的链接（“www.example.com”）；删掉链接，把要说的话写出来；网站名写在出处的 seen 里。`],
    ['a link within the site', article('关掉灶前', '见[这里](/learn/law/gas-rules)，关掉灶前'), `${ARTICLE} 第23行：正文里有链接（“/learn/law/gas-rules”）；删掉；有关的篇目会按“怕什么”和自查清单自动列在文末。`],
    ['a picture without words', article('关掉灶前', '![](valve.png)关掉灶前'), `${ARTICLE} 第23行：图片没有说明，看不见图的人不知道画的是什么；在 ![ ] 的方括号里写一句图里有什么。`],
    ['a picture from elsewhere', article('关掉灶前', '![阀门](//img.example.com/v.png)关掉灶前'), `${ARTICLE} 第23行：图片取自别的网站（“//img.example.com/v.png”）；读者打开时会被那个网站看见；改用文字说清楚。`],
    ['markup', article('关掉灶前', '<b>关掉</b>灶前'), `${ARTICLE} 第23行：正文里有网页代码（“<b>”）；删掉，用文字和列表写。`],
  ])('%s', ([, files, sentence]) => {
    const root = contentTree(files)
    expect(sentences(root, 'stop')).toContain(sentence)
    expect(sentences(root).filter((said) => JARGON.test(said.replace(/[\w/.-]+\.(?:yaml|md)/g, '')))).toEqual([])
    expect(() => refuseMistakes(surveyContent(root, { categories: new Map([['HY16', '燃气'], ['HY12', '消防']]), today: TODAY }))).toThrow(sentence)
  })

  it('says a mistake once, and all mistakes of a file', () => {
    expect(sentences(contentTree(article(/title: .*\nsummary: .*/, 'title: 煤气\nsummary: 短')))).toHaveLength(2)
    expect(sentences(contentTree(change('checklists/home-gas.yaml', 'grade: soon', 'grade: 马上')))).toHaveLength(1)
  })

  it('blames nobody who names a piece that is itself misspelt', () => {
    expect(sentences(contentTree(change('checklists/home-gas.yaml', 'minutes: 5', 'minutes: 五')))).toHaveLength(1)
  })
})

describe('what is to be mended, though a build goes on', () => {
  it.for<[title: string, files: Record<string, string>, sentence: string | RegExp]>([
    ['a piece twice', { 'knowledge/home/gas-leak.md': `${GAS}${LONG}`, 'knowledge/home/copy.md': `${GAS.replace('先别开灯', '再别开灯')}${LONG}别的地方没有写过这一句。` }, /^content\/learn\/knowledge\/home\/gas-leak\.md：有\d+%的句子和 content\/learn\/knowledge\/home\/copy\.md 一样；删掉重复的，只留这一篇才有的；或者两篇合成一篇。$/],
    ['a title twice', { 'knowledge/home/other.md': GAS.replace(/\n---\n[\s\S]*/, '\n---\n\n别的话。\n') }, /第2行：“闻到煤气味，先别开灯”在 content\/learn\/knowledge\/home\/gas-leak\.md 里已经有了；换一个说法，或者合并成一篇。$/],
    ['a question twice', change('quiz/gas.yaml', '第2题', '第1题'), `${QUIZ} 第11行：“第1题，闻到煤气味先做什么”在 ${QUIZ} 里已经有了；换一个说法，或者合并成一篇。`],
    ['reviewed in the future', article('reviewed: 2026-11-20', 'reviewed: 2026-11-23'), `${ARTICLE} 第16行：“审读日期”（reviewed）写了2026年11月23日，这一天还没有到（今天是2026年11月22日）；改成真正核对的日子。`],
  ])('%s', ([, files, sentence]) => {
    const root = contentTree(files)
    expect(sentences(root, 'mend').filter((said) => (typeof sentence === 'string' ? said === sentence : sentence.test(said)))).toHaveLength(1)
    expect(sentences(root, 'stop')).toEqual([])
  })
})

describe('what is worth a look', () => {
  it('sources that nobody looked at for 400 days', () => {
    expect(sentences(contentTree(), undefined, '2027-12-06')).toEqual([])
    expect(sentences(contentTree(), 'note', '2027-12-07')).toContain(`${ARTICLE} 第14行：2条出处有一年多没有核对了，最早的是2026年11月1日；打开原文再看一遍，改过的跟着改，然后更新核对日期（checked）。`)
  })

  it('half-width marks beside Chinese, and no others', () => {
    const notes = sentences(contentTree(article('开窗，出门。', '开窗,出门。')), 'note')
    expect(notes).toEqual([`${ARTICLE} 第24行：“2. 开窗,出门。”里有半角标点；中文里用全角的，。：；！？（）。`])
    for (const fine of ['早上8:30开窗', '温度1,000度', 'CO2.', '写成 `a,b` 这样', 'GB 35181-2025（2025年）']) expect(sentences(contentTree(article('开窗，出门。', fine)), 'note')).toEqual([])
    for (const half of ['开窗;出门', '开窗!', '真的?', '开窗(朝外)', '开窗.', '注意:开窗']) expect(sentences(contentTree(article('开窗，出门。', half)), 'note')).toHaveLength(1)
  })
})

it('reads a tree once for each kind', () => {
  expect(KIND_NAMES.flatMap((kind) => readPieces(contentTree(), kind, () => undefined)).map(({ id }) => id)).toEqual(['home/gas-leak', 'gas-rules', 'home-gas', 'gas'])
})

it('a build of a site with a fine that nobody can check stops with that sentence, before anything is read for it', () => {
  const root = contentCopy()
  const path = 'knowledge/home/power-strip.md'
  const setUp = (command: 'build' | 'dev') => () => checkedContent(root).hooks['astro:config:setup']?.({ command } as Parameters<NonNullable<AstroIntegration['hooks']['astro:config:setup']>>[0])
  expect(setUp('build')).not.toThrow()
  writeFileSync(join(root, 'content/learn', path), `${readContent(root, path)}\n乱接的，罚款五百元。\n`)
  expect(setUp('build')).toThrow(new RegExp(`^content/learn 里有1处要改，网站没有生成：\\ncontent/learn/${path} 第\\d+行：“乱接的，罚款五百元。”写了法条、罚款、刑期或者金额，没有出处；`))
  // The preview says it and goes on.
  expect(setUp('dev')).not.toThrow()
})
