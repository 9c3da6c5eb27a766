/** What the offline worker may touch. Pure, so that tests can ask it about every path there is. */

export interface Plan {
  /** Changes with any of the pages below. */
  readonly version: string
  /** The site's sub-path, '' at the root. */
  readonly base: string
  /** Paths fetched ahead: what one needs in an emergency, and what everybody gets, so that having it says nothing. */
  readonly shell: readonly string[]
}

/**
 * A language's folder holds emergency cards, which are for reading, and the forms, which are nobody's business afterwards. By its shape, not
 * by the list: the build reads this before the county has been compiled. What else is as short as a language is refused as one (site/county/languages.ts).
 */
const PAGES = /^(?:\/(?:learn|emergency|month|posters)(?:\/[\w/-]*)?|\/(?:guide|protect|who|hotlines|calendar|elder|faq|offline|paper)?|\/(?!(?:api|ask)(?:\/|$))[a-z]{2,3}(?:\/(?!(?:report|track|ask)\/?$)[\w-]+)?)$/

/** Whether a path is a page to read. Everything else passes by untouched, what is not thought of yet included. */
export function isReading(base: string, path: string): boolean {
  return path === base ? base !== '' : path.startsWith(`${base}/`) && PAGES.test(path.slice(base.length))
}

/** The cache of what was read, on one host beside other sites of ours. */
export const readName = (base: string): string => `anshao-read${base}`

/** Styles and scripts, named by their content, and the mark. */
export const isAsset = (base: string, path: string): boolean => path === `${base}/mark.svg` || (path.startsWith(`${base}/_astro/`) && /\.(?:css|js)$/.test(path))

/** The assets that a page names. */
export function pathsIn(base: string, html: string): string[] {
  const named = [...html.matchAll(/(?:href|src|component-url|renderer-url|data-sheet|data-script)="([^"?#]+)"/g)].map((match) => match[1] ?? '')
  return [...new Set(named)].filter((path) => isAsset(base, path))
}
