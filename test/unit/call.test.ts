import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as z from 'zod/mini'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoint } from '#contract/endpoint.ts'
import { call, type CookieJar } from '../../site/api/call.ts'

interface Seen { method: string | undefined; url: string | undefined; headers: IncomingMessage['headers']; body: string }

let answer: { status: number; text: string; headers?: Record<string, string | string[]> }
let seen: Seen
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    seen = { method: request.method, url: request.url, headers: request.headers, body }
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.text)
  })
})
let base = ''
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

const get = endpoint({ name: 'get', summary: '', method: 'GET', path: '/api/things/:id', access: 'anyone', input: z.strictObject({ after: z.optional(z.string()), q: z.optional(z.string()) }), ok: z.strictObject({ n: z.int() }) })
const post = endpoint({ name: 'post', summary: '', method: 'POST', path: '/api/things/:id/move', access: 'anyone', input: z.strictObject({ text: z.string() }), ok: z.strictObject({ n: z.int() }) })

describe('call', () => {
  it('puts the input of a GET into the query and escapes what stands in the path', async () => {
    answer = { status: 200, text: '{"n":1}' }
    expect(await call(get, { id: 'a/b?' }, { q: '一 &', after: undefined }, { base })).toEqual({ ok: true, value: { n: 1 } })
    expect(seen).toMatchObject({ method: 'GET', url: '/api/things/a%2Fb%3F?q=%E4%B8%80+%26', body: '' })
  })

  it('sends the input of a POST as JSON, with the origin that a page’s own request would have', async () => {
    answer = { status: 200, text: '{"n":2}' }
    expect(await call(post, { id: '1' }, { text: '话' }, { base: `${base}/` })).toEqual({ ok: true, value: { n: 2 } })
    expect(seen).toMatchObject({ method: 'POST', url: '/api/things/1/move', body: '{"text":"话"}' })
    expect(seen.headers).toMatchObject({ 'content-type': 'application/json', origin: base })
    expect(seen.headers.referer).toBeUndefined()
  })

  it('hands over a refusal of the contract', async () => {
    answer = { status: 409, text: '{"error":{"code":"conflict","message":"别人刚刚改过。","requestId":"r-1"}}' }
    expect(await call(post, { id: '1' }, { text: '' }, { base })).toEqual({ ok: false, code: 'conflict', message: '别人刚刚改过。', requestId: 'r-1' })
  })

  it.for([
    ['a page instead of JSON', 200, '<html>登录本店无线网</html>'],
    ['an answer with a key too many', 200, '{"n":1,"secret":2}'],
    ['an error of somebody else', 502, 'Bad Gateway'],
    ['an error with an unknown code', 400, '{"error":{"code":"odd","message":"","requestId":""}}'],
    ['nothing', 200, ''],
  ] as const)('calls %s garbled', async ([, status, text]) => {
    answer = { status, text }
    expect(await call(get, { id: '1' }, {}, { base })).toMatchObject({ ok: false, code: 'garbled' })
  })

  it('never rejects: nobody there, and a redirect elsewhere, are a lost network', async () => {
    expect(await call(get, { id: '1' }, {}, { base: 'http://127.0.0.1:1' })).toMatchObject({ ok: false, code: 'network' })
    answer = { status: 302, text: '', headers: { location: 'http://127.0.0.1:1/' } }
    expect(await call(get, { id: '1' }, {}, { base })).toMatchObject({ ok: false, code: 'network' })
  })

  it('keeps and sends cookies for whoever brings a jar', async () => {
    const lines: string[] = []
    const jar: CookieJar = { header: () => 'session=abc', store: (more) => void lines.push(...more) }
    answer = { status: 200, text: '{"n":1}', headers: { 'set-cookie': ['a=1; HttpOnly', 'b=2'] } }
    await call(get, { id: '1' }, {}, { base, jar })
    expect(seen.headers.cookie).toBe('session=abc')
    expect(lines).toEqual(['a=1; HttpOnly', 'b=2'])
  })
})
