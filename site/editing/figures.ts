/**
 * Legal figures need a source (design.md §1, promise 4). A paragraph that names an article, a fine, a sentence or a sum must carry 〔n〕,
 * the number of a ✔ source of the same piece, or say “以本县公布为准”.
 */
import { quoted } from '../county/wrong.ts'
import type { Complain } from './mistake.ts'
import type { Piece } from './read.ts'
import { textsOf } from './texts.ts'

const FIGURE = /第[一二三四五六七八九十百零]+条(?![路命街线船腿绳])|罚款|拘留|有期徒刑|拘役|[\d,.]+\s*万?元|[一二三四五六七八九十百]+万元/
const CITED = /〔(\d+)〕/g
const RESERVED = '以本县公布为准'

interface Cited { readonly mark: string }
interface Paragraph { readonly text: string; readonly at: readonly PropertyKey[] | number }

export function checkFigures(piece: Piece, complain: Complain): void {
  const { data, kind } = piece
  const sources: readonly Cited[] = 'sources' in data ? data.sources : []
  const paragraphs = paragraphsOf(piece)
  for (const { text, at } of paragraphs) {
    const cited = [...text.matchAll(CITED)].map(([, number]) => Number(number))
    for (const number of cited) if (sources[number - 1] === undefined) complain(at, `${quoted(text)}里的〔${number}〕没有对应的出处`, `出处（sources）现在只有${sources.length}条，补一条，或者改序号`)
    if (!FIGURE.test(text) || text.includes(RESERVED)) continue
    if (!cited.some((number) => sources[number - 1]?.mark === '✔')) {
      complain(at, `${quoted(text)}写了法条、罚款、刑期或者金额，没有出处`, '句末加〔1〕这样的序号，指向出处（sources）里标 ✔ 的一条；核对不了的，写上“以本县公布为准”')
    }
  }
  // Titles, summaries, orders of a few words have no room for 〔n〕: the piece as a whole must have a source that was seen.
  if (kind !== 'quiz' && !sources.some(({ mark }) => mark === '✔')) {
    for (const { text, at } of textsOf(data)) if (FIGURE.test(text) && !text.includes(RESERVED) && !paragraphs.some((paragraph) => paragraph.text.startsWith(text))) complain(at, `${quoted(text)}写了法条、罚款、刑期或者金额，出处（sources）里没有标 ✔ 的`, '核对原文，补一条标 ✔ 的出处；核对不了的，写上“以本县公布为准”')
  }
  if (kind === 'quiz') checkQuestions(piece as Piece<'quiz'>, complain)
  if (kind === 'law') checkLaw(piece as Piece<'law'>, complain)
}

/** The texts in which 〔n〕 is written. */
function paragraphsOf({ kind, data, body, bodyLine }: Piece): Paragraph[] {
  const lines = splitParagraphs(body, bodyLine)
  if (kind === 'cases') {
    const { timeline, causes, lessons } = data as Piece<'cases'>['data']
    const each = (key: string, texts: readonly string[]): Paragraph[] => texts.map((text, index) => ({ text, at: [key, index] }))
    return [...lines, ...each('timeline', timeline.map(({ what }) => what)), ...each('causes', causes), ...each('lessons', lessons)]
  }
  if (kind === 'checklists') {
    const { items } = data as Piece<'checklists'>['data']
    return items.flatMap(({ why, fix, source }, index) => [why, fix].map((text) => ({ text: source === undefined ? text : `${text}〔${source}〕`, at: ['items', index] })))
  }
  if (kind === 'faq') return (data as Piece<'faq'>['data']).answer.map((text, index) => ({ text, at: ['answer', index] }))
  return lines
}

/** Blank lines and list marks part paragraphs. */
function splitParagraphs(body: string, firstLine: number): Paragraph[] {
  const paragraphs: { text: string; at: number }[] = []
  let open = false
  for (const [index, line] of body.split('\n').entries()) {
    const words = line.trim()
    if (words === '') open = false
    else if (open && !/^(?:[-*]|\d+\.)\s/.test(words)) (paragraphs.at(-1) ?? { text: '' }).text += `\n${words}`
    else {
      paragraphs.push({ text: words, at: firstLine + index })
      open = true
    }
  }
  return paragraphs
}

function checkQuestions({ data: { questions, sources } }: Piece<'quiz'>, complain: Complain): void {
  for (const [index, { question, explanation, source }] of questions.entries()) {
    if (FIGURE.test(`${question}${explanation}`) && sources[source - 1]?.mark !== '✔') complain(['questions', index], `“${question}”涉及法条或金额，出处不是 ✔`, '换成核对过原文的出处，或者换一道题')
  }
}

/** A law page speaks of one law throughout; its first source must be that law, seen. */
function checkLaw({ data: { law, sources } }: Piece<'law'>, complain: Complain): void {
  const own = sources[0]
  if (own === undefined || own.mark !== '✔' || !own.document.includes(law.name)) complain(['sources'], `第一条出处应当是《${law.name}》本身，并且标 ✔`, '核对原文以后再写')
}
