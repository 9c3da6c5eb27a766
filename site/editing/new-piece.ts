/** A template put in its place. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { editionOf } from './places.ts'
import { KINDS, KIND_NAMES, readTopics, type Kind } from './read.ts'

/**
 * Copies the template of a kind, named in English or Chinese, to `path` below its folder. `today` as 2026-11-22.
 * Returns the file's path from `root`; throws one Chinese sentence where the kind or the path will not do, or the place is taken.
 */
export function newPiece(root: string, kindWord: string, path: string, today: string): string {
  const kind = kindOf(kindWord)
  const file = placeOf(root, kind, path)
  const template = readFileSync(join(root, `content/learn/templates/${kind}${KINDS[kind].ending}`), 'utf8')
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), template.replaceAll('{{today}}', today).replaceAll('{{id}}', path).replaceAll('{{edition}}', String(editionOf(Number(path)))), { flag: 'wx' })
  return file
}

function kindOf(word: string): Kind {
  const kind = KIND_NAMES.find((name) => name === word || KINDS[name].name === word)
  if (kind !== undefined) return kind
  throw new Error(`${word === '' ? '要写明建哪一类、叫什么' : `没有“${word}”这一类`}，像这样：npm run new:content -- knowledge home/gas-smell\n能建的：${KIND_NAMES.map((name) => `${name}（${KINDS[name].name}）`).join('、')}`)
}

function placeOf(root: string, kind: Kind, path: string): string {
  const nested = kind === 'knowledge' || kind === 'emergency'
  const like = kind === 'knowledge' ? 'home/gas-smell' : kind === 'emergency' ? 'zh/gas-smell' : kind === 'campaigns' ? '2030' : 'gas-smell'
  const pattern = kind === 'campaigns' ? /^2[01]\d\d$/ : nested ? /^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/ : /^[a-z0-9]+(?:-[a-z0-9]+)*$/
  if (!pattern.test(path)) throw new Error(`文件名写了“${path}”。它会成为网址，${nested ? '要有文件夹，' : ''}${kind === 'campaigns' ? '写年份' : '只用小写英文字母、数字和 -，不带后缀'}，像 ${like}`)
  const folder = `content/learn/${KINDS[kind].folder}/${nested ? (path.split('/')[0] ?? '') : ''}`
  if (nested && !existsSync(join(root, folder)) && !isScene(root, kind, path.split('/')[0] ?? '')) throw new Error(`没有 ${folder} 这个文件夹，看看 content/learn/${KINDS[kind].folder} 下面有哪些${kind === 'knowledge' ? '；要添一个场所，先写进 content/learn/topics.yaml 的 scenes' : ''}`)
  const file = `content/learn/${KINDS[kind].folder}/${path}${KINDS[kind].ending}`
  if (existsSync(join(root, file))) throw new Error(`${file} 已经有了，换一个名字，或者直接改它`)
  return file
}

/** A place that the topics name gets its folder with its first piece. */
const isScene = (root: string, kind: Kind, folder: string): boolean =>
  kind === 'knowledge' && readTopics(root, () => undefined)?.scenes.some(({ id }) => id === folder) === true
