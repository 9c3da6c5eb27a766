/** Writes the offline worker after a build, with what it fetches ahead. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { build } from 'vite'
import { pathsIn, type Plan } from '../offline/plan.ts'

const AHEAD = ['index.html', 'offline.html', 'learn.html', 'guide.html', 'protect.html', 'hotlines.html', 'emergency.html', 'emergency/*.html']

export function offline(): AstroIntegration {
  let base = ''
  let client = ''
  return {
    name: 'anshao:offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/$/, '')
        client = fileURLToPath(config.build.client)
      },
      'astro:build:done': async () => {
        const plan = planOf(pagesIn(client, base), base)
        await build({
          configFile: false,
          logLevel: 'error',
          publicDir: false,
          define: { PLAN: JSON.stringify(plan) },
          build: { outDir: client, emptyOutDir: false, target: 'es2020', lib: { entry: fileURLToPath(new URL('../offline/worker.ts', import.meta.url)), formats: ['iife'], name: 'offline', fileName: () => 'sw.js' } },
        })
      },
    },
  }
}

/** The pages fetched ahead, wherever the adapter put them by now. */
function pagesIn(client: string, base: string): Map<string, string> {
  const files = globSync(AHEAD, { cwd: client })
  if (!files.includes('offline.html')) throw new Error(`no pages to fetch ahead in ${client}`)
  return new Map(files.sort().map((file) => [`${base}/${file.replace(/(?:index)?\.html$/, '')}`, readFileSync(join(client, file), 'utf8')]))
}

function planOf(pages: ReadonlyMap<string, string>, base: string): Plan {
  const named = [...pages.keys()].map((path) => (path === `${base}/` && base !== '' ? base : path))
  const assets = [...new Set([...pages.values()].flatMap((html) => pathsIn(base, html)))].sort()
  const version = createHash('sha256').update([...pages.values()].join('')).digest('hex').slice(0, 12)
  return { version, base, shell: [...named, ...assets] }
}
