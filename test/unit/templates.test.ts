/** The templates have the shape that the schemas ask for, leave everything to be written, and the guide names what exists. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCounty } from '../../site/county/county.ts'
import { surveyContent } from '../../site/editing/check.ts'
import { newPiece } from '../../site/editing/new-piece.ts'
import { sayMistake } from '../../site/editing/mistake.ts'
import { KINDS, KIND_NAMES } from '../../site/editing/read.ts'
import { contentCopy, readContent, ROOT, TODAY } from '../support/content.ts'

const categories = new Map(readCounty(ROOT).categories.categories.map(({ id, name }) => [id, name]))
const template = (kind: (typeof KIND_NAMES)[number]) => readContent(ROOT, `templates/${kind}${KINDS[kind].ending}`)

it('there is one for each kind, outside of the folders that become pages', () => {
  expect(readdirSync(join(ROOT, 'content/learn/templates')).toSorted()).toEqual(KIND_NAMES.map((kind) => `${kind}${KINDS[kind].ending}`).toSorted())
  expect(KIND_NAMES.map((kind) => KINDS[kind].folder as string)).not.toContain('templates')
})

it.for(KIND_NAMES)('%s: lacks nothing but the words', (kind) => {
  const root = contentCopy()
  const path = kind === 'campaigns' ? '2031' : kind === 'knowledge' ? 'home/zz-new' : kind === 'emergency' ? 'zh/zz-new' : 'zz-new'
  const file = newPiece(root, kind, path, TODAY)
  if (kind === 'emergency') newPiece(root, kind, 'en/zz-new', TODAY)
  const said = surveyContent(root, { categories, today: '2030-01-01', repeats: false }).mistakes.filter((mistake) => mistake.file === file && mistake.weight !== 'note')
  expect(said.length).toBeGreaterThan(0)
  // A law page wants its own law as first source, which is yet to be named.
  expect(said.filter(({ what }) => !what.endsWith('还没有写')).map(sayMistake)).toEqual([])
})

it.for(KIND_NAMES)('%s: says in Chinese what its lines are for', (kind) => {
  expect([...template(kind).matchAll(/#\s+.*[\u4e00-\u9fff]/g)].length).toBeGreaterThan(2)
})

it('a new piece is a template in its place; a place that is taken stays as it is', () => {
  const root = contentCopy()
  expect(newPiece(root, 'faq', 'zz-new', TODAY)).toBe('content/learn/faq/zz-new.yaml')
  expect(readContent(root, 'faq/zz-new.yaml')).toContain(`reviewed: ${TODAY}`)
  expect(readContent(root, 'faq/zz-new.yaml')).not.toContain('{{')
  writeFileSync(join(root, 'content/learn/faq/zz-new.yaml'), '已经写了')
  expect(() => newPiece(root, '问答', 'zz-new', TODAY)).toThrow('content/learn/faq/zz-new.yaml 已经有了，换一个名字，或者直接改它')
  expect(readContent(root, 'faq/zz-new.yaml')).toBe('已经写了')
})

it('a new year is asked for by its number, and counted', () => {
  const root = contentCopy()
  expect(readFileSync(join(root, newPiece(root, 'campaigns', '2033', TODAY)), 'utf8')).toMatch(/year: 2033\nedition: 32 [\s\S]*from: 2033-06-01/)
})

it('a place that the topics name gets its folder with its first piece', () => {
  const root = contentCopy()
  const topics = join(root, 'content/learn/topics.yaml')
  writeFileSync(topics, readFileSync(topics, 'utf8').replace('scenes:\n', 'scenes:\n  - { id: kitchen, name: 厨房, summary: 灶台和锅, sign: square, glyph: home }\n'))
  expect(newPiece(root, 'knowledge', 'kitchen/pan', TODAY)).toBe('content/learn/knowledge/kitchen/pan.md')
  expect(surveyContent(root, { categories, today: TODAY, repeats: false }).mistakes.filter(({ what }) => what.includes('场所'))).toEqual([])
})

it.for<[kind: string, path: string, sentence: string]>([
  ['campaigns', 'next', '文件名写了“next”。它会成为网址，写年份，像 2030'],
  ['', '', '要写明建哪一类、叫什么，像这样：npm run new:content -- knowledge home/gas-smell\n能建的：knowledge（知识）、'],
  ['知道', 'a', '没有“知道”这一类，'],
  ['knowledge', '煤气', '文件名写了“煤气”。它会成为网址，要有文件夹，只用小写英文字母、数字和 -，不带后缀，像 home/gas-smell'],
  ['knowledge', '../x', '文件名写了“../x”。'],
  ['knowledge', 'kitchen/pan', '没有 content/learn/knowledge/kitchen 这个文件夹，看看 content/learn/knowledge 下面有哪些；要添一个场所，先写进 content/learn/topics.yaml 的 scenes'],
])('new:content %s %s is told what it should be', ([kind, path, sentence]) => {
  expect(() => newPiece(contentCopy(), kind, path, TODAY)).toThrow(sentence)
})

it('the guide is short, and what it names exists', () => {
  const guide = readContent(ROOT, 'README.md')
  expect(guide.split('\n').length).toBeLessThanOrEqual(150)
  const scripts = Object.keys((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts)
  const named = [...guide.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name)
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((name) => !scripts.includes(name ?? ''))).toEqual([])
  expect([...guide.matchAll(/^\| (\w+) \|/gm)].map(([, kind]) => kind ?? '').toSorted()).toEqual([...KIND_NAMES].toSorted())
  for (const [, path] of guide.matchAll(/`(content\/[\w/.-]+)`/g)) expect(existsSync(join(ROOT, path ?? '')), path).toBe(true)
})
