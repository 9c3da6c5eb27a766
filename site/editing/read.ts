/** Reads content/learn from the disk: every piece with its file, checked against its schema. For the content check and the tests; pages read through Astro's collections. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { z } from 'astro/zod'
import { parse } from 'yaml'
import { explain } from '../county/explain.ts'
import { quoted, wrong } from '../county/wrong.ts'
import { Bank, Campaign, Case, Checklist, Drill, Emergency, Faq, Knowledge, Law, Occasion, Poster, Topics } from '../learn/schema.ts'

/** `folder` below content/learn; the id is the path below it without the ending. */
export const KINDS = {
  knowledge: { folder: 'knowledge', ending: '.md', schema: Knowledge },
  law: { folder: 'law', ending: '.md', schema: Law },
  cases: { folder: 'cases', ending: '.md', schema: Case },
  drills: { folder: 'drills', ending: '.md', schema: Drill },
  checklists: { folder: 'checklists', ending: '.yaml', schema: Checklist },
  quiz: { folder: 'quiz', ending: '.yaml', schema: Bank },
  campaigns: { folder: 'campaigns', ending: '.yaml', schema: Campaign },
  calendar: { folder: 'calendar', ending: '.yaml', schema: Occasion },
  posters: { folder: 'posters', ending: '.yaml', schema: Poster },
  emergency: { folder: 'emergency', ending: '.yaml', schema: Emergency },
  faq: { folder: 'faq', ending: '.yaml', schema: Faq },
} as const satisfies Record<string, { folder: string; ending: string; schema: z.ZodType }>

export type Kind = keyof typeof KINDS
export type DataOf<K extends Kind> = z.output<(typeof KINDS)[K]['schema']>

export interface Piece<K extends Kind = Kind> {
  readonly kind: K
  readonly id: string
  /** Path from the repository's root, for messages. */
  readonly file: string
  readonly data: DataOf<K>
  /** Markdown below the front matter; empty for YAML. */
  readonly body: string
}

/** All good pieces of a kind, by id. Of a bad one, `onMistake` hears one Chinese sentence naming file, key and remedy. */
export function readPieces<K extends Kind>(root: string, kind: K, onMistake: (sentence: string) => void): Piece<K>[] {
  const base = join(root, 'content/learn', KINDS[kind].folder)
  return listFiles(base).flatMap((path) => {
    const file = relative(root, path).split(sep).join('/')
    try {
      return [readPiece(kind, idOf(kind, file, relative(base, path)), file, readFileSync(path, 'utf8'))]
    } catch (fault) {
      onMistake(fault instanceof Error ? fault.message : String(fault))
      return []
    }
  })
}

function idOf(kind: Kind, file: string, path: string): string {
  const { ending } = KINDS[kind]
  if (!path.endsWith(ending)) wrong(file, `这个文件夹里只放 ${ending} 文件`, '改后缀，或者挪走')
  const id = path.split(sep).join('/').slice(0, -ending.length)
  if (!/^[a-z0-9]+(?:[-/][a-z0-9]+)*$/.test(id)) wrong(file, '文件名只能用小写英文字母、数字和 -', '改文件名，它会成为网址')
  return id
}

function readPiece<K extends Kind>(kind: K, id: string, file: string, text: string): Piece<K> {
  const { front, body } = KINDS[kind].ending === '.md' ? splitFront(file, text) : { front: text, body: '' }
  const value = parseYaml(file, front)
  const result = KINDS[kind].schema.safeParse(value)
  if (!result.success) return explain(file, value, result.error.issues)
  return { kind, id, file, data: result.data as DataOf<K>, body }
}

export function readTopics(root: string): z.output<typeof Topics> {
  const file = 'content/learn/topics.yaml'
  const value = parseYaml(file, readFileSync(join(root, file), 'utf8'))
  const result = Topics.safeParse(value)
  return result.success ? result.data : explain(file, value, result.error.issues)
}

function splitFront(file: string, text: string): { front: string; body: string } {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)
  if (match === null) wrong(file, '开头没有用两行 --- 包起来的说明', '照 content/learn/templates 里的样子写')
  return { front: match?.[1] ?? '', body: match?.[2] ?? '' }
}

function parseYaml(file: string, text: string): unknown {
  try {
    return parse(text, { uniqueKeys: true })
  } catch (fault) {
    const message = fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : ''
    const line = /line (\d+)/.exec(message)?.[1]
    const written = line === undefined ? '' : quoted(text.split('\n')[Number(line) - 1]?.trim() ?? '')
    return wrong(file, `${line === undefined ? '' : `第${line}行${written}`}不合 YAML 的写法`, '看看缩进、冒号后面的空格；带冒号、# 或以引号、@、% 开头的句子要用引号括起来')
  }
}

/** Files below a folder, sorted; editors' hidden files are not ours. */
function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
