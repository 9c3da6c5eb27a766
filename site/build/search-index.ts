/** After the pages are built, indexes those that carry `data-pagefind-body` into /pagefind, by pairs of characters (site/search/pairs.ts). */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { close, createIndex, type PagefindIndex } from 'pagefind'
import { toPairs } from '../search/pairs.ts'

/** Scripts, styles and tags stay as they are. A `>` inside a quoted attribute ends no tag. */
const MARKUP = /(<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<(?:"[^"]*"|'[^']*'|[^'">])*>)/
/** Of Pagefind's files those that site/search asks for; its own interfaces stay behind. */
const NEEDED = /^(?:pagefind\.js|pagefind-entry\.json|wasm\.unknown\.pagefind|.*\.pf_\w+)$/
/** Pages in the binary's hands at a time. */
const AT_ONCE = 32

export function searchIndex(): AstroIntegration {
  return {
    name: 'anshao:search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const started = performance.now()
        const pages = await indexPages(fileURLToPath(dir))
        logger.info(`${pages} pages, ${((performance.now() - started) / 1000).toFixed(1)} s`)
      },
    },
  }
}

/** Writes `client`/pagefind for the HTML files in `client`. Returns how many pages are in it. Throws what Pagefind complains of. */
async function indexPages(client: string): Promise<number> {
  // A language that Pagefind does not cut into words by itself: the pairs are to stay as they are.
  const { index, errors } = await createIndex({ forceLanguage: 'und' })
  if (index === undefined) throw new Error(`Pagefind: ${errors.join('; ')}`)
  const pages = globSync('**/*.html', { cwd: client }).toSorted().flatMap((file) => {
    const html = readFileSync(join(client, file), 'utf8')
    return html.includes('data-pagefind-body') ? [{ url: `/${file.replace(/\.html$/, '')}`, content: inPairs(html) }] : []
  })
  for (let first = 0; first < pages.length; first += AT_ONCE) {
    const added = await Promise.all(pages.slice(first, first + AT_ONCE).map((page) => index.addHTMLFile(page)))
    complain(added.flatMap(({ errors: wrong }) => wrong))
  }
  await write(index, join(client, 'pagefind'))
  await close()
  return pages.length
}

const inPairs = (html: string): string => html.split(MARKUP).map((part, index) => (index % 2 === 0 ? toPairs(part) : part)).join('')

async function write(index: PagefindIndex, folder: string): Promise<void> {
  const { files, errors } = await index.getFiles()
  complain(errors)
  for (const { path, content } of files.filter((file) => NEEDED.test(file.path))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

function complain(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`Pagefind: ${errors.join('; ')}`)
}
