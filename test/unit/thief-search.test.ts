/** The search of a copied disk is only worth what it finds: each way in which words can lie there, at any place. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { search } from '../support/thief.ts'

const folder = mkdtempSync(join(tmpdir(), 'anshao-thief-'))
afterAll(() => rmSync(folder, { recursive: true }))

const LOOT = { texts: ['夜里有人从后门搬气瓶'], published: ['后门搬气瓶'], words: ['赵铁柱', '4821'] }
const noise = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 251))

it.for<[string, Buffer]>([
  ['UTF-8', Buffer.from('说：夜里有人从后门。赵铁柱4821')],
  ['UTF-16', Buffer.from('说：夜里有人从后门。赵铁柱4821', 'utf16le')],
  ['UTF-16 at an odd address', Buffer.concat([Buffer.of(1), Buffer.from('说：夜里有人从后门。赵铁柱4821', 'utf16le')])],
  ['base64', Buffer.from(Buffer.from('说：夜里有人从后门。赵铁柱4821').toString('base64'))],
  ['hex', Buffer.from(Buffer.from('说：夜里有人从后门。赵铁柱4821').toString('hex'))],
])('finds what is written in %s between what means nothing', ([, bytes]) => {
  writeFileSync(join(folder, 'disk'), Buffer.concat([noise.subarray(0, 5_000), bytes, Buffer.from('\n'), noise]))
  const finds = new Set(search([folder], LOOT).map(({ what }) => what))
  for (const what of ['夜里有人从后', '里有人从后门', '赵铁柱', '4821']) expect(finds).toContain(what)
  expect(finds).not.toContain('后门搬气瓶')
})

it('finds nothing where nothing is', () => {
  writeFileSync(join(folder, 'disk'), noise)
  expect(search([folder], LOOT)).toEqual([])
})
