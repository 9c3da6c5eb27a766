/** A worker adds a photograph, sees where it would have given him away, covers a plate, and files; the unit opens it and finds nothing of him. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { evidenceWords } from '#contract/county/evidence.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { fill } from '#contract/rules/fill.ts'
import { survivors } from '../support/evidence/planted.ts'
import { expect, test } from './steps/by-keys.ts'
import { onDisk, sampleAs } from './steps/chosen.ts'
import { next, onScreen, openForm, readCodePage, send, writeUntil } from './steps/citizen.ts'
import { tipOf } from './steps/filed.ts'
import { giveFile, press } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { HOME, portal } from './steps/place.ts'

const { pick, cover, place, what } = evidenceWords
/** Word's format before 2007: nothing cleans it. */
const OLD_OFFICE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
/** What stands in the samples, and the names of formats. */
const WORDS = { besides: /ZhaoPhone[\w -]*|SN-[\w-]+|La\w+[\d.]+|[\w\u4e00-\u9fff-]+\.(?:jpg|docx?|mp4)|file:.*|\w+ Office|docx|xlsx|pptx|PDF|JPG/g }

test('a photograph that would have given its maker away is shown as such, covered, filed, and read clean', async ({ page }, { project }) => {
  test.setTimeout(240_000)
  const tip = tipOf('05')
  await openForm(page)
  await writeUntil(page, tip, 'files')
  const item = (name: string) => page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) })

  await test.step('he chooses a photograph, and sees what it told', async () => {
    await inspect(page, 'files-empty', WORDS)
    await giveFile(page.getByLabel(pick.choose), await sampleAs('IMG_20250314_021109.jpg', 'exif.jpg'))
    const photo = item('照片1.jpg')
    await expect(photo.getByText(fill(pick.found, { what: '拍摄地点、设备编号、作者' }))).toBeVisible()
    await expect(photo.getByText(fill(place.words, { ns: '北', lat: '26.0614', ew: '东', lon: '119.3061' }))).toBeVisible()
    for (const told of [what.device, what.author, '赵铁柱', what.time]) await expect(photo.getByText(told, { exact: true })).toBeVisible()
    await expect(photo.getByRole('img', { name: fill(pick.picture, { name: '照片1.jpg' }) })).toBeVisible()
    await inspect(page, 'files-told', WORDS)
  })

  await test.step('he covers a plate by keys', async () => {
    await press(page.getByRole('button', { name: `${cover.open}：照片1.jpg` }))
    const board = page.getByRole('application', { name: cover.board })
    await expect(board).toBeFocused()
    for (const key of ['+', 'ArrowRight', 'ArrowDown', 'Space', 'ArrowLeft', 'Space', 'Backspace']) await page.keyboard.press(key)
    await expect(page.getByText(/遮了1处/)).toBeVisible()
    await inspect(page, 'files-cover', WORDS)
    await press(page.getByRole('button', { name: cover.done }))
    await expect(page.getByText(fill(cover.covered, { n: 1 }))).toBeVisible()
    await expect(page.getByRole('button', { name: `${cover.open}：照片1.jpg` })).toBeFocused()
  })

  await test.step('he adds a document, an empty file and a film, and takes one away', async () => {
    for (const [name, sample] of [['安全检查.docx', 'gate.docx'], ['空的.txt', 'none'], ['VID_1.mp4', 'phone.mp4'], ['旧.doc', 'old']] as const) {
      await giveFile(page.getByLabel(pick.choose), sample === 'old' ? onDisk(name, OLD_OFFICE) : await sampleAs(name, sample))
    }
    await expect(item('空的.txt').getByText(evidenceWords.failed.empty)).toBeVisible()
    await expect(item('旧.doc').getByText(evidenceWords.left['old-office'])).toBeVisible()
    await expect(item('录像1.mp4')).toBeVisible()
    await expect(item('安全检查.docx').getByText(pick.named)).toBeVisible()
    await expect(item('录像1.mp4').getByText(pick.named)).toHaveCount(0)
    await press(page.getByRole('button', { name: `${pick.remove}：空的.txt` }))
    await press(page.getByRole('button', { name: `${pick.remove}：旧.doc` }))
    await expect(page.getByText(fill(pick.gone, { name: '旧.doc' }))).toBeVisible()
    await inspect(page, 'files-several', WORDS)
  })

  await test.step('they are listed before sending, and sent with the report', async () => {
    await next(page)
    await writeUntil(page, tip, 'check', 'avoid')
    await expect(page.getByText('照片1.jpg')).toBeVisible()
    await inspect(page, 'files-check', WORDS)
    await next(page)
    await onScreen(page, 'send')
    await send(page)
  })

  const { reference } = await readCodePage(page)
  await expect(page.getByText(fill(formEnd.code.files, { n: 3 }))).toBeVisible()
  await inspect(page, 'files-code')

  await test.step('the unit gets them whole, and finds nothing of him in them', () => {
    const folder = resolve(HOME, `evidence-${project.name}`)
    const out = execFileSync(process.execPath, ['--import', './site/cli/ready.ts', 'site/cli/staff.ts', 'desk01', 'evidence', reference, '--to', folder, '--reason', 'for-court', '--url', portal()], { encoding: 'utf8' })
    expect((JSON.parse(out) as { evidence: unknown[] }).evidence).toMatchObject([
      { name: '照片1.jpg', type: 'image/jpeg', covered: 1, holds: true, signature: 'good' }, { name: '安全检查.docx', holds: true }, { name: '录像1.mp4', type: 'video/mp4', holds: true },
    ])
    const files = readdirSync(folder)
    expect(files).toHaveLength(3)
    for (const file of files) expect(survivors(readFileSync(resolve(folder, file))), file).toEqual([])
  })
})

