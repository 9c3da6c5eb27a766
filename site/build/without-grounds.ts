import type { Plugin } from 'vite'

/** Lists and words that pages quote and browsers never read. Emptied rather than dropped, so that the types stay true. */
const QUOTED = new Set(['basis', 'promises', 'limits', 'rules', 'intro', 'headerLinks', 'footerLinks', 'records', 'sponsor', 'contact', 'address', 'counter', 'pinyin', 'exit-hint', 'siteName', 'neutralTitle', 'start', 'exit', 'safe', 'portal'])

/** Browsers get the county's tables without their legal grounds, and the form without the texts that its page already shows. */
export function withoutGrounds(): Plugin {
  return {
    name: 'anshao:without-grounds',
    applyToEnvironment: (environment) => environment.name === 'client',
    transform: {
      order: 'pre',
      filter: { id: /worker\/contract\/county\/(?:categories|violations|deadlines|form|profile)(?:\.[a-z]+)?\.ts$/ },
      handler: (code) => ({ code: code.split(/^(?=export const )/m).map(lighten).join('\n'), map: null }),
    },
  }
}

/** `export const name: Type = <JSON>`, as site/county/modules.ts writes it. */
function lighten(statement: string): string {
  const [, head, json] = /^(export const \w+)[^=]*= ([\s\S]*)$/.exec(statement) ?? []
  if (head === undefined || json === undefined) return ''
  return `${head} = ${JSON.stringify(JSON.parse(json), (key, value: unknown) => (QUOTED.has(key) ? emptied(value) : value))}`
}

const emptied = (value: unknown): unknown => (Array.isArray(value) ? [] : typeof value === 'string' ? '' : undefined)
