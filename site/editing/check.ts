/** What must hold between the pieces of content/learn, beyond each one's own shape. Every mistake is one Chinese sentence. */
import { wrong } from '../county/wrong.ts'
import { checkFigures } from './figures.ts'
import { KINDS, readPieces, readTopics, type Kind, type Piece } from './read.ts'

export interface Library {
  readonly pieces: readonly Piece[]
  readonly ids: ReadonlySet<string>
}

/** Reads and checks everything; throws at the first mistake. `categories` are the county's HY codes. */
export function checkContent(root: string, categories: ReadonlySet<string>): Library {
  const { library, mistakes } = surveyContent(root, categories)
  if (mistakes[0] !== undefined) throw new Error(mistakes[0])
  return library
}

/** Reads and checks everything, and collects every mistake rather than the first. */
export function surveyContent(root: string, categories: ReadonlySet<string>): { library: Library; mistakes: string[] } {
  const mistakes: string[] = []
  const attempt = <T>(action: () => T): T | undefined => {
    try {
      return action()
    } catch (fault) {
      mistakes.push(fault instanceof Error ? fault.message : String(fault))
      return undefined
    }
  }
  const topics = readTopics(root)
  const pieces = (Object.keys(KINDS) as Kind[]).flatMap((kind) => readPieces<Kind>(root, kind, (sentence) => mistakes.push(sentence)))
  const known: Known = {
    scenes: new Set(topics.scenes.map(({ id }) => id)),
    hazards: new Set(topics.hazards.map(({ id }) => id)),
    audiences: new Set(topics.audiences.map(({ id }) => id)),
    categories,
    pieces: new Set(pieces.map(({ kind, id }) => `${kind}/${id}`)),
  }
  for (const piece of pieces) {
    attempt(() => checkReferences(piece, known))
    attempt(() => checkOrder(piece))
    attempt(() => checkFigures(piece))
  }
  attempt(() => checkTitles(pieces))
  return { library: { pieces, ids: known.pieces }, mistakes }
}

interface Known {
  readonly scenes: ReadonlySet<string>
  readonly hazards: ReadonlySet<string>
  readonly audiences: ReadonlySet<string>
  readonly categories: ReadonlySet<string>
  readonly pieces: ReadonlySet<string>
}

function checkReferences({ kind, id, file, data }: Piece, known: Known): void {
  const demand = (key: string, values: readonly string[] | undefined, set: ReadonlySet<string>, where: string) => {
    for (const value of values ?? []) if (!set.has(value)) wrong(file, `${key} 里的“${value}”没有这一项`, `从${where}里选`)
  }
  const all = data as { hazards?: string[]; audience?: string[]; categories?: string[]; checklists?: string[]; pieces?: string[]; piece?: string; scene?: string; packages?: { pieces: string[] }[]; items?: { category?: string }[] }
  demand('hazards', all.hazards, known.hazards, ' content/learn/topics.yaml ')
  demand('audience', all.audience, known.audiences, ' content/learn/topics.yaml ')
  demand('categories', [...(all.categories ?? []), ...(all.items ?? []).flatMap(({ category }) => category ?? [])], known.categories, ' content/county/categories.yaml ')
  demand('checklists', all.checklists?.map((one) => `checklists/${one}`), known.pieces, ' content/learn/checklists ')
  demand('pieces', [...(all.pieces ?? []), ...(all.packages ?? []).flatMap(({ pieces }) => pieces)], known.pieces, ' content/learn ')
  demand('piece', all.piece === undefined ? [] : [all.piece], known.pieces, ' content/learn ')
  demand('scene', all.scene === undefined ? [] : [all.scene], known.scenes, ' content/learn/topics.yaml ')
  if (kind === 'knowledge') demand('文件夹', [id.split('/')[0] ?? ''], known.scenes, ' content/learn/topics.yaml 的 scenes ')
  if (kind === 'emergency') demand('文件夹', [id.split('/')[0] ?? ''], new Set(['zh', 'en']), ' zh、en ')
}

/** Numbers that point into a list of the same file, and days that run forwards. */
function checkOrder({ kind, file, data }: Piece): void {
  if (kind === 'quiz') {
    const { questions, sources, hazards } = data as Piece<'quiz'>['data']
    for (const { question, options, answer, source, hazard } of questions) {
      if (hazard !== undefined && !hazards.includes(hazard)) wrong(file, `“${question}”的 hazard 写了“${hazard}”，不在这个文件的 hazards 里`, '改成其中一个，或者在 hazards 里加上')
      if (answer.some((one) => one > options.length)) wrong(file, `“${question}”的 answer 超出了选项`, 'answer 写第几个选项对，从1数起')
      if (new Set(answer).size !== answer.length || new Set(options).size !== options.length) wrong(file, `“${question}”里有重复的选项或答案`, '删掉一个')
      if (source > sources.length) wrong(file, `“${question}”的 source 写了${source}，sources 只有${sources.length}条`, '写出处的序号，从1数起')
    }
  }
  if (kind === 'posters') {
    const { piece, lines } = data as Piece<'posters'>['data']
    if (lines === undefined && !piece.startsWith('knowledge/')) wrong(file, `“${piece}”里没有 remember 可以印`, '写上 lines，三到五句')
  }
  if (kind === 'checklists') {
    const { items, sources } = data as Piece<'checklists'>['data']
    for (const { ask, source } of items) if (source !== undefined && source > sources.length) wrong(file, `“${ask}”的 source 写了${source}，sources 只有${sources.length}条`, '写出处的序号，从1数起')
  }
}

/** No two pieces may be called the same, and no question may be asked twice. */
function checkTitles(pieces: readonly Piece[]): void {
  const seen = new Map<string, string>()
  const once = (words: string, file: string) => {
    const before = seen.get(words)
    if (before !== undefined) wrong(file, `“${words}”在 ${before} 里已经有了`, '换一个说法，或者合并成一篇')
    seen.set(words, file)
  }
  for (const { kind, file, data } of pieces) {
    if (kind === 'quiz') for (const { question } of (data as Piece<'quiz'>['data']).questions) once(question, file)
    if ('title' in data && kind !== 'emergency' && kind !== 'posters') once(data.title, file)
  }
}
