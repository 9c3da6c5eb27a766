/** What a citizen does at /report, screen by screen, found by what is written there. */
import type { Locator, Page } from '@playwright/test'
import { categories, categoryGroups } from '#contract/county/categories.ts'
import { plainNameOf } from '../../../site/layouts/groups.ts'
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { units } from '#contract/county/units.ts'
import { flags, violations } from '#contract/county/violations.ts'
import type { TipFixture } from '../../support/tips.ts'
import { press, tick, type } from './hands.ts'
import { expect } from './test.ts'
import { wrote, wroteCode } from './typed.ts'

export type Words = TipFixture['tip']

/** The screens in their order, by what their heading asks. */
export const SCREENS = ['emergency', 'kind', 'violations', 'where', 'what', 'files', 'avoid', 'identity', 'check', 'send'] as const
export type Screen = (typeof SCREENS)[number]

const { fields, choices, steps, buttons } = form
const TITLES: Record<Screen, string | RegExp> = {
  emergency: steps.emergency.question, kind: steps.kind.question, violations: fields.violations.label, where: steps.where.question, what: steps.what.question, files: form.files,
  avoid: steps.avoid.question, identity: /写不写名字/, check: steps.check.question, send: steps.send.question,
}

export const nameOf = (list: readonly { id: string; name: string }[], id: string): string => list.find((one) => one.id === id)?.name ?? id
export const shortOf = (id: string): string => units.find((unit) => unit.id === id)?.short ?? id
const begins = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)

export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
export const next = (page: Page): Promise<void> => press(page.getByRole('button', { name: buttons.next }))
export const onScreen = (page: Page, screen: Screen): Promise<void> => expect(heading(page)).toHaveText(TITLES[screen])

/** Opens the form and waits until its script has enabled it. */
export async function openForm(page: Page): Promise<void> {
  await page.goto('/report')
  await onScreen(page, 'emergency')
  await expect(page.getByRole('button', { name: buttons.next })).toBeEnabled()
}

/** Answers one screen as the tip says; leaves it open. */
export async function answer(page: Page, screen: Screen, tip: Words): Promise<void> {
  await ANSWERS[screen]?.(page, tip)
}

const box = (page: Page, group: string, name: string) => page.getByRole('group', { name: group }).getByRole('checkbox', { name: begins(name) })
const tickAll = async (all: readonly Locator[]) => {
  for (const one of all) await tick(one)
}

const ANSWERS: Partial<Record<Screen, (page: Page, tip: Words) => Promise<void>>> = {
  emergency: (page, tip) => tickAll(tip.flags.map((flag) => box(page, fields.flags.label, flags.find(({ id }) => id === flag)?.question ?? flag))),
  async kind(page, tip) {
    const category = categories.find(({ id }) => id === tip.category)
    const group = page.getByRole('button', { name: nameOf(categoryGroups, category?.group ?? '') })
    if ((await group.getAttribute('aria-expanded')) !== 'true') await press(group)
    await tick(page.getByRole('radio', { name: begins(category === undefined ? '' : plainNameOf(category)) }))
  },
  violations: (page, tip) => tickAll(tip.violations.map((id) => box(page, fields.violations.label, nameOf(violations, id)))),
  async where(page, tip) {
    wrote('text', tip.place)
    await tick(page.getByRole('radio', { name: begins(shortOf(tip.township)) }))
    await type(page.getByLabel(fields.place.label), tip.place)
    await type(page.getByLabel(fields.since.label), tip.since)
  },
  async what(page, tip) {
    wrote('text', tip.subject, tip.body)
    await type(page.getByLabel(fields.subject.label), tip.subject ?? '')
    await type(page.getByLabel(fields.body.label, { exact: true }), tip.body)
  },
  async avoid(page, { avoid = [] }) {
    for (const unit of avoid) {
      const one = box(page, fields.avoid.label, shortOf(unit))
      if (!(await one.isVisible())) await press(page.getByText('别的单位、别的乡镇'))
      await tick(one)
    }
  },
  async identity(page, { identity, wantsReward }) {
    if (identity !== undefined) {
      wrote('word', identity.name, identity.phone)
      await tick(page.getByRole('radio', { name: begins(choices.named.label) }))
      await type(page.getByLabel(fields.name.label, { exact: true }), identity.name)
      await type(page.getByLabel(fields.phone.label), identity.phone)
    }
    const reward = page.getByRole('radiogroup', { name: fields.wantsReward.label })
    await tick(reward.getByRole('radio', { name: begins(choices[wantsReward ? 'reward' : 'no-reward'].label) }))
  },
}

/** From wherever the form stands, answers every screen up to `until`, and stops there unanswered. */
export async function writeUntil(page: Page, tip: Words, until: Screen, from: Screen = 'emergency'): Promise<void> {
  for (const screen of SCREENS.slice(SCREENS.indexOf(from), SCREENS.indexOf(until))) {
    await onScreen(page, screen)
    await answer(page, screen, tip)
    await next(page)
  }
  await onScreen(page, until)
}

export const send = (page: Page): Promise<void> => press(page.getByRole('button', { name: new RegExp(`^(${buttons.send}|${formEnd.sending.again})$`) }))

export interface Kept {
  readonly code: string
  readonly reference: string
}

/** On the code page: what one would copy onto paper. */
export async function readCodePage(page: Page): Promise<Kept> {
  await expect(heading(page)).toHaveText(formEnd.code.title, { timeout: 60_000 })
  const groups = await page.getByRole('list', { name: /^\d{4}，/ }).getByRole('listitem').allInnerTexts()
  const code = groups.map((group) => group.replace(/\D*\d组/, '').trim()).join('-')
  const reference = /\d{4}-\d{4}/.exec(await page.getByText(formEnd.code.reference).first().innerText())?.[0] ?? ''
  wroteCode(code)
  wrote('reference', reference)
  return { code, reference }
}

/** Comes back with the code. */
export async function comeBack(page: Page, code: string): Promise<void> {
  await page.goto('/track')
  await type(page.getByLabel('查询码'), code)
  await press(page.getByRole('button', { name: '打开' }))
}
