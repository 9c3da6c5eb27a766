import { describe, expect, it } from 'vitest'
import { filer, fileReport, type Stage } from '../../site/report/submit.ts'
import { sentenceOf } from '../../site/report/failure.ts'
import { readCode } from '../../site/crypto/code.ts'
import { aTip } from '../support/filings.ts'
import { PublicServer } from '../support/public-server.ts'

const askTurnstile = () => Promise.resolve('token')
const sealedOf = (server: PublicServer) => server.inputsOf('submitReport').map(({ filing }) => (filing as { content: { sealed: string } }).content.sealed)

describe('filing', () => {
  it('seals, solves, sends and verifies, telling each stage before it begins', async () => {
    const server = new PublicServer()
    const stages: Stage[] = []
    const outcome = await fileReport(aTip(), { call: server.call, askTurnstile, onStep: (stage) => void stages.push(stage) })
    expect(stages).toEqual(['sealing', 'challenge', 'sending'])
    expect(outcome).toMatchObject({ ok: true, value: { reference: '0000-0001', receiptGood: true, earlier: false, route: { lead: 'housing' } } })
    expect(outcome.ok && readCode(outcome.value.code).ok).toBe(true)
  })

  it('sends no word of the tip, and no digit of the code', async () => {
    const server = new PublicServer()
    const tip = aTip({ identity: { name: '沈砚秋', phone: '13800000365' } })
    const outcome = await fileReport(tip, { call: server.call, askTurnstile })
    const sent = JSON.stringify(server.calls)
    for (const secret of [tip.body, tip.place, '沈砚秋', '13800000365']) expect(sent).not.toContain(secret)
    if (outcome.ok) for (const text of [outcome.value.code, outcome.value.code.replaceAll('-', '')]) expect(sent).not.toContain(text)
  })

  it('sends the same bytes again when the answer was lost, and gets the one receipt', async () => {
    const server = new PublicServer()
    server.mishap = (name, nth) => (name === 'submitReport' && nth === 1 ? 'lost-coming' : null)
    const file = filer({ call: server.call, askTurnstile })
    const first = await file(aTip())
    expect(first).toMatchObject({ ok: false, code: 'network', lost: true })
    expect(!first.ok && sentenceOf(first)).toBe('送出去了，但没等到回音。再按一次“送出”，不会变成两件。')
    expect(await file(aTip())).toMatchObject({ ok: true, value: { receipt: { position: 1 }, earlier: false } })
    const sealed = sealedOf(server)
    expect(sealed).toHaveLength(2)
    expect(sealed[0]).toBe(sealed[1])
    expect(server.reports.size).toBe(1)
  })

  it('seals a changed tip anew under the same code when the first try never arrived', async () => {
    const server = new PublicServer()
    server.mishap = (name, nth) => (name === 'submitReport' && nth === 1 ? 'lost-going' : null)
    const file = filer({ call: server.call, askTurnstile })
    await file(aTip({ body: '我叫沈砚秋' }))
    expect(await file(aTip({ body: '改过了' }))).toMatchObject({ ok: true, value: { earlier: false } })
    const [first, second] = server.inputsOf('submitReport').map(({ filing }) => filing as { lookupHash: string; report: string })
    expect(first?.lookupHash).toBe(second?.lookupHash)
    expect(first?.report).not.toBe(second?.report)
  })

  it('finds out that an earlier try had arrived, and takes its receipt rather than filing twice', async () => {
    const server = new PublicServer()
    server.mishap = (name, nth) => (name === 'submitReport' && nth === 1 ? 'lost-coming' : null)
    const file = filer({ call: server.call, askTurnstile })
    await file(aTip({ body: '第一次' }))
    expect(await file(aTip({ body: '第二次' }))).toMatchObject({ ok: true, value: { earlier: true, receiptGood: true } })
    expect(server.reports.size).toBe(1)
    const [first, , third] = sealedOf(server)
    expect(third).toBe(first)
  })

  it.for([
    ['the network is gone before anything was sent', 'readChallenge', 'lost-going', 'network', false],
    ['the challenge is refused', 'submitReport', 'challenge', 'challenge', false],
    ['the server is down', 'submitReport', 'unavailable', 'unavailable', true],
  ] as const)('keeps everything for another try when %s', async ([, name, mishap, code, lost]) => {
    const server = new PublicServer()
    server.mishap = (called, nth) => (called === name && nth === 1 ? mishap : null)
    const file = filer({ call: server.call, askTurnstile })
    expect(await file(aTip())).toMatchObject({ ok: false, code, lost })
    expect(await file(aTip())).toMatchObject({ ok: true })
    expect(server.reports.size).toBe(1)
  })

  it('finds the try that had arrived among several that were lost', async () => {
    const server = new PublicServer()
    server.mishap = (name, nth) => (name !== 'submitReport' || nth > 2 ? null : nth === 1 ? 'lost-coming' : 'lost-going')
    const file = filer({ call: server.call, askTurnstile })
    await file(aTip({ body: '第一次，到了' }))
    await file(aTip({ body: '第二次，没到' }))
    expect(await file(aTip({ body: '第三次' }))).toMatchObject({ ok: true, value: { earlier: true, receiptGood: true } })
    expect(server.reports.size).toBe(1)
  })

  it('asks for a new challenge at each try', async () => {
    const server = new PublicServer()
    server.mishap = (name, nth) => (name === 'submitReport' && nth === 1 ? 'challenge' : null)
    const file = filer({ call: server.call, askTurnstile })
    await file(aTip())
    await file(aTip())
    expect(server.inputsOf('readChallenge')).toHaveLength(2)
  })

  it('says that it could not be solved when nobody can show Turnstile’s box', async () => {
    const server = new PublicServer()
    const outcome = await fileReport(aTip(), { call: server.call })
    expect(outcome).toMatchObject({ ok: false, code: 'challenge' })
    expect(server.inputsOf('submitReport')).toEqual([])
  })

  it('tells a receipt that another key signed', async () => {
    const server = new PublicServer()
    const liar = new PublicServer()
    server.mishap = () => null
    const call: typeof server.call = (operation, params, input) => (operation.name === 'readKeyring' ? liar : server).call(operation, params, input)
    expect(await fileReport(aTip(), { call, askTurnstile })).toMatchObject({ ok: true, value: { receiptGood: false } })
  })

  it('still gives the code when the receipt’s key cannot be fetched', async () => {
    const server = new PublicServer()
    server.mishap = (name) => (name === 'readKeyring' ? 'lost-going' : null)
    expect(await fileReport(aTip(), { call: server.call, askTurnstile })).toMatchObject({ ok: true, value: { receiptGood: null } })
  })
})
