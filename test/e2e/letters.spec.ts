/** What leaves the desk on paper: a tip goes to another office with a letter, another is not taken up and its teller gets a notice. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { letters } from '#contract/county/letters.ts'
import { reasons } from '#contract/county/reasons.ts'
import { refuse } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { onPaper, press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { begin, enter, open, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

const CASTS = {
  phone: { desk: 'desk01', written: '南关市场进门左手一家卤肉店出售的猪头肉有异味，有人购买食用后腹泻，送医输液。店内后面的案板上苍蝇成片，卤锅里的油多日不换，颜色发黑，卖不完的肉隔夜以后又回锅再卖。旁边另有一家卖活鸡的摊位涉嫌短斤少两，每斤少二两左右。请对两家摊位的食品卫生、进货记录和计量器具依法检查，并处理已经造成的人身伤害。' },
  desktop: { desk: 'desk02', written: '南关市场卤肉摊卖隔夜回锅肉，后厨苍蝇多，旁边鸡摊的秤不准，请依法查处。' },
} as const

/** How many sheets it prints; each PDF lies where the pictures do. Its page objects are not compressed. */
async function sheets(page: Page, name: string): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  const folder = process.env['ANSHAO_SHOTS']
  if (folder !== undefined) writeFileSync(join(folder, `${name}.pdf`), pdf)
  return (pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g) ?? []).length
}

const paper = (page: Page, title: string) => page.getByRole('article', { name: title })

test('the desk passes a tip on with a letter, without a mouse; a second print has the same number; its teller reads that it was issued', async ({ page: he, another }, { project }) => {
  test.setTimeout(180_000)
  const { desk, written } = CASTS[project.name as keyof typeof CASTS]
  wrote('text', written)
  const tip = tipOf('11')
  const { reference, code } = await filed(tip)
  await enter(he, desk)
  await open(he, reference)
  const form = await begin(he, 'refer')
  await tick(form.getByRole('radio', { name: /12315/ }))
  await press(form.getByRole('button', { name: '转 12315 市场监管投诉举报' }))
  await told(he, /转/)

  const title = letters.kinds.referral?.title ?? ''
  await test.step('he writes the words over, reads them, and takes the number', async () => {
    await press(he.getByRole('button', { name: '开转办函' }))
    await expect(he.getByRole('heading', { name: '转办函', exact: true })).toBeFocused()
    await expect(he.getByRole('heading', { name: '原件' })).toBeVisible()
    await press(he.getByRole('button', { name: '看样子' }))
    await expect(he.getByRole('alert').filter({ hasText: '先从头到尾读一遍' })).toBeVisible()
    await type(he.getByLabel('地点'), '城关镇南关菜市场')
    await type(he.getByLabel('情况'), written)
    await inspect(he, 'letter-writing')
    await tick(he.getByRole('checkbox', { name: /从头到尾读过了/ }))
    await press(he.getByRole('button', { name: '看样子' }))
    await expect(paper(he, title)).toBeFocused()
    await expect(paper(he, title).locator('.number')).toHaveText('文号：取号后填入')
    await expect(paper(he, title).getByText(written)).toBeVisible()
    await expect(he.getByText('还没有开。')).toBeVisible()
    await inspect(he, 'letter-before')
    await press(he.getByRole('button', { name: '取文号，打印' }))
    await told(he, '文号取到了')
    await expect(paper(he, title).locator('.number')).toHaveText(/〔\d{4}〕\d+号/)
  })

  const number = await test.step('the sheet names the office it goes to, says what he wrote and that it must not get about, and nothing of the teller', async () => {
    const sheet = paper(he, title)
    await expect(sheet.getByText('示范县市场监督管理局：')).toBeVisible()
    await expect(sheet.getByText(written)).toBeVisible()
    await expect(sheet.getByText('不得将本函及所附材料透露或者转给被反映的单位和人员')).toBeVisible()
    for (const telling of [reference, code, '拉肚子', '医药费', '奖金']) await expect(sheet.getByText(telling)).toHaveCount(0)
    await inspect(he, 'letter-sheet')
    return await sheet.locator('.number').innerText()
  })

  await test.step('printed it is one sheet of A4, and nothing of the console is on it', async () => {
    expect(await sheets(he, `letter-${project.name}`)).toBe(1)
    await onPaper(he, async () => {
      const seen = await he.evaluate(() => document.body.innerText)
      expect(seen).toContain(written)
      for (const telling of [reference, tip.body.slice(0, 12), '打印转办函', '流转记录', '工作台']) expect([telling, seen.includes(telling)]).toEqual([telling, false])
    })
  })

  await test.step('another day the number is the same; whoever changes the words reads them again first', async () => {
    await he.reload()
    await enter(he, desk)
    await open(he, reference)
    await expect(he.getByText(`${number}，`)).toBeVisible()
    await press(he.getByRole('button', { name: '再打一份' }))
    await type(he.getByLabel('情况'), written)
    await tick(he.getByRole('checkbox', { name: /从头到尾读过了/ }))
    await expect(paper(he, title).locator('.number')).toHaveText(number)
    await type(he.getByLabel('情况'), `${written}。`)
    await expect(paper(he, title)).toHaveCount(0)
    await expect(he.getByRole('listitem').filter({ hasText: '开出转办函' })).toHaveCount(1)
  })

  const wen = await another()
  await comeBack(wen, code)
  await expect(wen.getByText('转办函已开出')).toBeVisible()
})

test('a tip that is not taken up has a notice to take along: the reason and where to go, no name, not what was said', async ({ page: he }, { project }) => {
  const { desk } = CASTS[project.name as keyof typeof CASTS]
  const tip = tipOf('21')
  const { reference } = await filed(tip)
  await moved(desk, reference, (by, seen) => refuse(by, seen, { reason: 'no-clear-facts', destination: '12345' }))
  await enter(he, desk)
  await open(he, reference)
  await press(he.getByRole('button', { name: '开不予受理告知书' }))
  await inspect(he, 'notice-asked')
  await press(he.getByRole('button', { name: '取文号，打印' }))
  const sheet = paper(he, '不予受理告知书')
  await expect(sheet.getByText(letters.kinds.refusal?.reasons['no-clear-facts'] ?? '', { exact: false })).toBeVisible()
  await expect(sheet.getByText('电话12345')).toBeVisible()
  await expect(sheet.getByText(reference)).toBeVisible()
  await expect(sheet.getByText(reasons.refuse['no-clear-facts'].sentence)).toHaveCount(0)
  await inspect(he, 'notice-sheet')
  expect(await sheets(he, `notice-${project.name}`)).toBe(1)
  await he.emulateMedia({ media: 'print' })
  const seen = await he.evaluate(() => document.body.innerText)
  expect([seen.includes(reference), seen.includes(tip.place), seen.includes(tip.body.slice(0, 10))]).toEqual([true, false, false])
})
