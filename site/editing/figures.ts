/**
 * Legal figures need a source (design.md §1, promise 4). A paragraph that names an article, a fine, a sentence or a sum must carry 〔n〕,
 * the number of a ✔ source of the same piece, or say “以本县公布为准”.
 */
import { quoted } from '../county/wrong.ts'
import type { Complain } from './mistake.ts'
import type { Piece } from './read.ts'
import { textsOf } from './texts.ts'

/** A number, in digits or in Chinese, with what may stand between it and its unit. */
const NUMBER = String.raw`(?:\d[\d,.]*|[一二两三四五六七八九十百千万零半几数]+)`
/** Law in figures: an article, a punishment, a sum. Small change in words (一元, 十元) is not one. */
const FIGURE = new RegExp([
  String.raw`第\s*${NUMBER}\s*条(?!通道|出口|软管|[路命街线船腿绳巷沟河])`,
  '罚款|拘留|徒刑|拘役',
  String.raw`[\d,.]+\s*[百千万亿]*\s*(?:元(?![素器件])|块钱)|[一二两三四五六七八九十几数][一二两三四五六七八九十百千零]*[百千万亿]+元`,
  // Behind a verb of punishing, any number with any unit: 罚10万, 拘15天, 关三年, 赔偿一百二十万.
  String.raw`(?:罚|赔偿?|处|判处?|拘|关)(?:了|到|上|最高|最多|最少|至少|你|他){0,2}\s*${NUMBER}\s*(?:[百千万亿]|元|块|天|日|个?月|年)`,
].join('|'))
const CITED = /〔(\d+)〕/g
/** Years stand in the same brackets (〔2023〕13号), sources have at most two digits. */
const MARKED = /〔\d{1,2}〕/
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
  for (const { text, at } of textsOf(data)) {
    if (MARKED.test(text) && (kind === 'checklists' || !paragraphs.some((paragraph) => paragraph.text.startsWith(text)))) complain(at, `${quoted(text)}里的〔〕印出来点不动，这一项不带出处序号`, kind === 'checklists' || kind === 'quiz' ? '删掉它，出处写在 source 里' : '删掉它，要标出处的话写到正文里')
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
  if (kind === 'campaigns') return ((data as Piece<'campaigns'>['data']).letter?.paragraphs ?? []).map((text, index) => ({ text, at: ['letter', 'paragraphs', index] }))
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
  for (const [index, { question, options, explanation, source }] of questions.entries()) {
    if (FIGURE.test([question, ...options, explanation].join('\n')) && sources[source - 1]?.mark !== '✔') complain(['questions', index], `“${question}”涉及法条或金额，出处不是 ✔`, '换成核对过原文的出处，或者换一道题')
  }
}

/** A law page speaks of one law throughout; its first source must be that law, seen. */
function checkLaw({ data: { law, sources } }: Piece<'law'>, complain: Complain): void {
  const own = sources[0]
  if (own === undefined || own.mark !== '✔' || !own.document.includes(law.name)) complain(['sources'], `第一条出处应当是《${law.name}》本身，并且标 ✔`, '核对原文以后再写')
}
