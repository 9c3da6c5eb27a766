/** Somebody who reads English: tells by keyboard, keeps the code, comes back, reads what an office wrote, answers. The desk reads in Chinese which language it is. */
import type { Page } from '@playwright/test'
import { categories, categoryGroups } from '#contract/county/categories.en.ts'
import { form } from '#contract/county/form.en.ts'
import { evidenceWords } from '#contract/county/evidence.en.ts'
import { formEnd } from '#contract/county/form-end.en.ts'
import { small } from '#contract/county/small.en.ts'
import { track } from '#contract/county/track.en.ts'
import { units } from '#contract/county/units.en.ts'
import { flags } from '#contract/county/violations.en.ts'
import { accept, reply } from '../../site/console/report/act.ts'
import { moved } from './steps/filed.ts'
import { inspect } from './steps/inspect.ts'
import { enter, open } from './steps/staff.ts'
import { expect, test } from './steps/test.ts'
import { wrote, wroteCode } from './steps/typed.ts'

const TOLD = {
  place: 'Linhe town, foundry behind the old ferry, hall two',
  body: 'The rest room stands right under the ladle path. Pouring starts at nine in the evening, then you can see it.',
  asked: '请问休息室里一般有几个人',
  answered: 'About six people sit there in the break after ten.',
}
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** To an element by Tab alone, as somebody without a mouse goes. */
async function tabTo(page: Page, name: RegExp | string, role: 'button' | 'radio' | 'checkbox' | 'textbox' | 'link' | 'searchbox'): Promise<void> {
  const target = page.getByRole(role, { name }).first()
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way to ${String(name)} by Tab`)
}
const next = async (page: Page, question: string) => {
  await tabTo(page, form.buttons.next, 'button')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText(question)
}

test('somebody tells in English, and reads and answers in English', async ({ page: amy, another }) => {
  test.setTimeout(150_000)
  wrote('text', ...Object.values(TOLD))
  const english = { language: 'en', written: [TOLD.asked] } as const

  await test.step('from the Chinese form to the English one and back is one link', async () => {
    await amy.goto('/report')
    await amy.getByRole('link', { name: 'English' }).click()
    await expect(amy).toHaveURL(/\/en\/report$/)
    await expect(heading(amy)).toHaveText(form.steps.emergency.question)
    await expect(amy.getByRole('button', { name: form.buttons.next })).toBeEnabled()
    await inspect(amy, 'en-report', english)
  })

  await test.step('she writes it by keyboard alone', async () => {
    await tabTo(amy, flags.find(({ id }) => id === 'ongoing')?.question ?? '', 'checkbox')
    await amy.keyboard.press('Space')
    await next(amy, form.steps.kind.question)
    await next(amy, form.steps.kind.question)
    await expect(amy.getByRole('alert').filter({ hasText: 'To correct: 1' })).toBeFocused()
    await tabTo(amy, form.choices.search.label, 'searchbox')
    await amy.keyboard.type('foundry')
    const kind = categories.find(({ id }) => id === 'HY10')?.name ?? ''
    await tabTo(amy, kind, 'radio')
    await amy.keyboard.press('Space')
    await inspect(amy, 'en-kind', english)
    await next(amy, form.fields.violations.label)
    await next(amy, form.steps.where.question)
    await amy.getByRole('radio', { name: 'Linhe' }).focus()
    await amy.keyboard.press('Space')
    await tabTo(amy, form.fields.place.label, 'textbox')
    await amy.keyboard.type(TOLD.place)
    await tabTo(amy, form.fields.since.label, 'textbox')
    await amy.keyboard.type('2 October 2025')
    await expect(amy.getByText(/Thursday,? 2 October 2025/)).toBeVisible()
    await inspect(amy, 'en-where', english)
    await next(amy, form.steps.what.question)
    await tabTo(amy, form.fields.body.label, 'textbox')
    await amy.keyboard.type(TOLD.body)
    await next(amy, form.files)
    await expect(amy.getByText(evidenceWords.pick.hint)).toBeVisible()
    await inspect(amy, 'en-files', english)
    await next(amy, form.steps.avoid.question)
    await inspect(amy, 'en-avoid', english)
    await next(amy, form.identity)
    await next(amy, form.steps.check.question)
  })

  await test.step('she sees in English where it goes and by when', async () => {
    const goes = amy.getByRole('region', { name: formEnd.preview.title })
    await expect(goes).toContainText('Leads: Emergency Management Bureau (应急局)')
    await expect(goes).toContainText(/It is decided by \w+ \d+ \w+/)
    await inspect(amy, 'en-check', english)
    await next(amy, form.steps.send.question)
    await tabTo(amy, form.buttons.send, 'button')
    await amy.keyboard.press('Enter')
    await expect(heading(amy)).toHaveText(formEnd.code.title, { timeout: 60_000 })
    await inspect(amy, 'en-code', english)
  })
  const groups = await amy.getByRole('list', { name: new RegExp(`^\\d{4}${small.list}`) }).getByRole('listitem').allInnerTexts()
  const code = groups.map((group) => group.split('\n').at(-1)?.trim().slice(-4)).join('-')
  const reference = /\d{4}-\d{4}/.exec(await amy.getByText(formEnd.code.reference).first().innerText())?.[0] ?? ''
  wroteCode(code)
  wrote('reference', reference)
  expect(code).toMatch(/^(\d{4}-){6}\d{4}$/)

  await test.step('he of the desk sees in Chinese that she reads English', async () => {
    const he = await another()
    await enter(he, 'desk01')
    await open(he, reference)
    await expect(he.getByText(TOLD.body)).toBeVisible()
    await expect(he.locator('dl > div').filter({ hasText: '举报人用' })).toContainText('英文')
  })
  await moved('desk01', reference, accept)
  await moved('emergency01', reference, (session, seen) => reply(session, seen, TOLD.asked))

  await test.step('she comes back with the code, reads the question and answers', async () => {
    await amy.getByRole('button', { name: formEnd.code.kept }).click()
    await amy.getByRole('link', { name: formEnd.code.open }).click()
    await expect(amy).toHaveURL(/\/en\/track$/)
    await inspect(amy, 'en-track', english)
    await amy.getByLabel(track.code.label).fill(code)
    await amy.getByRole('button', { name: track.code.open }).click()
    await expect(heading(amy)).toHaveText('With an office')
    await expect(amy.getByText(TOLD.asked)).toBeVisible()
    await expect(amy.getByText(`Checked: written by ${units.find(({ id }) => id === 'emergency')?.short ?? ''}`)).toBeVisible()
    await tabTo(amy, track.message.label, 'textbox')
    await amy.keyboard.type(TOLD.answered)
    await tabTo(amy, track.message.send, 'button')
    await amy.keyboard.press('Enter')
    await expect(amy.getByText(track.message.sent)).toBeVisible()
    await inspect(amy, 'en-view', english)
  })
})

test('who has begun to write is asked before the language changes, and Chinese names of kinds have English ones', async ({ page }) => {
  await page.goto('/en/report')
  await expect(page.getByRole('button', { name: form.buttons.next })).toBeEnabled()
  await page.getByRole('checkbox').first().check()
  let asked = 0
  page.on('dialog', (dialog) => {
    asked += 1
    void dialog.dismiss()
  })
  await page.getByRole('link', { name: '中文' }).first().click({ noWaitAfter: true })
  await expect.poll(() => asked).toBe(1)
  await expect(page).toHaveURL(/\/en\/report$/)
  await expect(page.getByRole('checkbox').first()).toBeChecked()
  expect(categoryGroups).toHaveLength(10)
})

test('a question in English', async ({ page }) => {
  await page.goto('/en/ask')
  await expect(page.getByRole('button', { name: form.buttons.send })).toBeEnabled()
  await inspect(page, 'en-ask', { language: 'en' })
})
