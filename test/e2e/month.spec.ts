/** The Safety Month, the year's calendar and what is near: at both sizes, on other days than today, and without scripts. */
import { readPieces } from '../../site/editing/read.ts'
import { editionAt } from '../../site/month/editions.ts'
import { todayIn } from '../../site/ui/today.ts'
import { inspect } from './steps/inspect.ts'
import { expect, test } from './steps/test.ts'

/** The edition that the page was built with. */
const EDITION = editionAt(readPieces(process.cwd(), 'campaigns', (mistake) => { throw new Error(JSON.stringify(mistake)) }).map(({ data }) => data), todayIn('Asia/Shanghai')).year

/** Addresses, which people do see on what they print. */
const ADDRESS = { besides: /https?:\/\/[\w.:/-]+/g }

test.describe('pages to read', () => {
  for (const [path, title] of [
    ['/month', '安全生产月'], ['/month/posters', '挂图和宣传单'], ['/month/packages/village', '安全进农村'], ['/calendar', '一年里什么时候要当心什么'],
    ['/learn/campaigns', '历年安全生产月'], ['/learn/campaigns/2026', '2026年安全生产月'],
    ['/month/posters/gas-leak-a4', '闻到煤气味，先出去（A4挂图）'], ['/month/posters/tip-line-a3', '看见了就说，说了有人查（A3挂图）'], ['/month/leaflets/family', '安全进家庭（宣传单）'],
  ] as const) {
    test(`${path} can be read by everybody`, async ({ page }) => {
      await page.goto(path)
      await expect(page).toHaveTitle(`${title} · 示范县`)
      await inspect(page, `month${path.replaceAll('/', '-')}`, ADDRESS)
    })
  }
})

test.describe('by the day of the device', () => {
  for (const [day, name, card] of [
    ['2026-12-31', '元旦：跨年的人群和焰火', null], ['2027-01-15', '春运', null], ['2027-04-01', '清明：上坟、踏青、山路', null],
    ['2027-04-02', '清明：上坟、踏青、山路', '还有60天'], ['2027-06-16', '安全宣传咨询日', '今天是第16天'], ['2027-07-01', '暑假：孩子和水', null],
  ] as const) {
    test(`on ${day} the home page warns of ${name}`, async ({ page }) => {
      await page.clock.setFixedTime(new Date(`${day}T09:00:00+08:00`))
      await page.goto('/')
      const near = page.getByRole('region', { name: '这个时候要当心' })
      await expect(near.getByRole('heading', { level: 3, name })).toBeVisible()
      expect(await near.getByRole('heading', { level: 3 }).count()).toBeLessThanOrEqual(3)
      const month = near.getByRole('link', { name: /^安全生产月\s*6月1日/ })
      if (card === null) await expect(month).toBeHidden()
      else await expect(month).toContainText(card)
    })
  }

  test('the month counts down, lasts, and is over', async ({ page }) => {
    for (const [day, words] of [['05-22', '还有10天'], ['06-01', '今天是第1天'], ['07-01', '已经结束']] as const) {
      await page.clock.setFixedTime(new Date(`${EDITION}-${day}T09:00:00+08:00`))
      await page.goto('/month')
      await expect(page.locator('.month-head')).toContainText(`${EDITION}年，第`)
      await expect(page.locator('.count')).toHaveText(words)
    }
  })

  test('the calendar begins with the month, and marks what lasts', async ({ page }) => {
    await page.clock.setFixedTime(new Date('2027-06-16T09:00:00+08:00'))
    await page.goto('/calendar')
    await expect(page.getByRole('heading', { level: 3 }).first()).toHaveText('6月')
    await expect(page.getByRole('link', { name: '安全宣传咨询日', exact: true })).toBeVisible()
    await expect(page.getByRole('link', { name: '国家宪法日', exact: true })).toBeHidden()
    await expect(page.locator('#consultation-day').getByText('正在这段时间')).toBeVisible()
    await expect(page.locator('#new-year').getByText('正在这段时间')).toBeHidden()
    await page.clock.setFixedTime(new Date('2027-12-31T09:00:00+08:00'))
    await page.reload()
    await expect(page.getByRole('heading', { level: 3 }).first()).toHaveText('12月')
    await expect(page.getByRole('heading', { level: 3 }).nth(1)).toHaveText('1月')
    expect(await page.locator('.occasion').count()).toBeGreaterThan(25)
  })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the home page shows what was near on the day of the build, and all is there to read', async ({ page }) => {
    await page.goto('/')
    const near = page.getByRole('region', { name: '这个时候要当心' })
    await expect(near.getByRole('heading', { level: 3 }).first()).toBeVisible()
    expect(await near.getByRole('heading', { level: 3 }).count()).toBeLessThanOrEqual(3)
    await page.goto('/month')
    await expect(page.locator('.theme')).toHaveText(/^(?:等国家公布|.{8,})$/)
    await expect(page.getByRole('table').first()).toBeVisible()
  })
})

test('the timetable goes into a calendar, the broadcast is plain text', async ({ page, request }) => {
  await page.goto('/month')
  const button = page.getByRole('link', { name: '加到手机日历' })
  const file = await request.get((await button.getAttribute('href')) ?? '')
  expect(file.headers()['content-type']).toContain('text/calendar')
  expect(await file.text()).toMatch(/^BEGIN:VCALENDAR\r\n/)
  await page.goto('/month/packages/school')
  const text = await request.get((await page.getByRole('link', { name: '只看文字' }).getAttribute('href')) ?? '')
  expect(text.headers()['content-type']).toMatch(/text\/plain;\s*charset=utf-8/i)
  expect(await text.text()).toContain('安全进学校')
})
