/** The editor's page in a browser: the folder is picked, each kind of piece is opened, changed in one field and saved, and means what it meant. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeEditor } from '../../site/build/editor.ts'
import { readCounty } from '../../site/county/county.ts'
import { cmsConfiguration } from '../../site/editing/cms/config.ts'
import { surveyContent } from '../../site/editing/check.ts'
import { sayMistake } from '../../site/editing/mistake.ts'
import { KINDS, readPieces, type Kind } from '../../site/editing/read.ts'
import { contentCopy, readContent, ROOT, TODAY } from '../support/content.ts'
import { openEditor, readPicked, serveFolder } from '../support/drive-editor.ts'

/** A kind, its collection, an entry, and the key that is changed by its Chinese label. */
const ENTRIES = [
  ['knowledge', 'knowledge-home', 'home/gas-leak', 'title'], ['law', 'law', 'school-bus', 'title'], ['cases', 'cases', 'kunshan-dust', 'title'],
  ['drills', 'drills', 'fire-community', 'title'], ['checklists', 'checklists', 'home-gas', 'title'], ['quiz', 'quiz', 'home-fire', 'title'],
  ['calendar', 'calendar', 'heat', 'name'], ['posters', 'posters', 'alcohol-fuel', 'title'], ['emergency', 'emergency-zh', 'zh/burn', 'title'],
  ['faq', 'faq', 'how-long', 'question'], ['campaigns', 'campaigns', '2026', 'theme'],
] as const satisfies readonly (readonly [Kind, string, string, string])[]

const folder = mkdtempSync(join(tmpdir(), 'anshao-editor-'))
let server: Awaited<ReturnType<typeof serveFolder>>
let editor: Awaited<ReturnType<typeof openEditor>>

beforeAll(async () => {
  await writeEditor(ROOT, folder)
  server = await serveFolder(folder)
  editor = await openEditor(server.base)
  await editor.page.getByRole('button', { name: '使用本地仓库' }).click()
  await editor.page.getByText('知识·在家里').first().waitFor()
})

afterAll(async () => {
  await editor.close()
  server.server.close()
  rmSync(folder, { recursive: true, force: true })
})

it('lists every collection in Chinese', async () => {
  const words = await editor.page.locator('body').innerText()
  for (const { label } of cmsConfiguration(ROOT).collections) expect(words).toContain(label)
})

it.for(ENTRIES)('%s: an entry that it writes passes the check, and says the same', async ([kind, collection, id, key]) => {
  const { page } = editor
  const path = `${KINDS[kind].folder}/${id}${KINDS[kind].ending}`
  await page.goto(`${server.base}/edit#/collections/${collection}/entries/${id.replace(/^.*\//, '')}`)
  const pieces = (root: string) => readPieces<Kind>(root, kind, (mistake) => expect.fail(sayMistake(mistake)))
  const before = pieces(ROOT).find((piece) => piece.id === id)
  const written = (before?.data as Record<string, unknown> | undefined)?.[key]
  if (typeof written !== 'string') return expect.fail(`${kind}/${id} has no ${key}`)
  const input = page.locator(`section.field[data-key-path="${key}"]`).locator('input, textarea').first()
  await expect.poll(() => input.inputValue()).toBe(written)
  await input.fill(`${written.slice(0, -1)}呀`)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect.poll(() => readPicked(page, `content/learn/${path}`)).not.toBe(readContent(ROOT, path))

  const root = contentCopy()
  writeFileSync(resolve(root, 'content/learn', path), await readPicked(page, `content/learn/${path}`))
  const after = pieces(root).find((piece) => piece.id === id)
  expect(after?.data).toEqual({ ...before?.data, [key]: `${written.slice(0, -1)}呀` })
  expect(after?.body.trim()).toBe(before?.body.trim())
  const categories = new Map(readCounty(ROOT).categories.categories.map(({ id, name }) => [id, name]))
  expect(surveyContent(root, { categories, today: TODAY }).mistakes.filter(({ weight }) => weight !== 'note').map(sayMistake)).toEqual([])
})

it('asks no other host, breaks no rule of its page, and is found by nobody', () => {
  expect(editor.heard.errors).toEqual([])
  expect([...editor.heard.hosts]).toEqual([new URL(server.base).host])
  const html = readFileSync(join(folder, 'edit.html'), 'utf8')
  expect(html).toContain('<meta name="robots" content="noindex, nofollow"')
  expect(html).toContain("script-src 'self';")
  expect(html).not.toMatch(/unsafe-eval|https:/)
  expect(html).not.toContain('data-pagefind-body')
})
