/** For a county with an onion service: every page tells Tor Browser its address there. Styles, scripts and indexes are no pages. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

export function onion(address: string | undefined): AstroIntegration {
  let places: URL[] = []
  return {
    name: 'anshao:onion',
    hooks: {
      'astro:config:done': ({ config }) => {
        places = [new URL('_headers', config.build.client), new URL('client/_headers', config.outDir)]
      },
      'astro:build:done': () => {
        const file = places.map((place) => fileURLToPath(place)).find((place) => existsSync(place))
        if (file === undefined) throw new Error('the build has no _headers')
        if (address !== undefined) writeFileSync(file, withOnion(readFileSync(file, 'utf8'), address))
      },
    },
  }
}

/** `address`: the origin of the onion service. What the Worker answers itself gets the same in worker/http/pages.ts. */
export const withOnion = (headers: string, address: string): string =>
  `${headers.trimEnd()}\n/*\n  Onion-Location: ${address}/:splat\n${['/*/_astro/*', '/_astro/*', '/*/pagefind/*', '/pagefind/*'].map((rule) => `${rule}\n  ! Onion-Location\n`).join('')}`
