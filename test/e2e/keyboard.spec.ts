/** The whole way by keyboard alone, and at each stop one sees where one is. */
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { accept } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { heading, onScreen, openForm, readCodePage } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { bringFocus } from './steps/focus.ts'
import { openByKeys, press, tabTo, type } from './steps/keys.ts'
import { enter, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

const { fields, buttons } = form

test('somebody files without a mouse', async ({ page }) => {
  const words = { place: '松岭镇老砖窑北坡', body: '窑顶裂了一道大缝，底下照样有人装砖' }
  wrote('text', words.place, words.body)
  const go = () => press(page, page.getByRole('button', { name: buttons.next }))
  await openForm(page)
  await test.step('the first stop leads past the page’s head', async () => {
    await press(page, page.getByRole('link', { name: '跳到正文' }))
    await tabTo(page, page.locator('main summary').first())
  })
  await press(page, page.getByRole('checkbox', { name: /现在还在发生/ }), 'Space')
  await go()
  await onScreen(page, 'kind')
  await expect(heading(page)).toBeFocused()
  await test.step('an error: the summary has the focus and leads to the field', async () => {
    await go()
    await expect(page.getByRole('alert').filter({ hasText: '有1处要改' })).toBeFocused()
    await press(page, page.getByRole('link', { name: fields.category.errors['missing'] ?? '' }))
    await expect(page.getByRole('group', { name: fields.category.label })).toBeFocused()
  })
  await press(page, page.getByRole('button', { name: '工厂、车间、仓库' }))
  await test.step('one stop for all radios of a group, and arrows inside it', async () => {
    const radios = page.getByRole('group', { name: fields.category.label }).getByRole('radio')
    await tabTo(page, radios.first())
    await page.keyboard.press('ArrowDown')
    await expect(radios.nth(1)).toBeFocused()
    await expect(radios.nth(1)).toBeChecked()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: '工地、电梯锅炉、用电' })).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await expect(radios.nth(1)).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await expect(radios.last()).toBeChecked()
  })
  await go()
  await onScreen(page, 'violations')
  await press(page, page.getByRole('checkbox').first(), 'Space')
  await go()
  await onScreen(page, 'where')
  await press(page, page.getByRole('radio').first(), 'Space')
  await page.keyboard.press('ArrowRight')
  await type(page, page.getByLabel(fields.place.label), words.place)
  await go()
  await onScreen(page, 'what')
  await type(page, page.getByLabel(fields.body.label, { exact: true }), words.body)
  await go()
  await onScreen(page, 'files')
  await go()
  await onScreen(page, 'avoid')
  await go()
  await onScreen(page, 'identity')
  await go()
  await onScreen(page, 'check')
  await expect(page.getByText(words.body)).toBeVisible()
  await go()
  await onScreen(page, 'send')
  await press(page, page.getByRole('button', { name: buttons.send }))
  await readCodePage(page)
  await expect(heading(page)).toBeFocused()
  await press(page, page.getByRole('button', { name: formEnd.code.kept }))
  await tabTo(page, page.getByRole('link', { name: formEnd.code.open }))
})

test('a code is typed and a message written without a mouse', async ({ page }) => {
  const words = '今天又看见他们从后门运货'
  wrote('text', words)
  const { code } = await filed(tipOf('19'))
  await page.goto('/track')
  await expect(page.getByRole('button', { name: '打开' })).toBeEnabled()
  await type(page, page.getByLabel('查询码'), code)
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('已接收')
  await expect(heading(page)).toBeFocused()
  await type(page, page.getByLabel(/^写给(承办单位|受理台)/), words)
  await press(page, page.getByRole('button', { name: '送出' }))
  await expect(page.getByText(/送到了，(承办单位|受理台)能看到。/)).toBeVisible()
})

test('a member finds a report, reads it and accepts it without a mouse', async ({ page }) => {
  const { reference } = await filed(tipOf('14'))
  await enter(page, 'desk02')
  await openByKeys(page, reference)
  await press(page, page.getByRole('button', { name: '受理', exact: true }))
  const accepting = page.locator('form').filter({ has: page.getByRole('heading', { name: '受理', exact: true }) })
  await expect(accepting.getByRole('heading')).toBeFocused()
  await press(page, accepting.getByRole('button', { name: /^受理/ }))
  await told(page, '受理了')
  await expect(page.getByRole('heading', { name: '现在能做什么' })).toBeFocused()
})

test('a department writes its finding without a mouse, and Esc puts a form away', async ({ page }) => {
  const words = '后门的货架已经搬空，通道畅通'
  wrote('text', words)
  const { reference } = await filed(tipOf('19'))
  await moved('desk02', reference, accept)
  await enter(page, 'post01')
  await openByKeys(page, reference)
  await press(page, page.getByRole('button', { name: '退回' }))
  await expect(page.getByRole('heading', { name: '退回' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '退回' })).toBeFocused()
  await press(page, page.getByRole('button', { name: '写核查结论' }))
  await expect(page.getByRole('heading', { name: '写核查结论' })).toBeFocused()
  await press(page, page.getByRole('radio').first(), 'Space')
  await type(page, page.getByLabel('查到了什么，怎么处理'), words)
  await press(page, page.getByRole('button', { name: '记下结论' }))
  await told(page, '结论记下了：属实。')
})

test('what points is kept out of these stories', async ({ page }) => {
  await page.goto('/track')
  const code = page.getByLabel('查询码')
  for (const point of [() => code.click(), () => code.fill('1'), () => code.focus(), () => code.press('Enter'), () => page.mouse.down(), () => page.getByRole('button').first().tap()]) {
    expect(point).toThrow(/by keyboard alone/)
  }
})

test('a control that something lies over is not seen', async ({ page }) => {
  await page.goto('/track')
  const code = page.getByLabel('查询码')
  await bringFocus(code)
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<div id="over"></div>'))
  await page.locator('#over').evaluate((over) => Object.assign(over.style, { position: 'fixed', inset: '0' }))
  await expect(bringFocus(code)).rejects.toThrow(/the focus is seen on/)
})
