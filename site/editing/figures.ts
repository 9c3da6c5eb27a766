/**
 * Legal figures need a source (design.md §1, promise 4). A paragraph that names an article, a fine, a sentence or a sum must carry 〔n〕,
 * the number of a ✔ source of the same piece, or say “以本县公布为准”.
 */
import { wrong, quoted } from '../county/wrong.ts'
import type { Piece } from './read.ts'

const FIGURE = /第[一二三四五六七八九十百零]+条(?![路命街线船腿绳])|罚款|拘留|有期徒刑|拘役|[\d,.]+\s*万?元|[一二三四五六七八九十百]+万元/
const CITED = /〔(\d+)〕/g
const RESERVED = '以本县公布为准'

interface Cited { readonly mark: string }

export function checkFigures(piece: Piece): void {
  const { file, data, kind } = piece
  const sources: readonly Cited[] = 'sources' in data ? data.sources : []
  for (const paragraph of paragraphsOf(piece)) {
    const cited = [...paragraph.matchAll(CITED)].map(([, number]) => Number(number))
    for (const number of cited) if (sources[number - 1] === undefined) wrong(file, `${quoted(paragraph)}里的〔${number}〕没有对应的出处`, `sources 现在有${sources.length}条`)
    if (!FIGURE.test(paragraph) || paragraph.includes(RESERVED)) continue
    if (!cited.some((number) => sources[number - 1]?.mark === '✔')) {
      wrong(file, `${quoted(paragraph)}写了法条、罚款、刑期或者金额，没有出处`, '句末加〔1〕这样的序号，指向 sources 里标 ✔ 的一条；核对不了的，写上“以本县公布为准”')
    }
  }
  if (kind === 'quiz') checkQuestions(piece as Piece<'quiz'>)
  if (kind === 'law') checkLaw(piece as Piece<'law'>)
}

/** The texts in which 〔n〕 is written. */
function paragraphsOf({ kind, data, body }: Piece): string[] {
  const lines = body.split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)/).map((one) => one.trim()).filter((one) => one !== '')
  if (kind === 'cases') {
    const { timeline, causes, lessons } = data as Piece<'cases'>['data']
    return [...lines, ...timeline.map(({ what }) => what), ...causes, ...lessons]
  }
  if (kind === 'checklists') {
    const { items } = data as Piece<'checklists'>['data']
    return items.flatMap(({ why, fix, source }) => [why, fix].map((text) => (source === undefined ? text : `${text}〔${source}〕`)))
  }
  if (kind === 'faq') return (data as Piece<'faq'>['data']).answer
  return lines
}

function checkQuestions({ file, data: { questions, sources } }: Piece<'quiz'>): void {
  for (const { question, explanation, source } of questions) {
    if (FIGURE.test(`${question}${explanation}`) && sources[source - 1]?.mark !== '✔') wrong(file, `“${question}”涉及法条或金额，出处不是 ✔`, '换成核对过原文的出处，或者换一道题')
  }
}

/** A law page speaks of one law throughout; its first source must be that law, seen. */
function checkLaw({ file, data: { law, sources } }: Piece<'law'>): void {
  const own = sources[0]
  if (own === undefined || own.mark !== '✔' || !own.document.includes(law.name)) wrong(file, `第一条出处应当是《${law.name}》本身，并且标 ✔`, '核对原文以后再写')
}
