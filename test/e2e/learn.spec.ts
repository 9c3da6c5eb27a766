/** The pages people learn from: each kind can be read by everybody, and what is done on them works. */
import { inspect } from './steps/inspect.ts'
import { expect, test } from './steps/test.ts'

/** Marks of standards, and what every phone and shop sign says. */
const STANDARDS = /\b(?:GB|XF|LED|LPG|CO|ICU|APP)\b/g

test.describe('pages to learn from', () => {
  const PAGES = [
    ['/learn', '学安全', 'learn'],
    ['/learn/knowledge', '安全知识', 'learn-knowledge'],
    ['/learn/scene/home', '在家里', 'scene'],
    ['/learn/hazard/gas', '燃气', 'hazard'],
    ['/learn/knowledge/home/gas-leak', '闻到煤气味，先别开灯', 'article'],
    ['/learn/law/gas-rules', null, 'law'],
    ['/learn/cases/fuyang-barbecue', null, 'case'],
    ['/learn/drills/school-evacuation', null, 'drill'],
    ['/learn/checklists/home-gas', null, 'checklist'],
    ['/who', '这事归谁管', 'who'],
    ['/hotlines', '电话本', 'hotlines'],
    ['/emergency', '出事了，马上做什么', 'emergency'],
    ['/emergency/gas-leak', '闻到煤气味', 'emergency-card'],
    ['/en', 'Emergency: what to do now', 'emergency-en'],
    ['/en/gas-leak', 'Smell of gas', 'emergency-card-en'],
  ] as const
  for (const [path, title, name] of PAGES) {
    test(`${path} can be read by everybody`, async ({ page }) => {
      await page.goto(path)
      if (title !== null) await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
      await inspect(page, name, path.startsWith('/en') ? { language: 'en' } : { besides: STANDARDS })
    })
  }

  test('an article leads from a statement to its source, and from reading to telling', async ({ page }) => {
    await page.goto('/learn/knowledge/home/gas-leak')
    await page.getByRole('link', { name: '〔1〕' }).first().click()
    await expect(page.locator('#source-1')).toBeInViewport()
    await expect(page.locator('#source-1')).toContainText('城镇燃气管理条例')
    await expect(page.getByRole('link', { name: /^举报：城镇燃气/ })).toHaveAttribute('href', '/report#HY16')
  })
})

test.describe('whose business it is', () => {
  test('a few words leave the units that answer for them, with their numbers', async ({ page }) => {
    await page.goto('/who')
    const field = page.getByLabel('看见了什么')
    await field.fill('楼道充电')
    await expect(page.getByRole('status')).toContainText('找到')
    await expect(page.getByRole('heading', { name: '电动自行车', exact: true })).toBeVisible()
    await expect(page.getByRole('heading', { name: '煤矿', exact: true })).toBeHidden()
    await inspect(page, 'who-found')
    await field.fill('量子力学')
    await expect(page.getByRole('status')).toContainText('没找到')
    await inspect(page, 'who-nothing')
    await field.fill('')
    await expect(page.getByRole('heading', { name: '煤矿', exact: true })).toBeVisible()
  })

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false })
    test('every unit is there to be found, and no field that would not work', async ({ page }) => {
      await page.goto('/who')
      await expect(page.getByRole('heading', { name: '煤矿', exact: true })).toBeVisible()
      await expect(page.getByLabel('看见了什么')).toBeHidden()
      await page.goto('/learn/knowledge/home/gas-leak')
      await expect(page.getByText('别碰电')).toBeVisible()
    })
  })
})
