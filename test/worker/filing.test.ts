import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { aReporter, solved } from '../support/filings.ts'

const send = (path: string, body?: unknown) =>
  exports.default.fetch(`https://tip.example${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('POST /api/reports', () => {
  it('files', async () => {
    const reporter = await aReporter()
    const challenge = await solved(await (await send('/api/challenge')).json())
    const response = await send('/api/reports', { filing: reporter.sealed.filing, challenge })
    expect(await response.json()).toMatchObject({ receipt: { position: 1 } })
    const again = await send('/api/reports', { filing: reporter.sealed.filing, challenge })
    expect(again.status).toBe(200)
    expect(env.DB).toBeDefined()
  })
})
