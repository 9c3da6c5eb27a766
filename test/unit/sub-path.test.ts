/** A site below another's address: what lies where. */
import { describe, expect, it } from 'vitest'
import { belowBase } from '../../site/build/sub-path.ts'
import { readWhereabouts } from '../../site/build/whereabouts.ts'
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

describe('where a build goes, as the environment says', () => {
  it.for([[undefined, ''], ['', ''], ['/', ''], ['safety', '/safety'], ['/safety', '/safety'], ['/safety/', '/safety'], ['county/safety', '/county/safety']] as const)('ANSHAO_BASE=%s lies below “%s”', ([written, base]) => {
    expect(readWhereabouts({ ANSHAO_BASE: written }, '/repo').base).toBe(base)
  })

  it.for(['https://x.example/safety', 'a b', '../up', '安全', '/a//b', '/a?b'])('ANSHAO_BASE=%s is refused', (written) => {
    expect(() => readWhereabouts({ ANSHAO_BASE: written }, '/repo')).toThrow(`ANSHAO_BASE 写了“${written}”，不是一个子路径；写成 /safety 这样，`)
  })

  it('a relative folder counts from the repository, not from where the command was called', () => {
    expect(readWhereabouts({ ANSHAO_OUT: '.test/x/' }, '/repo').out).toBe('/repo/.test/x')
    expect(readWhereabouts({ ANSHAO_OUT: '/elsewhere' }, '/repo').out).toBe('/elsewhere')
    expect(readWhereabouts({}, '/repo').out).toBeUndefined()
  })
})
