/** 咨询, on a phone and on a desk: somebody asks, the desk answers, the asker reads it, and what is of use to others stands at /faq. */
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { question } from '#contract/county/question.ts'
import { comeBack, heading, readCodePage, send } from './steps/citizen.ts'
import { inspect } from './steps/inspect.ts'
import { begin, enter, open, told } from './steps/staff.ts'
import { expect, test } from './steps/test.ts'
import { wrote } from './steps/typed.ts'

const CASTS = {
  phone: { desk: 'desk01', asked: '我们小区地库想装充电桩要不要先让消防的来看一眼图纸', reply: '先找物业和供电所，图纸由他们送审，你自己不用跑', published: '地下车库装充电桩，要办什么？', general: '统一报装，专线专表；别从楼上拉线下来。' },
  desktop: { desk: 'desk02', asked: '老人院的厨房想从二楼挪到一楼灶具要不要重新验收', reply: '挪灶要请燃气公司来改管，改完由他们验过再点火', published: '养老机构厨房换位置，燃气管道谁来改？', general: '由供气单位施工，通气之前做气密试验。' },
} as const
const NAMES = { besides: /\b[a-z-]+0\d\b/g }

test('somebody asks, it is answered, and others can read it without knowing who asked', async ({ page: bai, another }, { project }) => {
  test.setTimeout(150_000)
  const { desk, asked, reply, published, general } = CASTS[project.name as keyof typeof CASTS]
  wrote('text', asked, reply)

  await test.step('bai is told what to write and what not, and what is missing', async () => {
    await bai.goto('/ask')
    await expect(bai).toHaveTitle(form.neutralTitle)
    await expect(bai.getByRole('button', { name: form.buttons.send })).toBeEnabled()
    await expect(bai.getByRole('link', { name: form.buttons.exit })).toBeVisible()
    await inspect(bai, 'ask')
    await send(bai)
    await expect(bai.getByRole('alert').filter({ hasText: '有1处要改' })).toBeFocused()
    await inspect(bai, 'ask-missing')
    await bai.getByLabel(question.fields.body.label).fill(`我叫沈砚秋，${asked}`)
    await expect(bai.getByText(question.clues)).toBeVisible()
    // From the top: what stands half behind the masthead is nobody's target.
    await bai.evaluate(() => scrollTo(0, 0))
    await inspect(bai, 'ask-clue')
    await bai.getByLabel(question.fields.body.label).fill(asked)
    await expect(bai.getByText(question.clues)).toBeHidden()
  })

  await send(bai)
  const { code, reference } = await readCodePage(bai)
  await test.step('bai gets a code like a reporter, and the day of the answer', async () => {
    await expect(bai.getByText(/最晚 .+ 答复。/)).toBeVisible()
    await expect(bai.getByText(/回执的签名核对过/)).toBeVisible()
    await inspect(bai, 'ask-code')
    expect(await bai.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie, location.search, location.hash])).toEqual([0, 0, '', '', ''])
    await bai.getByRole('button', { name: formEnd.code.kept }).click()
  })

  const he = await another()
  await test.step('he of the desk finds it among the questions and answers it', async () => {
    await enter(he, desk)
    await he.getByRole('button', { name: question.desk.kind, exact: true }).click()
    await open(he, reference)
    await expect(he.getByText(asked)).toBeVisible()
    await expect(he.getByText(question.desk.nobody)).toBeVisible()
    await expect(he.getByRole('button', { name: '受理' })).toHaveCount(0)
    await inspect(he, 'staff-question', NAMES)
    const writing = await begin(he, 'reply', question.moves.reply)
    await writing.getByLabel(question.desk.reply).fill(reply)
    await writing.getByRole('button', { name: '加密送出' }).click()
    await told(he, '写好了')
  })

  await test.step('bai comes back and reads the answer', async () => {
    await comeBack(bai, code)
    await expect(heading(bai)).toHaveText('已答复')
    await expect(bai.getByText(reply)).toBeVisible()
    await expect(bai.getByText('核对过，是受理台写的')).toBeVisible()
    await inspect(bai, 'track-question')
  })

  await test.step('he writes it anew for everybody, and is warned of what bai wrote', async () => {
    const publishing = await begin(he, 'publish', question.moves.publish)
    await expect(publishing.getByLabel(question.desk['public-question'])).toHaveValue('')
    await publishing.getByLabel(question.desk['public-question']).fill(asked)
    await expect(publishing.getByText(question.desk['public-copied'])).toBeVisible()
    await inspect(he, 'staff-publish', NAMES)
    await publishing.getByLabel(question.desk['public-question']).fill(published)
    await publishing.getByLabel(question.desk['public-answer']).fill(general)
    await expect(publishing.getByText(question.desk['public-copied'])).toBeHidden()
    await publishing.getByRole('button', { name: '公开', exact: true }).click()
    await told(he, '公开了')
  })

  const anybody = await another()
  await test.step('anybody reads it at /faq and finds it by a word', async () => {
    await anybody.goto('/faq')
    await expect(anybody.getByRole('heading', { name: published })).toBeVisible()
    await expect(anybody.getByText(general)).toBeVisible()
    await expect(anybody.locator('body')).not.toContainText(reference)
    await inspect(anybody, 'faq')
    await anybody.getByLabel(question.faq.filter).fill(published.slice(0, 6))
    await expect(anybody.getByRole('heading', { name: published })).toBeVisible()
    await expect(anybody.getByRole('heading', { name: '查询码丢了，怎么办？' })).toBeHidden()
    await anybody.getByLabel(question.faq.filter).fill('没有这样的词')
    await expect(anybody.getByText(question.faq['found-none'])).toBeVisible()
    await inspect(anybody, 'faq-none')
  })

  await test.step('he takes it back, and it is gone', async () => {
    await he.getByRole('link', { name: '公开答复' }).click()
    await inspect(he, 'staff-answers', NAMES)
    await he.getByRole('button', { name: `收回：${published}` }).click()
    await he.getByRole('button', { name: '收回，网上不再显示' }).click()
    await told(he, '收回了。')
    await anybody.reload()
    await expect(anybody.getByText(question.faq.loading)).toBeHidden()
    await expect(anybody.getByRole('heading', { name: published })).toHaveCount(0)
  })
})

test('/faq can be read, and /ask says what to do, without scripts', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/faq')
  await expect(page.getByText('查询码丢了，怎么办？')).toBeVisible()
  await page.goto('/ask')
  // Text inside <noscript> is passed over by locators that go by text.
  await expect(page.locator('noscript p').first()).toBeVisible()
  expect((await page.locator('noscript p').allInnerTexts()).join('')).toContain('现在它没有打开')
  await context.close()
})
