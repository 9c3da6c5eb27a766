/** Turns 〔2〕 in the text of a piece into a link to its second source. The content check has seen that there is one. */
import type { HastPluginDefinition } from 'satteri'

const CITED = /〔(\d+)〕/

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
