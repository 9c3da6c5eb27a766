/** Reads content/learn from the disk: every piece with its file, checked against its schema. For the content check and the tests; pages read through Astro's collections. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { z } from 'astro/zod'
import { Bank, Campaign, Case, Checklist, Drill, Emergency, Faq, Knowledge, Law, Occasion, Poster, Topics } from '../learn/schema.ts'
import { explainIssues } from './explain.ts'
import type { Complain, Mistake } from './mistake.ts'
import { parseLines, type Parsed } from './parse.ts'

/** `folder` below content/learn; the id is the path below it without the ending. */
export const KINDS = {
  knowledge: { name: '知识', folder: 'knowledge', ending: '.md', schema: Knowledge },
  law: { name: '法律', folder: 'law', ending: '.md', schema: Law },
  cases: { name: '案例', folder: 'cases', ending: '.md', schema: Case },
  drills: { name: '演练', folder: 'drills', ending: '.md', schema: Drill },
  checklists: { name: '自查清单', folder: 'checklists', ending: '.yaml', schema: Checklist },
  quiz: { name: '题库', folder: 'quiz', ending: '.yaml', schema: Bank },
  campaigns: { name: '安全生产月', folder: 'campaigns', ending: '.yaml', schema: Campaign },
  calendar: { name: '日历', folder: 'calendar', ending: '.yaml', schema: Occasion },
  posters: { name: '挂图', folder: 'posters', ending: '.yaml', schema: Poster },
  emergency: { name: '应急', folder: 'emergency', ending: '.yaml', schema: Emergency },
  faq: { name: '问答', folder: 'faq', ending: '.yaml', schema: Faq },
} as const satisfies Record<string, { name: string; folder: string; ending: string; schema: z.ZodType }>

export type Kind = keyof typeof KINDS
export const KIND_NAMES = Object.keys(KINDS) as Kind[]
type DataOf<K extends Kind> = z.output<(typeof KINDS)[K]['schema']>

export interface Piece<K extends Kind = Kind> {
  readonly kind: K
  readonly id: string
  /** Path from the repository's root, for messages. */
  readonly file: string
  readonly data: DataOf<K>
  /** Markdown below the front matter; empty for YAML. */
  readonly body: string
  /** The line of the file on which the body's first line stands; 1 for YAML, where nothing asks. */
  readonly bodyLine: number
  /** The line of a key, of the nearest key above it where it is not written; a line stays itself. */
  readonly lineOf: (at: Parameters<Complain>[0]) => number | null
}

/** All good pieces of a kind, by id. Of a bad one, `onMistake` hears each thing that is wrong. */
export function readPieces<K extends Kind>(root: string, kind: K, onMistake: (mistake: Mistake) => void): Piece<K>[] {
  const base = join(root, 'content/learn', KINDS[kind].folder)
  return listFiles(base).flatMap((path) => {
    const file = relative(root, path).split(sep).join('/')
    const complain: Complain = (at, what, remedy, weight = 'stop') => onMistake({ file, line: typeof at === 'number' ? at : null, what, remedy, weight })
    const id = idOf(kind, relative(base, path), complain)
    const piece = id === null ? null : readPiece(kind, id, { file, text: readFileSync(path, 'utf8') }, onMistake)
    return piece === null ? [] : [piece]
  })
}

function idOf(kind: Kind, path: string, complain: Complain): string | null {
  const { ending } = KINDS[kind]
  const id = path.split(sep).join('/').replace(/\.[^./]+$/, '')
  if (!path.endsWith(ending)) complain(null, `这个文件夹里只放 ${ending} 结尾的文件`, `改成 ${id}${ending}，或者挪走`)
  else if (/^[a-z0-9]+(?:[-/][a-z0-9]+)*$/.test(id)) return id
  else complain(null, '文件名会成为网址，只能用小写英文字母、数字和 -', '改文件名，像 gas-leak')
  return null
}

function readPiece<K extends Kind>(kind: K, id: string, { file, text }: { file: string; text: string }, onMistake: (mistake: Mistake) => void): Piece<K> | null {
  const say = (line: number | null, what: string, remedy: string) => onMistake({ file, line, what, remedy, weight: 'stop' })
  const { front, frontLine, body, bodyLine } = KINDS[kind].ending === '.md' ? splitFront(text) : { front: text, frontLine: 1, body: '', bodyLine: 1 }
  if (front === null) {
    say(1, '开头没有用两行 --- 包起来的说明', '照 content/learn/templates 里同一类的样子，第一行写 ---，说明写完再写一行 ---')
    return null
  }
  const parsed = parseLines(front, frontLine)
  if ('what' in parsed) {
    say(parsed.line, parsed.what, parsed.remedy)
    return null
  }
  const result = KINDS[kind].schema.safeParse(parsed.value)
  if (result.success) return { kind, id, file, data: result.data as DataOf<K>, body, bodyLine, lineOf: parsed.lineOf }
  explainIssues(kind, parsed.value, result.error.issues, (at, what, remedy) => say(parsed.lineOf(at), what, remedy))
  return null
}

export const TOPICS = 'content/learn/topics.yaml'
export type TopicLists = z.output<typeof Topics> & {
  /** The line on which a topic stands. */
  readonly lineOf: (id: string) => number | null
}

/** The topics; null, and a mistake, where the file is wrong. */
export function readTopics(root: string, onMistake: (mistake: Mistake) => void): TopicLists | null {
  const file = TOPICS
  const parsed: Parsed = parseLines(readFileSync(join(root, file), 'utf8'), 1)
  const result = 'what' in parsed ? null : Topics.safeParse(parsed.value)
  if (result?.success === true && !('what' in parsed)) return { ...result.data, lineOf: (id) => lineOfTopic(result.data, id, parsed.lineOf) }
  if ('what' in parsed) onMistake({ file, ...parsed, weight: 'stop' })
  else if (result !== null) explainIssues('topics', parsed.value, result.error?.issues ?? [], (at, what, remedy) => onMistake({ file, line: parsed.lineOf(at), what, remedy, weight: 'stop' }))
  return null
}

function lineOfTopic(topics: z.output<typeof Topics>, id: string, lineOf: Piece['lineOf']): number | null {
  for (const [list, entries] of Object.entries(topics)) {
    const at = entries.findIndex((entry) => entry.id === id)
    if (at >= 0) return lineOf([list, at])
  }
  return null
}

/** `front` is null where there is none. Lines are counted from 1 in the whole file. */
function splitFront(text: string): { front: string | null; frontLine: number; body: string; bodyLine: number } {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n([\s\S]*))?$/.exec(text)
  const front = match?.[1] ?? null
  return { front, frontLine: 2, body: match?.[2] ?? '', bodyLine: (front ?? '').split('\n').length + 3 }
}

/** Files below a folder, sorted; editors' hidden files are not ours. */
function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
