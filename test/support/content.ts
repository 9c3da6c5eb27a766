/** A small content/learn in a folder of its own, for tests that break it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { surveyContent } from '../../site/editing/check.ts'
import { sayMistake, type Weight } from '../../site/editing/mistake.ts'

export const ROOT = resolve(import.meta.dirname, '../..')
export const TODAY = '2026-11-22'
export const CATEGORIES = new Map([['HY16', '燃气'], ['HY12', '消防']])

const SOURCE = (mark = '✔') => `{ document: 城镇燃气管理条例, article: 第二十八条, mark: ${mark}, seen: 司法部网站, checked: 2026-11-01 }`

export const GAS = `---
title: 闻到煤气味，先别开灯
summary: 关阀、开窗、出去，再打电话。这个顺序不能反。
hazards: [gas, fire]
audience: [everyone]
categories: [HY16]
checklists: [home-gas]
keywords: [煤气泄漏]
remember:
  - 不开灯、不关灯、不打火
  - 关总阀，开窗
  - 到屋外再打电话
sources:
  - ${SOURCE()}
  - ${SOURCE('记忆')}
reviewed: 2026-11-20
---

闻到臭鸡蛋味，就当它是煤气。〔2〕

## 先做什么

1. 关掉灶前的阀门。
2. 开窗，出门。

## 不做会怎样

私自改管的，可以处一千元以上的罚款。〔1〕
`

const LAW = `---
title: 燃气条例怎么说
summary: 用气的人、送气的人、开饭馆的人，各要做到什么。
hazards: [gas]
audience: [everyone]
categories: []
checklists: []
keywords: []
sources:
  - ${SOURCE()}
reviewed: 2026-11-20
law: { name: 城镇燃气管理条例, number: 国务院令第583号, effective: 2011-03-01, status: 现行有效 }
articles:
  - { article: 第二十七条, title: 用气的人, says: 按规矩用气，用合格的灶具和软管，到年限就换。 }
  - { article: 第二十八条, title: 不许做的事, says: 不许私自改管道，不许拿气瓶倒着灌气用火烤。 }
  - { article: 第三十条, title: 送气的人, says: 送气的人要查一遍你家里的软管和阀门，再接上。 }
---

你家里装了燃气，这部条例就跟你有关。
`

const LIST = `title: 家里的燃气
summary: 从灶台、软管看到热水器和报警器，每一条站着就能看。
scene: home
place: 自家厨房
minutes: 5
hazards: [gas]
audience: [everyone]
sources:
  - ${SOURCE()}
reviewed: 2026-11-20
items:
${Array.from({ length: 6 }, (_, index) => `  - { ask: 第${index + 1}处软管没有裂吗, why: 裂了会漏气的, fix: 叫人来换一根, grade: soon, category: HY16, source: 1 }`).join('\n')}
`

const QUIZ = `title: 燃气的题
summary: 做八道题，看看自己记住了没有。
use: practice
hazards: [gas]
audience: [everyone]
sources:
  - ${SOURCE()}
reviewed: 2026-11-20
questions:
${Array.from({ length: 8 }, (_, index) => `  - { question: 第${index + 1}题，闻到煤气味先做什么, options: [开灯看, 关阀门], answer: [2], explanation: 开关会打火，先关阀门再出去。, source: 1 }`).join('\n')}
`

const TOPICS = `scenes:
  - { id: home, name: 在家里, summary: 家里的事, sign: square, glyph: home }
hazards:
  - { id: gas, name: 燃气, sign: triangle, glyph: flame }
  - { id: fire, name: 火灾, sign: triangle, glyph: flame }
audiences:
  - { id: everyone, name: 所有人 }
`

export const FILES: Readonly<Record<string, string>> = {
  'topics.yaml': TOPICS, 'knowledge/home/gas-leak.md': GAS, 'law/gas-rules.md': LAW, 'checklists/home-gas.yaml': LIST, 'quiz/gas.yaml': QUIZ,
}

/** Writes the small tree with some files changed or added; gone when the test ends. Returns the root that holds content/learn. */
export function contentTree(changes: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'anshao-content-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, text] of Object.entries({ ...FILES, ...changes })) {
    const file = join(root, 'content/learn', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return root
}

/** The repository's own content, copied. */
export function contentCopy(): string {
  const root = mkdtempSync(join(tmpdir(), 'anshao-content-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  cpSync(join(ROOT, 'content'), join(root, 'content'), { recursive: true })
  return root
}

/** The sentences about a tree, those of one weight where it is given. */
export function sentences(root: string, weight?: Weight, today = TODAY): string[] {
  return surveyContent(root, { categories: CATEGORIES, today }).mistakes.filter((mistake) => weight === undefined || mistake.weight === weight).map(sayMistake)
}

export const readContent = (root: string, path: string): string => readFileSync(join(root, 'content/learn', path), 'utf8')
