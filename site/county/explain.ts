import type * as z from 'zod/mini'
import { DAY } from '#contract/ids.ts'
import { quoted, wrong } from './wrong.ts'

type Issue = z.core.$ZodIssue

const KINDS: Record<string, string> = {
  string: '文字', int: '整数', number: '数字', boolean: 'true 或 false', array: '一个列表', object: '一组“键: 值”', record: '一组“键: 值”',
}

/** Patterns of the contract, as people say them. */
const FORMATS: readonly [pattern: string, words: string][] = [
  [String(DAY), '日期，像 2026-10-01'],
  [String.raw`/^HY\d{2}$/`, '类别代码，像 HY16'],
  [String.raw`/^[a-z][a-z0-9-]{1,30}$/`, '小写英文字母、数字和 -，像 ankang-2026'],
  [String.raw`/^\p{Script=Han}{2,12}$/u`, '2到12个汉字，像 示安办举转'],
  [String.raw`/^\d{5}$/`, '5位号码，用引号括起来'],
]

/** Throws the first thing wrong with a file's value, as a sentence. An unknown key comes first: it is mostly the cause of a missing one. */
export function explain(file: string, value: unknown, issues: readonly Issue[]): never {
  const issue = issues.find((one) => one.code === 'unrecognized_keys') ?? issues[0]
  if (issue === undefined) throw new Error(`${file}：没有通过检查。`)
  const name = nameOf(value, issue.path)
  const written = at(value, issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return wrong(file, `${issue.path.length === 0 ? '' : `${name} 里的 `}${issue.keys.join('、')} 这个键不认识`, '删掉，或者看看是不是写错了字')
    case 'invalid_value':
      if (written === undefined) return wrong(file, `${name} 没有写`, `补上 ${issue.values.join('、')} 之一`)
      return wrong(file, `${name} 写了${quoted(written)}，只能是 ${issue.values.join('、')}`, '改成其中一个')
    case 'invalid_union':
      return wrong(file, `${name} ${written === undefined ? '没有写' : `写了${quoted(written)}，不是能用的一种`}`, '改成说明里列出的一种')
    case 'invalid_type':
      return wrongType(file, name, written, KINDS[issue.expected] ?? issue.expected)
    case 'invalid_format':
      return wrong(file, `${name} 写了${quoted(written)}，不合格式`, `改成${formatOf(issue)}`)
    case 'too_small':
      return wrongSize(file, name, written, issue.origin, `至少${Number(issue.minimum)}`, '太小了', '改成大于0的数')
    case 'too_big':
      return wrongSize(file, name, written, issue.origin, `最多${Number(issue.maximum)}`, '太大了', '改小')
    default:
      return wrong(file, `${name} 写了${quoted(written)}，不合要求`, '对照 worker/contract 里的说明改')
  }
}

/** Numbers, texts and lists that are too short or too long. An empty one is simply empty. */
function wrongSize(file: string, name: string, written: unknown, origin: string, bound: string, what: string, remedy: string): never {
  if (origin === 'number' || origin === 'int') return wrong(file, `${name} 写了${quoted(written)}，${what}`, remedy)
  if (Array.isArray(written) && written.length > 0) return wrong(file, `${name} 有${written.length}项，${bound}项`, '增减到合适')
  if (typeof written === 'string' && written.trim() !== '') return wrong(file, `${name} 写了${quoted(written)}，有${[...written.trim()].length}个字，${bound}个字`, '改写一下')
  return wrong(file, `${name} 是空的`, '写上内容')
}

function wrongType(file: string, name: string, written: unknown, kind: string): never {
  if (written === undefined || written === null) return wrong(file, `${name} 没有写`, `补上，应当是${kind}`)
  const quote = kind === '文字' && typeof written !== 'object'
  return wrong(file, `${name} 写了${quoted(written)}，应当是${kind}`, quote ? '用引号括起来' : `改成${kind}`)
}

function formatOf(issue: Issue): string {
  const pattern = 'pattern' in issue ? issue.pattern : ''
  return FORMATS.find(([known]) => known === pattern)?.[1] ?? '小写英文字母，词之间用 - 连接'
}

/** “HY16 的 lead”: an element of a list goes by its own id, number, kind or year. */
export function nameOf(value: unknown, path: readonly PropertyKey[]): string {
  let name = ''
  for (const [index, key] of path.entries()) {
    if (typeof key === 'number') name = idOf(at(value, path.slice(0, index + 1))) ?? `${name === '' ? '清单' : `${name} `}第${key + 1}项`
    else name = name === '' ? String(key) : `${name} 的 ${String(key)}`
  }
  return name === '' ? '整个文件' : name
}

function idOf(element: unknown): string | null {
  for (const key of ['id', 'number', 'kind', 'version']) {
    const id = at(element, [key])
    if (typeof id === 'string' || typeof id === 'number') return String(id)
  }
  return null
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value)
}
