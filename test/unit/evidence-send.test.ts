/** The sender on a line that comes and goes: what counts as a try, and how long it waits. The server is one of the tests'. */
import { describe, expect, it } from 'vitest'
import type { Caller } from '../../site/api/call.ts'
import { sender, type Lines, type SendOptions } from '../../site/evidence/send.ts'
import { blobSource } from '../../site/evidence/seal/seal.ts'

const LOST = { ok: false as const, code: 'network' as const, message: '', requestId: '' }

/** Takes everything, but loses the first `lost` parts that come. */
function lineThatLoses(lost: number): Lines & { readonly brought: number } {
  let brought = 0
  const call = ((operation: { name: string }) => Promise.resolve(
    operation.name === 'readChallenge' ? { ok: true, value: { kind: 'plain' } }
      : operation.name === 'openUpload' ? { ok: true, value: { id: 'u' } }
        : operation.name === 'readUpload' ? { ok: true, value: { parts: 1, last: 65_536, kept: [], complete: false } }
          : { ok: true, value: { digest: '' } },
  )) as unknown as Caller
  const put = (() => Promise.resolve((brought += 1) <= lost ? LOST : { ok: true, value: {} })) as unknown as Lines['put']
  return { call, put, get brought() { return brought } }
}

const source = () => blobSource(new Blob(['证据']))
const quick: Pick<SendOptions, 'wait' | 'tries'> = { wait: () => Promise.resolve(), tries: 3 }

describe('a broken line', () => {
  it('is tried so often and no oftener while there is a network', async () => {
    const line = lineThatLoses(99)
    expect(await sender(source(), { ...line, ...quick })()).toMatchObject({ ok: false, code: 'network' })
    expect(line.brought).toBe(3)
  })

  it('is tried on without counting while there is none, each time once there may be one', async () => {
    const line = lineThatLoses(20)
    let asked = 0
    const network = { counts: () => false, up: () => Promise.resolve(void (asked += 1)) }
    expect(await sender(source(), { ...line, ...quick, network })()).toMatchObject({ ok: true, value: { upload: 'u' } })
    expect(line.brought).toBe(21)
    expect(asked).toBeGreaterThanOrEqual(21)
  })

  it('goes on where it was when it is called again, and a stop ends the waiting at once', async () => {
    const line = lineThatLoses(3)
    const send = sender(source(), { ...line, ...quick })
    expect(await send()).toMatchObject({ ok: false, code: 'network' })
    expect(await send()).toMatchObject({ ok: true })
    const stop = new AbortController()
    const stopped = sender(source(), lineThatLoses(99))({ signal: stop.signal, tries: 99, wait: () => new Promise(() => undefined) })
    setTimeout(() => stop.abort(), 20)
    expect(await stopped).toEqual({ ok: false, code: 'cancelled', message: '' })
  })
})
