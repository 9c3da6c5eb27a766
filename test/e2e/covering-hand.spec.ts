/** A finger goes over a plate: one stroke is one place, to count and to take back, and it is not left behind unkept. */
import type { Page } from '@playwright/test'
import { evidenceWords } from '#contract/county/evidence.ts'
import { form } from '#contract/county/form.ts'
import { trackFiles } from '#contract/county/track-files.ts'
import { track } from '#contract/county/track.ts'
import { fill } from '#contract/rules/fill.ts'
import { SAMPLES } from '../support/evidence/samples.ts'
import { comeBack, next, onScreen, openForm, writeUntil } from './steps/citizen.ts'
import { filed, tipOf } from './steps/filed.ts'
import { press, type } from './steps/hands.ts'
import { isOf } from './steps/sending.ts'
import { expect, test } from './steps/test.ts'
import { wrote } from './steps/typed.ts'

const { pick, cover } = evidenceWords
const TIP = tipOf('05')

/** With a photograph chosen, and one stroke over it. */
async function stroke(page: Page): Promise<void> {
  await page.getByLabel(pick.choose).setInputFiles({ name: 'IMG_3.jpg', mimeType: 'image/jpeg', buffer: (await SAMPLES['exif.jpg']?.()) ?? Buffer.alloc(0) })
  await press(page.getByRole('button', { name: `${cover.open}：照片1.jpg` }))
  await expect(page.getByRole('application', { name: cover.board })).toBeFocused()
  await drag(page)
}

async function drag(page: Page): Promise<void> {
  const board = page.getByRole('application', { name: cover.board })
  await board.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await board.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.move(x + width * 0.2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width * 0.8, y + height / 2, { steps: 12 })
  await page.mouse.up()
}

const unkept = fill(cover.unkept, { name: '照片1.jpg' })

test('a stroke is one place, and whoever goes on without keeping it is told', async ({ page }) => {
  await openForm(page)
  await writeUntil(page, TIP, 'files')
  await stroke(page)
  await expect(page.getByText(/遮了1处/)).toBeVisible()
  await press(page.getByRole('button', { name: cover.undo }))
  await expect(page.getByText(/遮了0处/)).toBeVisible()
  await drag(page)
  for (const leave of [form.buttons.next, form.buttons.back]) {
    await press(page.getByRole('button', { name: leave }))
    await onScreen(page, 'files')
    await expect(page.getByRole('alert').getByText(unkept)).toBeVisible()
    await expect(page.getByText(/遮了1处/)).toBeVisible()
  }
  await press(page.getByRole('alert').getByRole('link', { name: unkept }))
  await expect(page.getByRole('application', { name: cover.board })).toBeFocused()
  await press(page.getByRole('button', { name: cover.done }))
  await expect(page.getByText(fill(cover.covered, { n: 1 }))).toBeVisible()
  await expect(page.getByText(unkept)).toHaveCount(0)
  await next(page)
  await onScreen(page, 'avoid')
})

test('nothing goes with a message either, while a stroke is not kept', async ({ page, eyes }, { project }) => {
  const said = `车牌拍到了，${project.name === 'phone' ? '白色的车' : '黑色的车'}`
  wrote('text', said)
  const { code } = await filed(TIP)
  await comeBack(page, code)
  await press(page.getByRole('button', { name: trackFiles.add }))
  await stroke(page)
  await type(page.getByLabel(/^写给/), said)
  await press(page.getByRole('button', { name: track.message.send }))
  await expect(page.getByRole('status').filter({ hasText: unkept })).toBeVisible()
  expect(eyes.requests.filter(isOf(/^\/api\/(?:uploads|track\/messages)/))).toEqual([])
  await press(page.getByRole('button', { name: cover.leave }))
  await press(page.getByRole('button', { name: track.message.send }))
  await expect(page.locator('.dialogue li.own').getByText(said)).toBeVisible()
})
