import { describe, expect, it } from 'vitest'
import { withOnion } from '../../site/build/onion.ts'
import { guard, guarded } from '../../worker/http/pages.ts'

const ONION = `http://${'a2'.repeat(28)}.onion`

describe('a county with an onion service', () => {
  it('names it with the path of every page, and not of what a page fetches', () => {
    const headers = withOnion('/*\n  Referrer-Policy: no-referrer\n/report\n  Cache-Control: no-store\n', ONION)
    expect(headers).toContain(`\n/*\n  Onion-Location: ${ONION}/:splat\n`)
    for (const rule of ['/_astro/*', '/*/_astro/*', '/pagefind/*']) expect(headers).toContain(`\n${rule}\n  ! Onion-Location\n`)
    expect(headers.startsWith('/*\n  Referrer-Policy: no-referrer\n/report\n  Cache-Control: no-store\n')).toBe(true)
  })

  it('names it on pages that the Worker answers itself; without one nothing is named', () => {
    const page = () => new Response('<!doctype html>')
    expect(guard(page(), 'https://tip.example/safety/plain/report?x=1', ONION).headers.get('onion-location')).toBe(`${ONION}/safety/plain/report`)
    expect(guarded(page(), 'https://tip.example/plain').headers.get('onion-location')).toBeNull()
  })
})
