/** Turns 〔2〕 in the text of a piece into a link to its second source. The content check has seen that there is one. */
import type { HastPluginDefinition } from 'satteri'

const CITED = /〔(\d+)〕/
/** A line's end between two Chinese letters: browsers would show a gap. */
const LINE_END = /(?<=[^ -~\s])\n(?=[^ -~\s])/g

/** Joins the lines of a paragraph that an editor has broken. */
export const joinedLines: HastPluginDefinition = {
  name: 'joined-lines',
  text(node, context) {
    const value = node.value.replace(LINE_END, '')
    if (value !== node.value) context.replaceNode(node, { type: 'text', value })
  },
}

export const citations: HastPluginDefinition = {
  name: 'citations',
  text(node, context) {
    if (!CITED.test(node.value)) return
    // Splitting at a pattern with a group gives text, number, text, number, …
    const parts = node.value.split(CITED)
    context.replaceNode(node, parts.flatMap((part, index) => (part === '' ? [] : [index % 2 === 0 ? { type: 'text' as const, value: part } : citation(part)])))
  },
}

const citation = (number: string) => ({
  type: 'element' as const,
  tagName: 'a',
  properties: { className: ['cite'], href: `#source-${number}` },
  children: [{ type: 'text' as const, value: `〔${number}〕` }],
})
