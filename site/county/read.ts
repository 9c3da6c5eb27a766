import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, parseDocument, type YAMLError } from 'yaml'
import type * as z from 'zod/mini'
import { explain } from './explain.ts'
import { unclosedBefore } from './unclosed.ts'
import { quoted, wrong } from './wrong.ts'

/** Reads one YAML or JSON file and checks it against its schema. Throws one Chinese sentence that names file, key and remedy. */
export function readChecked<S extends z.ZodMiniType>(root: string, file: string, schema: S): z.output<S> {
  const value = readValue(root, file)
  const result = schema.safeParse(value)
  return result.success ? result.data : explain(file, value, result.error.issues)
}

/** The names of the files in a folder, sorted; only those that somebody means to be read. */
export function listFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) wrong(folder, '没有这个文件夹', '从仓库里恢复它')
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => entry.name)
    .sort()
}

/** A file's value without a schema: its shape is checked against that of another. */
export const readPlain = (root: string, file: string): unknown => readValue(root, file)

function readValue(root: string, file: string): unknown {
  if (!existsSync(join(root, file))) wrong(file, '没有这个文件', '从仓库里恢复它，或者照别的县补一个')
  const text = readFileSync(join(root, file), 'utf8')
  const lines = new LineCounter()
  // JSON is YAML too, so the keyring gets the same sentences.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const mistake = document.errors[0] ?? document.warnings[0]
  if (mistake !== undefined) misspelt(file, text, lines.linePos(mistake.pos[0]).line, mistake)
  return document.toJS()
}

function misspelt(file: string, text: string, line: number, mistake: YAMLError): never {
  if (mistake.code === 'DUPLICATE_KEY') {
    const key = /^[^:\s]+/.exec(text.slice(mistake.pos[0]))?.[0] ?? ''
    wrong(file, `第${line}行的 ${key} 写了两遍`, '留一个，删掉另一个')
  }
  if (mistake.code === 'TAB_AS_INDENT') wrong(file, `第${line}行用 Tab 缩进`, '换成空格')
  const open = unclosedBefore(text, line)
  if (open !== null) wrong(file, `第${open.line}行${quoted((text.split('\n')[open.line - 1] ?? '').trim())}里的${open.what}`, open.remedy)
  const words = text.split('\n')[line - 1]?.trim() ?? ''
  wrong(file, `第${line}行${words === '' ? '' : quoted(words)}不合 YAML 的写法（${mistake.code}）`, '看看缩进、冒号后面的空格和引号；带 { 的句子要用引号括起来')
}
