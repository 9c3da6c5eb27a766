/** Names of one thing in another: topics, categories, pieces. Whoever wrote a Chinese name is told the right word for it. */
import type { Complain } from './mistake.ts'
import { nameOf } from './explain.ts'
import type { Piece } from './read.ts'

/** Words with their Chinese names; null where the file that lists them cannot be read, and nothing can be said. */
export interface Known {
  readonly scenes: ReadonlyMap<string, string> | null
  readonly hazards: ReadonlyMap<string, string> | null
  readonly audiences: ReadonlyMap<string, string> | null
  readonly categories: ReadonlyMap<string, string>
  /** `collection/id` of all pieces. */
  readonly pieces: ReadonlySet<string>
}

interface Referring {
  readonly hazards?: readonly string[]; readonly audience?: readonly string[]; readonly categories?: readonly string[]; readonly checklists?: readonly string[]
  readonly pieces?: readonly string[]; readonly piece?: string; readonly scene?: string
  readonly packages?: readonly { readonly pieces: readonly string[] }[]; readonly items?: readonly { readonly category?: string | undefined }[]
}

export function checkReferences({ kind, id, data }: Piece, known: Known, complain: Complain): void {
  const all = data as Referring
  const demand = (path: readonly PropertyKey[], value: string, words: ReadonlyMap<string, string> | null, where: string) => {
    if (words !== null && !words.has(value)) complain(path, `${nameOf(kind, path)}写了“${value}”，没有这一项`, remedyFor(value, words, where))
  }
  for (const [index, value] of (all.hazards ?? []).entries()) demand(['hazards', index], value, known.hazards, 'content/learn/topics.yaml')
  for (const [index, value] of (all.audience ?? []).entries()) demand(['audience', index], value, known.audiences, 'content/learn/topics.yaml')
  for (const [index, value] of (all.categories ?? []).entries()) demand(['categories', index], value, known.categories, 'content/county/categories.yaml')
  for (const [index, { category }] of (all.items ?? []).entries()) if (category !== undefined) demand(['items', index, 'category'], category, known.categories, 'content/county/categories.yaml')
  if (all.scene !== undefined) demand(['scene'], all.scene, known.scenes, 'content/learn/topics.yaml')
  demandPieces(kind, all, known.pieces, complain)
  const folder = id.split('/')[0] ?? ''
  if (kind === 'knowledge' && known.scenes !== null && !(known.scenes.has(folder) && id.includes('/'))) complain(null, '知识要放在一个场所的文件夹里', `挪到 content/learn/knowledge 下面的 ${sayAll(known.scenes)} 之一`)
  if (kind === 'emergency' && !/^[a-z]{2,3}\//.test(id)) complain(null, '应急卡片要分语言放', '中文放进 zh 文件夹，英文放进 en，别的语言照 languages.yaml 里的 id')
}

function demandPieces(kind: string, { checklists = [], pieces = [], piece, packages = [] }: Referring, known: ReadonlySet<string>, complain: Complain): void {
  const demand = (path: readonly PropertyKey[], written: string, address: string) => {
    if (!known.has(address)) complain(path, `${nameOf(kind, path)}写了“${written}”，content/learn 里没有这一篇`, '看看那一篇的文件夹和文件名，照着写，不带后缀')
  }
  for (const [index, one] of checklists.entries()) demand(['checklists', index], one, `checklists/${one}`)
  for (const [index, one] of pieces.entries()) demand(['pieces', index], one, one)
  if (piece !== undefined) demand(['piece'], piece, piece)
  for (const [at, { pieces }] of packages.entries()) for (const [index, one] of pieces.entries()) demand(['packages', at, 'pieces', index], one, one)
}

/** “燃气”要写成 gas; else all that can be written, or where they stand when they are many. */
function remedyFor(value: string, words: ReadonlyMap<string, string>, where: string): string {
  const [meant] = [...words].find(([, name]) => name === value || name.includes(value) || value.includes(name)) ?? []
  if (meant !== undefined) return `“${words.get(meant)}”要写成 ${meant}`
  return words.size > 30 ? `从 ${where} 里选` : `从 ${where} 里选：${sayAll(words)}`
}

const sayAll = (words: ReadonlyMap<string, string>): string => [...words].map(([id, name]) => `${id}（${name}）`).join('、')
