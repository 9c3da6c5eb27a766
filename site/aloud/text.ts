/** What of an article is read aloud, in which order, in how long breaths. */

/** `block` is what is shown as being read; `text` is at most LONGEST characters, one utterance. */
export interface Part {
  readonly block: Element
  readonly text: string
}

/** Chrome falls silent within a long utterance; a sentence or three never is one. */
const LONGEST = 200
const BLOCKS = 'h1,h2,h3,h4,p,li,dt,dd,th,td,caption,.call-now'
/** Sources, ways to elsewhere, and what is there to be pressed. What is folded up stays unread: it may be the answer to a question. */
const UNREAD = 'nav,button,.button,.no-print,.sources,.report-this,.trail,.for-whom,.keywords,.cite,[hidden],[aria-hidden="true"],svg,script,style,noscript'
const ENDS_IN_PAUSE = /[\p{P}\s]$/u

/** Parts of `article` in the order in which they stand there. */
export function partsOf(article: Element): Part[] {
  const blocks: { block: Element; text: string }[] = []
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    const block = blockOf(node, article)
    if (block === null) continue
    const said = sayNumbers(node)
    const last = blocks.at(-1)
    if (last?.block !== block) blocks.push({ block, text: said })
    else last.text += (standsApart(node, block) && !ENDS_IN_PAUSE.test(last.text) ? '，' : '') + said
  }
  // What stands above the title leads elsewhere.
  const title = Math.max(0, blocks.findIndex(({ block }) => block.matches('h1')))
  return blocks.slice(title).flatMap(({ block, text }) => breathe(text).map((breath) => ({ block, text: breath })))
}

/** Null for what is not read. */
function blockOf(node: Node, article: Element): Element | null {
  const parent = node.parentElement
  const block = parent?.closest(`summary,${BLOCKS}`) ?? null
  if (parent === null || block === null || !article.contains(block) || block.matches('summary')) return null
  if (parent.closest(UNREAD) !== null || node.nodeValue?.trim() === '') return null
  const folded = parent.closest('details:not([open])')
  return folded === null || block.parentElement?.closest('summary')?.parentElement === folded ? block : null
}

/** A telephone number is said digit by digit. */
const sayNumbers = (node: Node): string => {
  const text = node.nodeValue ?? ''
  return node.parentElement?.closest('a[href^="tel:"]') == null ? text : text.replace(/\d(?=\d)/g, '$& ')
}

/** Begins an element right behind another, as a bold word and its explanation do: the eye sees a gap there, the ear needs one. */
function standsApart(node: Node, block: Element): boolean {
  let at: Node = node
  while (at.previousSibling === null && at.parentNode !== null && at.parentNode !== block) at = at.parentNode
  return at.previousSibling instanceof Element && !(at instanceof Element && at.matches('.phrase')) && !at.previousSibling.matches(UNREAD)
}

/** `text` without its line breaks, in pieces of whole sentences where these are short enough. Empty for nothing to say. */
export function breathe(text: string): string[] {
  const plain = text.replace(/\s+/g, ' ').trim()
  const breaths: string[] = []
  for (const sentence of plain.match(/.+?(?:[。！？!?；;]+[”’）」]*|\. |$)/g) ?? []) {
    const last = breaths.at(-1)
    if (last !== undefined && last.length + sentence.length <= LONGEST) breaths[breaths.length - 1] = last + sentence
    else breaths.push(...(sentence.match(/.{1,200}/g) ?? []))
  }
  return breaths.map((breath) => breath.trim()).filter((breath) => /[\p{L}\p{N}]/u.test(breath))
}
