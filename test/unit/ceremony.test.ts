/** The commands after `make`, in a county of their own: rotate, publish, revoke, split, recover. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Keyring } from '#contract/public.ts'
import { KeyFile } from '../../site/crypto/rotation.ts'
import { copyCounty, runKeys } from '../support/county-copy.ts'
import { the } from '../support/sealing.ts'

let copy: string
const safe = mkdtempSync(join(tmpdir(), 'anshao-ceremony-'))
const at = (...names: string[]) => join(safe, ...names)
const keys = (...words: string[]) => runKeys(copy, ...words)
const refusal = (...words: string[]) => {
  const { status, answer } = keys(...words)
  return status === 1 ? answer.error?.message : `status ${status}`
}
const keyring = () => Keyring.parse(JSON.parse(readFileSync(join(copy, 'content/county/keyring.json'), 'utf8')))
const keyFile = (...names: string[]) => KeyFile.parse(JSON.parse(readFileSync(at(...names), 'utf8')))

beforeAll(() => {
  copy = copyCounty('.test/ceremony/county', { linked: true })
  expect(keys('make', '--to', at('made')).status).toBe(0)
  writeFileSync(join(copy, 'content/county/keyring.json'), readFileSync(at('made', 'keyring.json')))
})
afterAll(() => {
  rmSync(safe, { recursive: true })
  rmSync(join(copy, '..'), { recursive: true })
})

describe('rotate and publish', () => {
  it('give units new keys with their past, a card each, and the county a keyring with them in front', () => {
    const made = keys('rotate', '--key', at('made', 'fire.private.json'), at('made', 'desk.private.json'), '--to', at('second'))
    expect(made).toMatchObject({ status: 0, answer: { units: ['fire', 'desk'], from: 1 } })
    expect(readdirSync(at('second')).toSorted()).toEqual(['desk.card.2.json', 'desk.private.2.json', 'fire.card.2.json', 'fire.private.2.json'])
    expect([statSync(at('second')).mode & 0o777, statSync(at('second', 'fire.private.2.json')).mode & 0o777]).toEqual([0o700, 0o600])
    expect(keyFile('second', 'fire.private.2.json').past).toHaveLength(1)
    expect(JSON.stringify(made.answer)).not.toContain(keyFile('second', 'fire.private.2.json').identity)
    expect(readFileSync(at('second', 'fire.card.2.json'), 'utf8')).not.toMatch(new RegExp(`AGE-SECRET|${keyFile('second', 'fire.private.2.json').sign}`))

    const before = keyring()
    expect(keys('publish', '--card', at('second', 'fire.card.2.json'), at('second', 'desk.card.2.json'))).toMatchObject({ status: 0, answer: { version: 2 } })
    const after = keyring()
    expect(after.versions.map(({ version, holders }) => [version, Object.keys(holders).length])).toEqual([[2, Object.keys(the(before.versions[0]).holders).length], [1, 0]])
    expect(after.retired).toEqual({ fire: [{ version: 1, verify: before.versions[0]?.holders['fire']?.verify }], desk: [{ version: 1, verify: before.versions[0]?.holders['desk']?.verify }] })
    expect(after.versions[0]?.holders['market']).toEqual(before.versions[0]?.holders['market'])
  })

  it('refuse the former key, a card twice, a card that another key signed, and to overwrite', () => {
    expect(refusal('rotate', '--key', at('made', 'fire.private.json'), '--to', at('third'))).toContain('和公布的公钥对不上')
    expect(refusal('publish', '--card', at('second', 'fire.card.2.json'))).toContain('已经公布过')
    expect(keys('rotate', '--key', at('made', 'market.private.json'), '--to', at('market')).status).toBe(0)
    const card = at('market', 'market.card.3.json')
    expect(refusal('publish', '--card', card, card)).toContain('同一个单位')
    writeFileSync(at('forged.json'), readFileSync(card, 'utf8').replace('"market"', '"housing"'))
    expect(refusal('publish', '--card', at('forged.json'))).toContain('不是这个单位现在的钥匙签的')
    expect(refusal('publish', '--card', at('made', 'desk.private.json'))).toContain('不是换钥匙的公开卡片')
    expect(refusal('rotate', '--key', at('made', 'market.private.json'), '--to', at('market'))).toContain('已经存在')
    expect(refusal('rotate', '--key', at('made', 'market.private.json'), '--to', 'content')).toContain('在项目文件夹里')
    expect(refusal('rotate', '--key', at('nothing.json'), '--to', at('market'))).toContain('读不了')
    expect(keyring().versions[0]?.version).toBe(2)
  })
})

describe('revoke', () => {
  it('declares a former version void, and never the one in use', () => {
    expect(refusal('revoke', '--version', '2')).toContain('正在用')
    expect(refusal('revoke', '--version', '7')).toContain('没有可以作废的')
    expect(keys('revoke', '--version', '1')).toMatchObject({ status: 0, answer: { revoked: 1 } })
    expect(keyring().revoked).toEqual([1])
    expect(refusal('revoke', '--version', '1')).toContain('没有可以作废的')
  })
})

describe('split and recover', () => {
  beforeAll(() => {
    expect(keys('split', '--key', at('second', 'fire.private.2.json'), '--need', '3', '--of', '5', '--to', at('shares'))).toMatchObject({ status: 0, answer: { need: 3, of: 5, version: 2 } })
  })
  const share = (n: number) => at('shares', `fire.share-${n}.html`)
  const letters = (n: number) => (/<pre id="share">([\s\S]*?)<\/pre>/.exec(readFileSync(share(n), 'utf8'))?.[1] ?? '').replace(/<i>.*?<\/i>/g, '').trim()

  it('any three of five give the key file again, the past with it, typed in small letters too', () => {
    expect(keys('recover', '--share', share(5), share(1), share(3), '--to', at('back'))).toMatchObject({ status: 0, answer: { unit: 'fire', version: 2, current: true } })
    expect(keyFile('back', 'fire.private.2.json')).toEqual(keyFile('second', 'fire.private.2.json'))
    expect(statSync(at('back', 'fire.private.2.json')).mode & 0o777).toBe(0o600)
    writeFileSync(at('typed.txt'), letters(2).toLowerCase().replaceAll('0', 'o'))
    expect(keys('recover', '--share', at('typed.txt'), letters(4), share(1), '--to', at('again'))).toMatchObject({ status: 0 })
    expect(keyFile('again', 'fire.private.2.json')).toEqual(keyFile('second', 'fire.private.2.json'))
  })

  it('too few, the same one twice, another splitting’s and a slip of the pen are told apart in words', () => {
    const back = ['--to', at('never')]
    expect(refusal('recover', '--share', share(1), share(2), ...back)).toContain('要凑齐3份，现在只有2份')
    expect(refusal('recover', '--share', share(1), share(2), share(1), ...back)).toContain('给了两次')
    keys('split', '--key', at('second', 'fire.private.2.json'), '--need', '2', '--of', '2', '--to', at('other'))
    expect(refusal('recover', '--share', share(1), share(2), at('other', 'fire.share-1.html'), ...back)).toContain('不是一次分的')
    const [first = '', second = '', ...rest] = letters(3).split('\n')
    const slip = second.startsWith('7') ? `8${second.slice(1)}` : `7${second.slice(1)}`
    expect(refusal('recover', '--share', share(1), share(2), [first, slip, ...rest].join('\n'), ...back)).toContain('第3份的第2行对不上')
    expect(refusal('recover', '--share', 'hello', share(2), share(3), ...back)).toContain('第1份')
    expect(readdirSync(safe)).not.toContain('never')
  })

  it('a sheet says which it is and how to use it, and nothing of the others', () => {
    const page = readFileSync(share(2), 'utf8')
    for (const words of ['第2份，共5份', '第2版', '消防', '<svg']) expect(page).toContain(words)
    const { identity, sign } = keyFile('second', 'fire.private.2.json')
    for (const secret of [identity, sign, ...letters(1).split('\n').slice(2, -1), letters(3).split('\n').at(-1)?.slice(-20) ?? '']) expect(page).not.toContain(secret)
    expect(page).not.toMatch(/https?:|<script|src=/)
  })

  it('ask for numbers that make sense', () => {
    for (const [need, of] of [['1', '5'], ['6', '5'], ['3', '21'], ['x', '5']]) expect(refusal('split', '--key', at('second', 'fire.private.2.json'), '--need', the(need), '--of', the(of), '--to', at('no'))).toContain('--need 至少2')
  })
})
