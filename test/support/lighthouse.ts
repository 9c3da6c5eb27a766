/** Lighthouse over pages of a running portal, as a phone sees them. */
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { findChromium } from './chromium.ts'

export type Scores = Readonly<Record<'performance' | 'accessibility' | 'best-practices' | 'seo', number | null>>

export interface Sight {
  readonly scores: Scores
  /** What kept a score below 100, in Lighthouse's words. */
  readonly faults: readonly string[]
}

/** The kinds of page that people come for. */
export const KINDS_OF_PAGE = {
  home: '/',
  topic: '/learn/hazard/gas',
  article: '/learn/knowledge/home/gas-leak',
  checklist: '/learn/checklists/home-gas',
  quiz: '/learn/quiz/home-fire',
  law: '/learn/law/gas-rules',
} as const

/** Looks at one address with a browser of its own. `only` are the categories that count; scores are 0–100. */
export async function look(address: string, only: readonly (keyof Scores)[]): Promise<Sight> {
  const chrome = await launch({ chromePath: await findChromium(), chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run'] })
  try {
    const result = await lighthouse(address, { port: chrome.port, output: 'json', logLevel: 'error', onlyCategories: [...only] })
    if (result === undefined) throw new Error(`Lighthouse said nothing of ${address}`)
    const { categories, audits } = result.lhr
    const score = (name: keyof Scores) => (typeof categories[name]?.score === 'number' ? Math.round(categories[name].score * 100) : null)
    const counted = new Set(Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id)))
    return {
      scores: { performance: score('performance'), accessibility: score('accessibility'), 'best-practices': score('best-practices'), seo: score('seo') },
      faults: Object.values(audits).filter(({ id, score: one }) => counted.has(id) && one !== null && one < 1).map(({ id, title, displayValue }) => `${id}: ${title} ${displayValue ?? ''}`),
    }
  } finally {
    chrome.kill()
  }
}
