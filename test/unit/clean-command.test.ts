/** `npm run clean`: the same cleaning from a terminal, and the words for what it says. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evidenceWords } from '#contract/county/evidence.ts'
import { CLEAN_CODES, LEFT_CODES, WHATS } from '#contract/evidence.ts'
import { afterAll, expect, it } from 'vitest'
import { survivors } from '../support/evidence/planted.ts'
import { exifSegment, jpeg } from '../support/evidence/pictures.ts'

const folder = mkdtempSync(join(tmpdir(), 'anshao-clean-'))
afterAll(() => rmSync(folder, { recursive: true }))
const [source, target] = [join(folder, 'a.png'), join(folder, 'b')]
const COMMAND = ['--import', './site/cli/ready.ts', 'site/cli/clean.ts']

it('writes the cleaned file and says what it was, what was found, removed and left', () => {
  writeFileSync(source, jpeg([exifSegment()]))
  const told = JSON.parse(execFileSync(process.execPath, [...COMMAND, source, target], { encoding: 'utf8' })) as Record<string, unknown>
  const bytes = readFileSync(target)
  expect(told).toMatchObject({ kind: 'jpeg', misnamed: true, left: [], size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  expect(told['found']).toContainEqual({ what: 'place', name: '拍摄地点', value: '26.06140, 119.30610' })
  expect(told['removed']).toEqual(told['found'])
  expect(survivors(bytes)).toEqual([])
  // Of a part without words of its own its kind alone, in the page's words.
  expect(told['found']).toContainEqual({ what: 'extra', name: '夹带的数据' })
  expect(JSON.stringify(told)).not.toMatch(/latitude|longitude|MakerNote|encoded text|APP\d/)
})

it('says in a sentence why it cannot', () => {
  writeFileSync(source, '')
  const { status, stderr } = spawnSync(process.execPath, [...COMMAND, source, target], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(JSON.parse(stderr)).toEqual({ error: { code: 'empty', message: '这个文件是空的。' } })
})

it('has words for everything that may be found, left or gone wrong', () => {
  expect(Object.keys(evidenceWords.what).sort()).toEqual([...WHATS].sort())
  expect(Object.keys(evidenceWords.left).sort()).toEqual([...LEFT_CODES].sort())
  expect(Object.keys(evidenceWords.failed).sort()).toEqual([...CLEAN_CODES].sort())
})
