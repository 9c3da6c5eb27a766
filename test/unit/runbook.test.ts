/** content/runbook/keys.md, followed from top to bottom in a county of its own: every command that it names does what it says. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Keyring } from '#contract/public.ts'
import { copyCounty } from '../support/county-copy.ts'

const text = readFileSync('content/runbook/keys.md', 'utf8')
const lines = [...text.matchAll(/^ *```\n([\s\S]*?)^ *```$/gm)].flatMap((match) => (match[1] ?? '').trim().split('\n').map((line) => line.trim()))
const usb = mkdtempSync(join(tmpdir(), 'anshao-usb-'))
let copy: string

beforeAll(() => {
  copy = copyCounty('.test/runbook/county', { linked: true })
})
afterAll(() => {
  rmSync(usb, { recursive: true })
  rmSync(join(copy, '..'), { recursive: true })
})

describe('the runbook of keys', () => {
  it('names commands that all succeed in their order, and leaves the keyring that it promises', { timeout: 300_000 }, () => {
    expect(lines.length).toBeGreaterThanOrEqual(13)
    const path = `${join(copy, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`
    for (const line of lines) {
      const { status, stderr } = spawnSync('sh', ['-c', line.replaceAll('/media/usb', usb)], { cwd: copy, encoding: 'utf8', env: { ...process.env, PATH: path, INIT_CWD: copy } })
      expect([line, status, status === 0 ? '' : stderr]).toEqual([line, 0, ''])
    }
    const keyring = Keyring.parse(JSON.parse(readFileSync(join(copy, 'content/county/keyring.json'), 'utf8')))
    expect([keyring.versions.map(({ version }) => version), keyring.revoked, Object.keys(keyring.retired ?? {})]).toEqual([[3, 2], [2], ['fire', 'market']])
    expect(readdirSync(join(usb, 'back'))).toEqual(['desk.private.1.json'])
  })

  it('shows every verb of the ceremony, pictures that are there with words of their own, and scripts that exist', () => {
    for (const verb of ['make', 'split', 'administrator', 'rotate', 'publish', 'recover', 'revoke']) expect(lines.some((line) => line.includes(` keys -- ${verb} `)), verb).toBe(true)
    const pictures = [...text.matchAll(/!\[([^\]]+)\]\(([\w-]+\.svg)\)/g)]
    expect(pictures.map((match) => match[2] ?? '').toSorted()).toEqual(readdirSync('content/runbook').filter((name) => name.endsWith('.svg')).toSorted())
    for (const [, , name = ''] of pictures) expect(readFileSync(`content/runbook/${name}`, 'utf8')).toMatch(/<title>[^<]*\p{Script=Han}{6}[^<]*<\/title>/u)
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([\w:]+)/g)) expect(scripts[script], script).toBeDefined()
  })
})
