/** YAML with the lines of its keys, and its mistakes without its jargon. */
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type YAMLError } from 'yaml'
import { unclosedBefore } from '../county/unclosed.ts'
import { quoted } from '../county/wrong.ts'
import type { Complain } from './mistake.ts'

export type Parsed =
  | { readonly value: unknown; readonly lineOf: (at: Parameters<Complain>[0]) => number | null }
  | { readonly line: number; readonly what: string; readonly remedy: string }

/** `firstLine` is the line of the file on which `text` begins. */
export function parseLines(text: string, firstLine: number): Parsed {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true })
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1
  const mistake = document.errors[0] ?? document.warnings[0]
  if (mistake !== undefined) {
    const line = counter.linePos(mistake.pos[0]).line
    const open = mistake.code === 'DUPLICATE_KEY' ? null : unclosedBefore(text, line)
    if (open !== null) return { line: open.line + firstLine - 1, what: `${quoted((text.split('\n')[open.line - 1] ?? '').trim())}里的${open.what}`, remedy: open.remedy }
    return { line: line + firstLine - 1, ...sayMistyped(mistake, text.split('\n')[line - 1] ?? '', text) }
  }
  return { value: document.toJS(), lineOf: (at) => (typeof at === 'number' || at === null ? at : lineAt(offsetOf(document, at))) }
}

function sayMistyped(mistake: YAMLError, line: string, text: string): { what: string; remedy: string } {
  if (mistake.code === 'DUPLICATE_KEY') return { what: `“${/^[^:\s]+/.exec(text.slice(mistake.pos[0]))?.[0] ?? ''}”写了两遍`, remedy: '留一个，删掉另一个' }
  if (mistake.code === 'TAB_AS_INDENT' || /^\s*\t/.test(line)) return { what: '行首用了 Tab', remedy: '换成空格，一级两格' }
  const written = line.trim() === '' ? '这一行前后' : quoted(line.trim())
  return { what: `${written}读不懂`, remedy: '看看缩进是不是对齐、冒号后面有没有空格；句子里有半角冒号、#，或者以引号、@、%、[、{、- 开头的，整句用引号括起来' }
}

/** Where the key of a path stands, or the deepest key of it that is written. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = document.contents?.range?.[0] ?? 0
  for (const step of path) {
    const next = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : isSeq(node) ? node.items[Number(step)] : undefined
    if (next === undefined) return offset
    const head = isPair(next) ? next.key : next
    offset = (head as Node | null)?.range?.[0] ?? offset
    node = isPair(next) ? next.value : next
  }
  return offset
}
