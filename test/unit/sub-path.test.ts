/** A site below another's address: what lies where. */
import { describe, expect, it } from 'vitest'
import { belowBase } from '../../site/build/sub-path.ts'
import { at, innerPath } from '../../worker/http/sub-path.ts'

describe('the path below the base', () => {
  it.for([
    ['https://x.example/api/health', '', '/api/health'],
    ['https://x.example/safety/api/health?x=1', '/safety', '/api/health'],
    ['https://x.example/safety', '/safety', '/'],
    ['https://x.example/safetyfirst/api/health', '/safety', null],
    ['https://x.example/api/health', '/safety', null],
    ['https://x.example/a/b/staff', '/a/b', '/staff'],
  ] as const)('of %s under “%s” is %s', ([url, base, path]) => {
    expect(innerPath(url, base)).toBe(path)
  })

  it('keeps method, headers and body', async () => {
    const moved = at('/api/track', new Request('https://x.example/safety/api/track?a=1', { method: 'POST', headers: { origin: 'https://x.example' }, body: '{"a":1}' }))
    expect(moved.url).toBe('https://x.example/api/track?a=1')
    expect([moved.method, moved.headers.get('origin'), await moved.text()]).toEqual(['POST', 'https://x.example', '{"a":1}'])
  })
})

describe('the headers of a site below', () => {
  it('follow its pages, and the rule for everything stays', () => {
    expect(belowBase('/safety/_astro/*\n  E: f\n/*\n  A: b\n/report\n  Cache-Control: no-store\n/_astro/*\n  C: d\n', '/safety')).toBe('/safety/_astro/*\n  E: f\n/*\n  A: b\n/safety/report\n  Cache-Control: no-store\n/safety/_astro/*\n  C: d\n')
  })
})
