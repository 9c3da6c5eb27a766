/** How texts are written: headings with something under them, no way out of the site, no markup, full-width punctuation. */
import { quoted } from '../county/wrong.ts'
import type { Complain } from './mistake.ts'
import type { Piece } from './read.ts'
import { textsOf } from './texts.ts'

type Say = (line: number, what: string, remedy: string) => void

export function checkProse(piece: Piece, complain: Complain): void {
  const { body, bodyLine } = piece
  const lines = body.split('\n').map((text, index) => ({ text: text.trimEnd(), line: bodyLine + index }))
  const say: Say = (line, what, remedy) => complain(line, what, remedy)
  checkUnwritten(piece, lines, complain)
  checkHeadings(lines, say)
  for (const { text, line } of lines) checkMarkup(text, (what, remedy) => say(line, what, remedy))
  warnOfPunctuation(piece, lines, complain)
}

interface Line { readonly text: string; readonly line: number }

/** What new:content left to be written. */
function checkUnwritten({ data }: Piece, lines: readonly Line[], complain: Complain): void {
  const left = [...textsOf(data, [], new Set()), ...lines.map(({ text, line }) => ({ text, at: line }))].filter(({ text }) => text.includes('待写：'))
  for (const { text, at } of left) complain(at, `${quoted(text.trim())}还没有写`, '换成你的话，没有可写的就删掉这一行')
}

/** `##` and `###` with words, and with something below them before the next of the same rank. */
function checkHeadings(lines: readonly Line[], say: Say): void {
  const filled = lines.filter(({ text }) => text.trim() !== '')
  for (const [index, { text, line }] of filled.entries()) {
    const [, marks = '', words = ''] = /^\s{0,3}(#{1,6})(?:\s+(.*))?$/.exec(text) ?? []
    if (marks === '') {
      if (/^#{1,6}[^#\s]/.test(text)) say(line, `${quoted(text)}的 # 后面没有空格`, '# 和字之间空一格，才会成为小标题')
      continue
    }
    if (words.replace(/#+$/, '').trim() === '') say(line, '有一个小标题没有字', '写上小标题，或者删掉这一行')
    else if (marks.length === 1) say(line, `${quoted(words)}用了一个 #`, '正文里的小标题用 ##，再小一级用 ###；大标题写在开头的 title 里')
    else {
      const [, next = ''] = /^\s{0,3}(#{1,6})\s/.exec(filled[index + 1]?.text ?? '') ?? []
      if (filled[index + 1] === undefined || (next !== '' && next.length <= marks.length)) say(line, `小标题${quoted(words)}下面没有内容`, '写上内容，或者删掉这个小标题')
    }
  }
}

function checkMarkup(text: string, say: (what: string, remedy: string) => void): void {
  for (const [, alt = '', target = ''] of text.matchAll(/!\[([^\]]*)\]\(([^)]*)\)/g)) {
    if (alt.trim() === '') say('图片没有说明，看不见图的人不知道画的是什么', '在 ![ ] 的方括号里写一句图里有什么')
    if (isElsewhere(target)) say(`图片取自别的网站（${quoted(target)}）`, '读者打开时会被那个网站看见；改用文字说清楚')
  }
  const links = [...text.matchAll(/(?<!!)\[[^\]]*\]\(([^)]*)\)|<((?:https?:)?\/\/[^>]*)>|^\s*\[[^\]]+\]:\s*(\S+)/g)].map(([, inline, auto, named]) => inline ?? auto ?? named ?? '')
  const bare = links.length > 0 ? null : /(?:https?:\/\/|\bwww\.)[\w.-]+/.exec(text)?.[0]
  for (const target of bare == null ? links : [bare]) {
    if (isElsewhere(target)) say(`正文里有到别的网站的链接（${quoted(target)}）`, '删掉链接，把要说的话写出来；网站名写在出处的 seen 里')
    else if (!target.startsWith('#')) say(`正文里有链接（${quoted(target)}）`, '删掉；有关的篇目会按“怕什么”和自查清单自动列在文末')
  }
  const tag = /<\/?[a-zA-Z!][^>]*>/.exec(text)?.[0]
  if (tag !== undefined && !isElsewhere(tag.slice(1))) say(`正文里有网页代码（${quoted(tag)}）`, '删掉，用文字和列表写')
}

const isElsewhere = (target: string): boolean => /^\s*<?(?:[a-z]+:|\/\/|www\.)/i.test(target)

/** Half-width marks beside Chinese, one sentence for a file. Times, figures, code and addresses have their own. */
function warnOfPunctuation({ kind, data }: Piece, lines: readonly Line[], complain: Complain): void {
  const HALF = /[\u4e00-\u9fff”》〕][,;!?]|[\u4e00-\u9fff”》〕]:(?!\d)|[,;:!?][\u4e00-\u9fff“《]|[\u4e00-\u9fff]\.(?=$|\s)|\((?=[^()]*[\u4e00-\u9fff][^()]*\))/
  const found: { at: readonly PropertyKey[] | number; text: string }[] = lines.filter(({ text }) => HALF.test(plain(text))).map(({ text, line }) => ({ at: line, text: text.trim() }))
  found.push(...textsOf(data).filter(({ text }) => HALF.test(plain(text))))
  const [first] = found
  if (first === undefined || kind === 'emergency') return
  complain(first.at, `${quoted(around(first.text, HALF))}里有半角标点${found.length > 1 ? `，这个文件里一共${found.length}处` : ''}`, '中文里用全角的，。：；！？（）', 'note')
}

const plain = (text: string): string => text.replace(/`[^`]*`|\]\([^)]*\)|https?:\S+/g, '')

function around(text: string, mark: RegExp): string {
  const at = text.search(mark)
  return text.slice(Math.max(0, at - 8), at + 12)
}
