/** A path of this site, under whatever sub-path the county's portal serves it from. */
export const link = (path: string): string => (path === '/' ? ANSHAO_SUB_PATH || '/' : ANSHAO_SUB_PATH + path)

/** '' at the root, '/county/safety' below. site/astro.config.ts has it written in. */
declare const ANSHAO_SUB_PATH: string
