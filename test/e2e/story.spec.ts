/** The whole story, on a phone and on a desk: somebody tells, the right people read and act, the teller sees every step and remains unknown. */
import { form } from '#contract/county/form.ts'
import { formEnd } from '#contract/county/form-end.ts'
import { answer, comeBack, heading, next, onScreen, readCodePage, send, shortOf, writeUntil } from './steps/citizen.ts'
import { tipOf } from './steps/filed.ts'
import { begin, open, reopen, signIn, told } from './steps/staff.ts'
import { expect, test } from './steps/test.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own tip, desk and department, so that they do not meet. */
const CASTS = {
  phone: { tip: tipOf('01'), desk: 'desk01', lead: 'housing', clue: /端盘子/, question: '请问后厨的气瓶是哪一家送来的', reply: '是一个骑三轮的老头每周二送来', finding: '现场查出气瓶十一只，八只没有检验标志，已经责令停用' },
  desktop: { tip: tipOf('12'), desk: 'desk02', lead: 'fire', clue: /成型车间的/, question: '请问铁链的钥匙平时在谁手里', reply: '钥匙在仓库老刘的抽屉里锁着', finding: '西头楼梯的铁链已经拆掉，灭火器全部换新' },
} as const

test('somebody tells, and it comes back to them what was found', async ({ page: wen, another }, { project }) => {
  test.setTimeout(150_000)
  const { tip, desk, lead, clue, question, reply, finding } = CASTS[project.name as keyof typeof CASTS]
  const unit = shortOf(lead)
  wrote('text', question, reply, finding)

  await test.step('wen reads what this is, and finds the numbers to call before anything else', async () => {
    await wen.goto('/')
    await wen.getByRole('link', { name: '怎么举报' }).first().click()
    await expect(heading(wen)).toHaveText('怎么举报')
    await wen.getByRole('link', { name: '我要举报' }).first().click()
    await onScreen(wen, 'emergency')
    for (const number of ['119', '110', '120']) {
      const call = wen.getByRole('link', { name: new RegExp(`打${number}`) })
      await expect(call).toBeVisible()
      await expect(call).toHaveAttribute('href', `tel:${number}`)
    }
  })

  await test.step('wen is told what is missing, at the field and in a summary that has the focus', async () => {
    await expect(wen.getByRole('button', { name: '下一步' })).toBeEnabled()
    await answer(wen, 'emergency', tip)
    await next(wen)
    await onScreen(wen, 'kind')
    await next(wen)
    const summary = wen.getByRole('alert').filter({ hasText: '有1处要改' })
    await expect(summary).toBeFocused()
    await expect(wen.getByRole('group', { name: form.fields.category.label })).toHaveAccessibleDescription(/还没有选类别/)
    await writeUntil(wen, tip, 'where', 'kind')
    await next(wen)
    await expect(wen.getByRole('alert').filter({ hasText: '有2处要改' })).toBeFocused()
    await wen.getByRole('link', { name: form.fields.place.errors['missing'] ?? '' }).click()
    await expect(wen.getByLabel(form.fields.place.label)).toBeFocused()
    await expect(wen.getByLabel(form.fields.place.label)).toHaveAccessibleDescription(/还没有写地点/)
  })

  await test.step('wen sees where it goes, by when, and what in the words could give wen away', async () => {
    await writeUntil(wen, tip, 'check', 'where')
    await expect(wen.getByRole('region', { name: formEnd.preview.title })).toContainText(`牵头：${unit}`)
    await expect(wen.getByRole('region', { name: formEnd.preview.title })).toContainText(/最晚 .+决定受不受理/)
    await expect(wen.getByRole('region', { name: formEnd.clues.title })).toContainText(clue)
    await expect(wen.getByText(tip.body)).toBeVisible()
    await next(wen)
    await onScreen(wen, 'send')
  })

  await send(wen)
  const { code, reference } = await readCodePage(wen)

  await test.step('wen gets a code of seven groups, a picture of it and a reference, and says that it is kept', async () => {
    expect(code).toMatch(/^(\d{4}-){6}\d{4}$/)
    expect(reference).toMatch(/^\d{4}-\d{4}$/)
    await expect(wen.getByRole('img', { name: formEnd.code.qr })).toBeVisible()
    await expect(wen.getByText(/回执的签名核对过/)).toBeVisible()
    await expect(wen.getByRole('link', { name: formEnd.code.open })).toBeHidden()
    await wen.getByRole('button', { name: formEnd.code.kept }).click()
    await expect(wen.getByText(code.slice(0, 4), { exact: true })).toBeHidden()
    await expect(wen.getByRole('link', { name: formEnd.code.open })).toBeVisible()
  })

  const he = await another()
  await test.step('he of the desk signs in, reads it whole with its signature checked, and accepts it', async () => {
    await he.goto('/staff')
    await signIn(he, desk)
    await open(he, reference)
    await expect(he.getByText(tip.body)).toBeVisible()
    await expect(he.getByText('签名核对过，是举报人写的').first()).toBeVisible()
    const accept = await begin(he, 'accept')
    await accept.getByRole('button', { name: `受理，交给${unit}` }).click()
    await told(he, `受理了，交给${unit}。`)
  })

  const luo = await another()
  await test.step('luo of the department finds it in the list, reads it and asks a question', async () => {
    await luo.goto('/staff')
    await signIn(luo, `${lead}01`)
    await open(luo, reference)
    await expect(luo.getByText(tip.body)).toBeVisible()
    const ask = await begin(luo, 'reply')
    await ask.getByLabel('写给举报人').fill(question)
    await ask.getByRole('button', { name: '加密送出' }).click()
    await told(luo, '写好了，举报人凭查询码能看到。')
  })

  await test.step('wen comes back with the code, reads the question, whose it is and by when, and answers', async () => {
    await comeBack(wen, code)
    await expect(heading(wen)).toHaveText('已交办')
    await expect(wen.getByText(`交给${unit}，最晚`)).toBeVisible()
    await expect(wen.getByText(question)).toBeVisible()
    await expect(wen.getByText(`核对过，是${unit}写的`)).toBeVisible()
    await expect(wen.getByText(tip.body)).toHaveCount(0)
    await wen.getByLabel(/^写给(承办单位|受理台)/).fill(reply)
    await wen.getByRole('button', { name: '送出' }).click()
    await expect(wen.getByText(/送到了，(承办单位|受理台)能看到。/)).toBeVisible()
  })

  await test.step('luo reads the answer and records what was found', async () => {
    await reopen(luo, reference)
    await expect(luo.getByText(reply)).toBeVisible()
    const find = await begin(luo, 'find')
    await find.getByRole('radio', { name: /^属实/ }).check()
    await find.getByLabel('查到了什么，怎么处理').fill(finding)
    await find.getByRole('button', { name: '记下结论' }).click()
    await told(luo, '结论记下了：属实。')
  })

  await test.step('he closes it', async () => {
    await reopen(he, reference)
    await expect(he.getByText(finding)).toBeVisible()
    const close = await begin(he, 'close')
    await close.getByRole('radio', { name: /整改/ }).first().check()
    await close.getByRole('button', { name: '办结', exact: true }).click()
    await told(he, '办结了。')
  })

  await test.step('wen sees every step, its clocks, and what was found', async () => {
    await comeBack(wen, code)
    await expect(heading(wen)).toHaveText('已办结')
    await expect(wen.getByText(finding)).toBeVisible()
    const record = wen.getByRole('region', { name: '办理记录' })
    for (const step of ['收到你的举报', `决定受理，由${unit}承办`, `${unit}给你写了话`, '你写了话', `${unit}给出结论：属实`, '办结：']) await expect(record).toContainText(step)
    const clocks = wen.getByRole('region', { name: '时限' })
    for (const clock of ['决定是否受理', '办结']) await expect(clocks).toContainText(clock)
  })
})
