import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fromBase64Url } from '#contract/bytes.ts'
import { Keyring } from '#contract/public.ts'
import { recipientOf } from '../../site/crypto/age.ts'
import { verifyKeyOf } from '../../site/crypto/sign.ts'
import { the } from '../support/sealing.ts'

interface PrivateKeys { county: string; unit: string; version: number; identity: string; sign: string; recipient: string; verify: string }

const place = mkdtempSync(join(tmpdir(), 'anshao-keys-'))
afterAll(() => rmSync(place, { recursive: true }))

function keys(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['site/cli/keys.ts', ...words], { encoding: 'utf8' })
  return { status, answer: JSON.parse(status === 0 ? stdout : stderr) as Record<string, never> & { error?: { code: string; message: string } }, silent: status === 0 ? stderr : stdout }
}

describe('npm run keys -- make', () => {
  it('writes fresh keys for every unit, private ones for nobody else’s eyes, and never overwrites them', async () => {
    const folder = join(place, 'stick')
    const made = keys('make', '--to', folder)
    expect(made).toMatchObject({ status: 0, silent: '', answer: { demonstration: false, version: 1, keyring: join(folder, 'keyring.json') } })
    const keyring = Keyring.parse(JSON.parse(readFileSync(join(folder, 'keyring.json'), 'utf8')))
    const published = Keyring.parse(JSON.parse(readFileSync('content/county/keyring.json', 'utf8')))
    const { holders } = the(keyring.versions[0])
    expect(keyring).toMatchObject({ demonstration: false, revoked: [] })
    expect(Object.keys(holders)).toEqual(Object.keys(the(published.versions[0]).holders))
    expect(statSync(folder).mode & 0o777).toBe(0o700)

    for (const [unit, open] of Object.entries(holders)) {
      const path = join(folder, `${unit}.private.json`)
      const secret = JSON.parse(readFileSync(path, 'utf8')) as PrivateKeys
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(secret).toMatchObject({ county: 'shifan', unit, version: 1, ...open })
      expect([await recipientOf(secret.identity), verifyKeyOf(fromBase64Url(secret.sign))]).toEqual([open.recipient, open.verify])
      expect(open).not.toEqual(the(published.versions[0]).holders[unit])
      // What goes to stdout may end in a log; no private half does.
      expect(JSON.stringify(made.answer)).not.toContain(secret.identity)
    }
    expect(new Set(Object.values(holders).map((open) => open.recipient)).size).toBe(Object.keys(holders).length)

    const before = readFileSync(join(folder, 'desk.private.json'), 'utf8')
    expect(keys('make', '--to', folder)).toMatchObject({ status: 1, silent: '', answer: { error: { code: 'conflict' } } })
    rmSync(join(folder, 'keyring.json'))
    expect(keys('make', '--to', folder)).toMatchObject({ status: 1, answer: { error: { code: 'conflict' } } })
    expect(readFileSync(join(folder, 'desk.private.json'), 'utf8')).toBe(before)
  })

  it('refuses a folder inside the tree, by whatever way it is named', () => {
    symlinkSync(process.cwd(), join(place, 'link'))
    for (const to of ['.', 'content/county', './keys-here', join(place, 'link', 'keys-here')]) {
      expect(keys('make', '--to', to)).toMatchObject({ status: 1, answer: { error: { code: 'invalid' } } })
    }
    expect(readdirSync('.')).not.toContain('keys-here')
  })

  it('makes no folders on the way to one that is not there', () => {
    const { status, answer } = keys('make', '--to', join(place, 'mistyped', 'stick'))
    expect([status, answer.error?.code]).toEqual([1, 'unavailable'])
    expect(readdirSync(place)).not.toContain('mistyped')
  })

  it.for(['', 'make', 'split', 'make more --to /tmp', 'make --where /tmp', 'make-demonstration --to /tmp'])('“%s” is told how to do it', (words) => {
    const { status, answer, silent } = keys(...words.split(' ').filter((word) => word !== ''))
    expect([status, answer.error?.code, silent]).toEqual([1, 'invalid', ''])
  })
})
