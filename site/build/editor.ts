/** The editor's page, /edit: Sveltia CMS from our own host, beside the site and outside of Astro's pages, so that no reader's byte or policy knows of it. Only where ANSHAO_EDIT is 1. */
import { createReadStream, existsSync, globSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { build, type Plugin } from 'vite'
import { cmsConfiguration, originsOf } from '../editing/cms/config.ts'

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.png': 'image/png', '.wasm': 'application/wasm' }

export function editor(root: string): AstroIntegration {
  return {
    name: 'anshao:editor',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        if (process.env['ANSHAO_EDIT'] === '1') await writeEditor(root, fileURLToPath(dir))
      },
      'astro:server:setup': ({ server }) => {
        const folder = join(root, 'node_modules/.cache/anshao/editor')
        let written: Promise<void> | null = null
        server.middlewares.use((request, response, next) => {
          const path = (request.url ?? '').replace(/[?#].*/, '')
          if (!/^\/edit(?:\/[\w.-]+)?$/.test(path)) return next()
          written ??= writeEditor(root, folder)
          written.then(
            () => send(response, join(folder, path === '/edit' ? 'edit.html' : path)),
            (fault: unknown) => {
              written = null
              response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`这一页没有生成：${String(fault)}`)
            },
          )
        })
      },
    },
  }
}

function send(response: ServerResponse, file: string): void {
  if (!existsSync(file)) return void response.writeHead(404).end()
  response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream')
  createReadStream(file).pipe(response)
}

/** Writes edit.html and the folder edit beside it into `to`. */
export async function writeEditor(root: string, to: string): Promise<void> {
  const configuration = cmsConfiguration(root)
  await build({
    configFile: false, root: join(root, 'site/editing/cms'), base: './', publicDir: false, logLevel: 'error',
    plugins: [withoutUnused(), ownFonts(root), allowing(originsOf(configuration.backend))],
    define: { ANSHAO_CMS: JSON.stringify(configuration) },
    build: { outDir: to, emptyOutDir: false, assetsDir: 'edit', assetsInlineLimit: 0, chunkSizeWarningLimit: 5000, modulePreload: { polyfill: false }, rollupOptions: { input: join(root, 'site/editing/cms/edit.html') } },
  })
}

/** Of what Sveltia brings along, our forms use neither the colouring of code nor other languages than two. */
function withoutUnused(): Plugin {
  const UNUSED = /^@shikijs\/|\/locales\/(?!zh-CN|en-US)[\w-]+\.json$/
  return {
    name: 'anshao:without-unused',
    enforce: 'pre',
    resolveId: (id) => (UNUSED.test(id) ? '\0unused' : null),
    load: (id) => (id === '\0unused' ? 'export default {}' : null),
  }
}

/** Sveltia's style sheet asks a distributor for three fonts that its package brings along: the address is put right, and a fourth would stop the build. */
function ownFonts(root: string): Plugin {
  const brought = join(root, 'node_modules/@sveltia/cms/npm')
  return {
    name: 'anshao:own-fonts',
    transform: {
      filter: { id: /@sveltia\/cms\/npm\/index\.js$/ },
      handler(code) {
        const own = code.replace(/https:\/\/cdn\.jsdelivr\.net\/fontsource\/fonts\/([\w-]+)(?::vf)?@[\d.]+\/([\w-]+)\.woff2/g, (_, name: string, subset: string) => {
          const [file] = globSync(`assets/${name}-${subset}-*.woff2`, { cwd: brought })
          if (file === undefined) throw new Error(`@sveltia/cms has no ${name} ${subset}`)
          this.emitFile({ type: 'asset', fileName: `edit/${name}.woff2`, source: readFileSync(join(brought, file)) })
          // Seen from the page, in whose head the style sheet is written.
          return `edit/${name}.woff2`
        })
        if (own === code || own.includes('cdn.jsdelivr.net')) throw new Error('@sveltia/cms asks for its fonts in another way than before: see site/build/editor.ts')
        return { code: own, map: null }
      },
    },
  }
}

/** The page's policy lets it ask the county's own git host, where one is configured. */
const allowing = (origins: readonly string[]): Plugin => ({
  name: 'anshao:allowing',
  transformIndexHtml: (html) => html.replace("connect-src 'self'", ["connect-src 'self'", ...origins].join(' ')),
})
