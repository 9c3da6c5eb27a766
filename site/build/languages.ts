/** The addresses of the reporting path in every further language: /en/report is site/pages/report.astro, built by in-language.ts. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/** Each page by its file, with what stands after the language in its address. */
const PAGES = [['report', '/report'], ['track', '/track'], ['ask', '/ask'], ['emergency/index', ''], ['emergency/[id]', '/[id]']] as const

export function languagePages(root: string, languages: readonly string[]): AstroIntegration {
  return {
    name: 'anshao:languages',
    hooks: {
      'astro:config:setup': ({ injectRoute, createCodegenDir }) => {
        const folder = fileURLToPath(createCodegenDir())
        for (const language of languages) for (const [page, address] of PAGES) {
          // Astro reads a route's file before any plugin is asked, so there must be one: a line that hands everything on.
          const entrypoint = join(folder, `${language}-${page.replace(/\W/g, '-')}.astro`)
          writeFileSync(entrypoint, textOf(`${root}site/in-${language}/pages/${page}.astro`, address.includes('[')))
          injectRoute({ pattern: `/${language}${address}`, entrypoint })
        }
      },
    },
  }
}

const textOf = (page: string, many: boolean): string =>
  `---\nimport Page${many ? ', { getStaticPaths as paths }' : ''} from '${page}'\n${many ? 'export const getStaticPaths = paths\n' : ''}---\n<Page {...Astro.props} />\n`
