/** For a build with a sub-path: the rules of `_headers` are paths from the host's root, so they get it too. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

export function subPath(): AstroIntegration {
  let base = ''
  let places: URL[] = []
  return {
    name: 'anshao:sub-path',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/$/, '')
        // The adapter moves the file from beside the pages to the top; before or after us.
        places = [new URL('_headers', config.build.client), new URL('client/_headers', config.outDir)]
      },
      'astro:build:done': () => {
        const file = places.map((place) => fileURLToPath(place)).find((place) => existsSync(place))
        if (file === undefined) throw new Error('the build has no _headers')
        if (base !== '') writeFileSync(file, belowBase(readFileSync(file, 'utf8'), base))
      },
    },
  }
}

/** `base` is '/safety'. Rules for everything stay: they protect all that this Worker answers; the adapter's own have the base already. */
export const belowBase = (headers: string, base: string): string =>
  headers.replace(/^\/(?!\*).*$/gm, (rule) => (rule.startsWith(`${base}/`) ? rule : base + rule))
