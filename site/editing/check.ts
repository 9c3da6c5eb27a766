/** What must hold between the pieces of content/learn, beyond each one's own shape. Every mistake is one Chinese sentence of an editor's words. */
import { quoted } from '../county/wrong.ts'
import { checkDays } from './days.ts'
import { checkFigures } from './figures.ts'
import { sayMistake, type Complain, type Mistake } from './mistake.ts'
import { checkPlace } from './places.ts'
import { checkProse } from './prose.ts'
import { KIND_NAMES, readPieces, readTopics, TOPICS, type Kind, type Piece, type TopicLists } from './read.ts'
import { checkReferences, type Known } from './references.ts'
import { checkRepeats } from './repeats.ts'

export interface Survey {
  /** Those that are well shaped. */
  readonly pieces: readonly Piece[]
  /** By file, then by line. */
  readonly mistakes: readonly Mistake[]
}

/** `categories` are the county's, by their HY codes with their names; `today` as 2026-11-22. `repeats: false` leaves out what takes longest and stops no build. */
interface Surrounds {
  readonly categories: ReadonlyMap<string, string>
  readonly today: string
  readonly repeats?: boolean
}

/** Reads and checks everything below content/learn that has a schema of site/learn/schema.ts. */
export function surveyContent(root: string, { categories, today, repeats = true }: Surrounds): Survey {
  const mistakes: Mistake[] = []
  const found = (mistake: Mistake) => void mistakes.push(mistake)
  const topics = readTopics(root, found)
  const pieces = KIND_NAMES.flatMap((kind) => readPieces<Kind>(root, kind, found))
  // Who cannot be read may well be the one that uses a topic.
  const allRead = mistakes.length === 0
  const named = (list: readonly { id: string; name: string }[] | undefined) => (list === undefined ? null : new Map(list.map(({ id, name }) => [id, name])))
  const known: Known = {
    scenes: named(topics?.scenes), hazards: named(topics?.hazards), audiences: named(topics?.audiences), categories,
    // A piece that is misspelt still exists: whoever names it is not to blame.
    pieces: new Set([...pieces.map(({ kind, id }) => `${kind}/${id}`), ...mistakes.map(({ file }) => file.replace(/^content\/learn\/|\.\w+$/g, ''))]),
  }
  for (const piece of pieces) {
    const complain = complainer(piece, found)
    checkReferences(piece, known, complain)
    checkPlace(piece, known.pieces, complain)
    checkNumbers(piece, complain)
    checkFigures(piece, complain)
    checkDays(piece, today, complain)
    checkProse(piece, complain)
  }
  if (topics !== null && allRead) warnOfUnused(topics, pieces, found)
  if (repeats) checkRepeats(pieces, (piece) => complainer(piece, found))
  return { pieces, mistakes: mistakes.toSorted((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0)) }
}

/** Throws the sentences of what would make a published page untrue or broken. The rest is for the content check. */
export function refuseMistakes({ mistakes }: Survey): void {
  const grave = mistakes.filter(({ weight }) => weight === 'stop')
  if (grave.length === 0) return
  const shown = grave.slice(0, 20).map(sayMistake)
  throw new Error(`content/learn 里有${grave.length}处要改，网站没有生成：\n${shown.join('\n')}${grave.length > shown.length ? '\n其余的运行 npm run check:content 看' : ''}`)
}

const complainer = ({ file, lineOf }: Piece, found: (mistake: Mistake) => void): Complain =>
  (at, what, remedy, weight = 'stop') => found({ file, line: lineOf(at), what, remedy, weight })

/** A topic without a piece has an empty page. */
function warnOfUnused(topics: TopicLists, pieces: readonly Piece[], found: (mistake: Mistake) => void): void {
  const used = new Set(pieces.flatMap(({ kind, id, data }) => [
    ...('hazards' in data ? data.hazards : []), ...('audience' in data ? data.audience : []), ...(kind === 'knowledge' ? [id.split('/')[0] ?? ''] : []),
  ]))
  const unused = [...topics.scenes, ...topics.hazards, ...topics.audiences].filter(({ id }) => !used.has(id))
  for (const { id, name } of unused) found({ file: TOPICS, line: topics.lineOf(id), what: `${quoted(name)}（${id}）还没有哪一篇用到`, remedy: '写一篇用上它，或者从这里删掉', weight: 'note' })
}

/** Numbers that point into a list of the same file. */
function checkNumbers({ kind, data }: Piece, complain: Complain): void {
  if (kind === 'quiz') for (const [index, question] of (data as Piece<'quiz'>['data']).questions.entries()) checkQuestion(data as Piece<'quiz'>['data'], question, (what, remedy) => complain(['questions', index], what, remedy))
  if (kind === 'posters') {
    const { piece, lines } = data as Piece<'posters'>['data']
    if (lines === undefined && !piece.startsWith('knowledge/')) complain(['piece'], `${quoted(piece)}里没有“记住这几条”可以印`, '写上 lines，三到五句')
  }
  if (kind === 'checklists') {
    const { items, sources } = data as Piece<'checklists'>['data']
    for (const [index, { ask, source }] of items.entries()) if (source !== undefined && source > sources.length) complain(['items', index, 'source'], `${quoted(ask)}的出处序号写了${source}，出处（sources）只有${sources.length}条`, '写第几条出处，从1数起')
  }
}

type BankData = Piece<'quiz'>['data']

function checkQuestion({ sources, hazards }: BankData, { question, options, answer, source, hazard }: BankData['questions'][number], say: (what: string, remedy: string) => void): void {
  if (hazard !== undefined && !hazards.includes(hazard)) say(`${quoted(question)}的 hazard 写了“${hazard}”，这个文件开头的 hazards 里没有它`, `改成 ${hazards.join('、')} 之一，或者在开头的 hazards 里加上`)
  if (answer.some((one) => one > options.length)) say(`${quoted(question)}的答案写了第${Math.max(...answer)}个选项，选项只有${options.length}个`, 'answer 写第几个选项对，从1数起')
  if (new Set(answer).size !== answer.length || new Set(options).size !== options.length) say(`${quoted(question)}里有重复的选项或答案`, '删掉一个')
  if (source > sources.length) say(`${quoted(question)}的出处序号写了${source}，出处（sources）只有${sources.length}条`, '写第几条出处，从1数起')
}
