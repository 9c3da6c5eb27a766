/** What a schema found wrong, in an editor's words: no types, no patterns, no names of libraries. */
import type { z } from 'astro/zod'
import { quoted } from '../county/wrong.ts'
import type { Complain } from './mistake.ts'
import { namedKey, VALUES } from './names.ts'

type Issue = z.core.$ZodIssue
type Said = readonly [what: string, remedy: string]

/** Complains of everything wrong with a file's value. Where a key is misspelt, its missing twin goes unsaid: the one explains the other. */
export function explainIssues(kind: string, value: unknown, issues: readonly Issue[], complain: Complain): void {
  const unknown = issues.filter((issue) => issue.code === 'unrecognized_keys')
  for (const issue of unknown) {
    const where = issue.path.length === 0 ? '' : `${nameOf(kind, issue.path)}里`
    complain([...issue.path, issue.keys[0] ?? ''], `${where}“${issue.keys.join('”“')}”没有这一项`, '冒号前面的词照 content/learn/templates 里的写；多出来的就删掉')
  }
  const misspelt = new Set(unknown.map(({ path }) => path.join('/')))
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') continue
    const written = at(value, issue.path)
    if (written === undefined && misspelt.has(issue.path.slice(0, -1).join('/'))) continue
    complain(issue.path, ...sayIssue(nameOf(kind, issue.path), written, issue))
  }
}

function sayIssue(name: string, written: unknown, issue: Exclude<Issue, { code: 'unrecognized_keys' }>): Said {
  if (written === undefined || written === null) return [`${name}没有写`, `补上${issue.code === 'invalid_value' ? `，${oneOf(issue.values)}` : issue.code === 'invalid_type' ? expected(issue.expected) : ''}`]
  switch (issue.code) {
    case 'invalid_value':
      return [`${name}写了${quoted(written)}，没有这一种`, oneOf(issue.values)]
    case 'invalid_type':
      return sayType(name, written, issue.expected)
    case 'invalid_format':
      return [`${name}写了${quoted(written)}，不是该有的样子`, `写成${formatOf(issue.path, 'pattern' in issue ? (issue.pattern ?? '') : '')}`]
    case 'too_small':
      return saySize(name, written, `至少要${Number(issue.minimum)}`, '补一补')
    case 'too_big':
      return saySize(name, written, `最多${Number(issue.maximum)}`, '删一删')
    case 'invalid_union':
      return [`${name}写了${quoted(written)}，不是一个日子`, '写成 2026-11-22 这样']
    default:
      return [`${name}写了${quoted(written)}，不合要求`, '照 content/learn/templates 里同一类的样子写']
  }
}

const oneOf = (values: readonly unknown[]): string =>
  `只能写 ${values.map((value) => (VALUES[String(value)] === undefined ? String(value) : `${String(value)}（${VALUES[String(value)]}）`)).join('、')} 之一`

function expected(type: string): string {
  return type === 'array' ? '，一行一条，每条前面加 - 和空格' : type === 'object' ? '，下面缩进两格写它的各项' : type === 'int' || type === 'number' ? '，写一个数字' : ''
}

function sayType(name: string, written: unknown, type: string): Said {
  if (type === 'array') return [`${name}写了${quoted(written)}，应当一条一条列出来`, '一行一条，每条前面加 - 和空格；或者写成 [一, 二]']
  if (type === 'object') return [`${name}写了${quoted(written)}，应当分成几项写`, '照 content/learn/templates 里同一类的样子写']
  if (type === 'int' || type === 'number') return [`${name}写了${quoted(written)}，应当是一个整数`, '只写数字，不带单位和引号']
  if (typeof written === 'object') return [`${name}这里应当是一句话，现在被读成了几项`, '句子里有半角冒号或者以 - 开头的，整句用引号括起来']
  return [`${name}写了${quoted(written)}，应当是文字`, '用引号括起来']
}

function saySize(name: string, written: unknown, bound: string, remedy: string): Said {
  if (typeof written === 'number') return [`${name}写了${written}，${bound}`, '改一个数']
  if (Array.isArray(written)) return written.length === 0 ? [`${name}是空的`, `补上，${bound}条`] : [`${name}有${written.length}条，${bound}条`, remedy]
  const count = [...String(written).trim()].length
  return count === 0 ? [`${name}是空的`, '补上内容'] : [`${name}写了${quoted(written)}，有${count}个字，${bound}个字`, remedy]
}

function formatOf(path: readonly PropertyKey[], pattern: string): string {
  const key = path.findLast((step) => typeof step === 'string')
  if (key === 'checklists') return ' content/learn/checklists 里的文件名，不带后缀，像 home-gas'
  if (pattern.includes('{4}')) return '日期，像 2026-11-22'
  if (pattern.includes('{2}-')) return '月和日，像 06-01，用引号括起来'
  if (pattern.includes('{3,5}')) return "电话号码，用引号括起来，像 '119'"
  return '小写英文字母和数字，词之间用 - 连接，像 home-gas'
}

/** “出处第2条的核对日期（checked）”. */
export function nameOf(kind: string, path: readonly PropertyKey[]): string {
  if (path.length === 0) return '整个文件'
  const keys: string[] = []
  let name = ''
  for (const step of path) {
    if (typeof step === 'number') name = `${name}第${step + 1}条`
    else {
      keys.push(String(step))
      name = `${name === '' ? '' : `${name}的`}“${namedKey(kind, keys)?.label ?? String(step)}”`
    }
  }
  return keys.length === 0 ? name : `${name}（${keys.at(-1)}）`
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value)
}
