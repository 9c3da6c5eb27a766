/** The reward from the tip to the window: four persons, each in a browser of their own, none of whom can open a screen of another. */
import type { Page } from '@playwright/test'
import { claimWords } from '#contract/county/claim.ts'
import { moveWords } from '#contract/county/moves.ts'
import { listAwards } from '#contract/awarding.ts'
import { readReport } from '#contract/console.ts'
import { listReports } from '#contract/inbox.ts'
import { readVoucher } from '#contract/voucher.ts'
import { accept } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack, heading, next, onScreen, openForm, readCodePage, send, shortOf, writeUntil } from './steps/citizen.ts'
import { moved, tipOf } from './steps/filed.ts'
import { onPaper, press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { begin, enter, open, section, session, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'
import { numberOn } from './steps/voucher.ts'

/** Each size has its own tip and department, so that they do not meet. */
const CASTS = {
  phone: { tip: tipOf('06'), desk: 'desk01', lead: 'commerce', finding: '现场查到流动加油车一辆，柴油三百升，已经扣下', document: '商执罚〔2026〕第41号' },
  desktop: { tip: tipOf('12'), desk: 'desk02', lead: 'fire', finding: '西头楼梯铁链锁着，灭火器过期二十三具，已经责令改正', document: '消行罚决字〔2026〕第0117号' },
} as const
const { award: { moves: deeds } } = moveWords
/** Numbers of members beside their names. */
const NAMES = { besides: /[a-z]+0\d/g }

test('somebody tells, and is paid for it at the window by people who do not know what was told', async ({ page: wen, another }, { project }) => {
  test.setTimeout(240_000)
  const { tip, desk, lead, finding, document } = CASTS[project.name as keyof typeof CASTS]
  const unit = shortOf(lead)
  wrote('text', finding, document)

  await openForm(wen)
  await writeUntil(wen, { ...tip, wantsReward: true }, 'check')
  await next(wen)
  await onScreen(wen, 'send')
  await send(wen)
  const { code, reference } = await readCodePage(wen)
  await moved(desk, reference, accept)

  const luo = await another()
  await test.step('luo of the department verifies it and proposes a reward, sealed with what it rests on', async () => {
    await enter(luo, `${lead}01`)
    await open(luo, reference)
    await expect(luo.getByText('奖励能做什么')).toHaveCount(0)
    const find = await begin(luo, 'find')
    await tick(find.getByRole('radio', { name: /^属实/ }))
    await type(find.getByLabel('查到了什么，怎么处理'), finding)
    await press(find.getByRole('button', { name: '记下结论' }))
    await told(luo, '结论记下了：属实。')
    await press(luo.getByRole('button', { name: deeds.propose.label, exact: true }))
    const form = luo.locator('form').filter({ has: luo.getByRole('heading', { name: deeds.propose.label, exact: true }) })
    await type(form.getByLabel('罚了多少钱'), '8万')
    await expect(form.getByRole('status').filter({ hasText: '12,000元' })).toContainText('壹万贰仟元整')
    await press(form.getByRole('button', { name: '封好，交去批' }))
    await expect(form.getByText('写几句查到了什么')).toBeVisible()
    await type(form.getByLabel('处罚决定文号'), document)
    await type(form.getByLabel('核查结论，简单写'), finding)
    await inspect(luo, 'award-propose', NAMES)
    await press(form.getByRole('button', { name: '封好，交去批' }))
    await told(luo, '提了，12,000元，等批准。')
    await expect(luo.getByRole('region', { name: /^奖励 ?等批准/ })).toContainText(document)
    await expect(luo.getByRole('button', { name: deeds.approve.label, exact: true })).toHaveCount(0)
    await press(luo.getByText(/奖励不能做的，为什么/))
    await expect(luo.getByText('这一步由审批人来做。').last()).toBeVisible()
    await inspect(luo, 'award-proposed', NAMES)
  })

  const he = await another()
  await test.step('he of the approvers finds it in the list, sees it reckoned again, and approves', async () => {
    await enter(he, 'approver01')
    await press(section(he, '奖励'))
    const row = he.getByRole('row').filter({ hasText: reference })
    await expect(row).toContainText('12,000元')
    await inspect(he, 'award-list', NAMES)
    await press(row.getByRole('button', { name: `打开 ${reference}` }))
    await expect(he.getByText(`编号 ${reference}`)).toBeVisible()
    await expect(he.getByText('签名核对过，重新算了一遍，数对得上。')).toBeVisible()
    await press(he.getByRole('button', { name: deeds.approve.label, exact: true }))
    const form = he.locator('form').filter({ has: he.getByRole('heading', { name: deeds.approve.label, exact: true }) })
    await expect(form).toContainText('两个数一样')
    await inspect(he, 'award-approve', NAMES)
    await press(form.getByRole('button', { name: '批准', exact: true }))
    await told(he, '批了，举报人凭查询码能看到。')
    await expect(he.getByRole('region', { name: /^奖励 ?等举报人来领/ })).toContainText('还有60天')
  })

  const part = wen.getByRole('region', { name: '奖励', exact: true })
  let old = ''
  await test.step('wen comes back, reads what waits and where, and takes the voucher; once more it is the same', async () => {
    await comeBack(wen, code)
    await expect(heading(wen)).toHaveText('属实')
    await expect(part).toContainText('有12,000元等你领')
    await expect(part).toContainText('奖励兑付窗口')
    await inspect(wen, 'award-waits')
    await press(part.getByRole('button', { name: claimWords.buttons.take }))
    old = await numberOn(wen)
    await expect(wen.getByRole('heading', { name: claimWords.voucher.title })).toBeFocused()
    await expect(part.getByRole('img', { name: claimWords.voucher.qr })).toBeVisible()
    await inspect(wen, 'award-voucher')
    await press(part.getByRole('button', { name: claimWords.voucher.hide }))
    await expect(wen.locator('.voucher')).toHaveCount(0)
    await press(part.getByRole('button', { name: claimWords.buttons.again }))
    expect(await numberOn(wen)).toBe(old)
    await onPaper(wen, async () => {
      await expect(wen.getByRole('region', { name: '办理记录' })).toBeHidden()
      await expect(wen.locator('.voucher .qr')).toBeVisible()
    })
    await press(part.getByText(claimWords.safe.title))
    await expect(part.getByText(claimWords.safe.face)).toBeVisible()
    await press(part.getByText(claimWords.proof.title))
    await press(part.getByRole('button', { name: claimWords.proof.check }))
    await expect(part.getByText(claimWords.proof.good)).toBeVisible()
    await wen.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await press(part.getByRole('button', { name: claimWords.proof.copy }))
    await expect(part.getByText(claimWords.proof.copied)).toBeVisible()
    await inspect(wen, 'award-trust')
  })
  const proof = await wen.evaluate(() => navigator.clipboard.readText())
  await test.step('somebody else checks the proof at /keys, and is told of one that was changed', async () => {
    const mo = await another()
    await mo.goto('/keys')
    await expect(mo.getByLabel('或者把回执贴在这里')).toBeEnabled()
    await type(mo.getByLabel('或者把回执贴在这里'), proof)
    await press(mo.getByRole('button', { name: '核对', exact: true }))
    await expect(mo.getByText('签名对得上，一个字没有改。')).toBeVisible()
    await inspect(mo, 'award-proof', { besides: /“[{}]”/g })
    await type(mo.getByLabel('或者把回执贴在这里'), proof.replace('1200000', '1200001'))
    await press(mo.getByRole('button', { name: '核对', exact: true }))
    await expect(mo.getByText('签名对不上：证明被改过，或者没有抄全。')).toBeVisible()
  })

  let voucher = ''
  await test.step('wen has it replaced, after being asked once more', async () => {
    await press(part.getByRole('button', { name: claimWords.buttons.renew }))
    await press(part.getByRole('button', { name: claimWords.buttons.really }))
    await expect(async () => expect(await numberOn(wen)).not.toBe(old)).toPass()
    voucher = await numberOn(wen)
  })

  const qian = await another()
  const typed = qian.getByLabel('凭证号')
  const look = async (number: string) => {
    await type(typed, number)
    await press(typed)
  }
  await test.step('qian at the window is told of a slip of the pen before anything is asked, and that the old voucher is void', async () => {
    await enter(qian, 'cashier01')
    await type(typed, voucher.slice(0, -1))
    await expect(qian.getByText('还差1位。')).toBeVisible()
    await type(typed, voucher.slice(0, -1) + ((Number(voucher.slice(-1)) + 1) % 10))
    await expect(qian.getByText('这个号不对，多半输错了一位')).toBeVisible()
    await look(old)
    await expect(qian.getByText('没有这张凭证，或者已经换了新的。')).toBeVisible()
    await inspect(qian, 'window-void', NAMES)
  })
  await test.step('qian sees what it is worth and nothing of the report, pays it once, and prints the paper', async () => {
    await look(voucher)
    await expect(qian.getByRole('heading', { name: '可以付' })).toBeFocused()
    await expect(qian.getByRole('main')).toContainText('壹万贰仟元整')
    await inspect(qian, 'window-payable', NAMES)
    await press(qian.getByRole('button', { name: '付12,000元', exact: true }))
    await press(qian.getByRole('button', { name: '付了，12,000元', exact: true }))
    await told(qian, /付了，付款单 \d{4}-\d{6}。/)
    await expect(qian.getByRole('heading', { name: /安全生产举报奖励付款单$/ })).toBeVisible()
    await expect(qian.getByText(/账对得上/)).toBeVisible()
    await expect(qian.getByRole('heading', { name: '付好了，账记上了' })).toBeVisible()
    const paid = /\d{4}-\d{6}/.exec(await qian.locator('.payment-slip').innerText())?.[0] ?? ''
    await expect(qian.getByRole('row').filter({ hasText: paid })).toBeVisible()
    await inspect(qian, 'window-paid', NAMES)
    for (const secret of [reference, tip.body.slice(0, 12), finding, document, unit]) await expect(qian.getByText(secret)).toHaveCount(0)
    await onPaper(qian, async () => {
      await expect(qian.getByRole('heading', { name: '奖励资金的账' })).toBeHidden()
      await expect(qian.getByText('人民币壹万贰仟元整')).toBeVisible()
    })
  })
  await test.step('the same voucher again says that it was paid', async () => {
    await look(voucher)
    await expect(qian.getByRole('heading', { name: '付过了，不能再付' })).toBeVisible()
    await expect(qian.getByRole('button', { name: /^付12,000元/ })).toHaveCount(0)
  })
  await test.step('wen reads that it was paid', async () => {
    await comeBack(wen, code)
    await expect(part).toContainText('奖励付了，12,000元')
    await inspect(wen, 'award-paid')
  })

  await test.step('none of them can open a screen of another', async () => {
    const OWN: readonly (readonly [Page, string, readonly string[]])[] = [
      [luo, 'inbox', ['awards', 'window', 'audit', 'members']],
      [he, 'inbox', ['window', 'audit', 'members', 'proxy']],
      [qian, 'window', ['inbox', 'awards', 'proxy', 'archive', 'audit', 'members', 'answers']],
    ]
    const offered: Record<string, string> = { inbox: '收件', awards: '奖励', window: '兑付', proxy: '代录', archive: '封存档案', audit: '审计', members: '工作人员', answers: '公开答复' }
    for (const [person, own, others] of OWN) {
      for (const other of others) {
        await expect(section(person, offered[other] ?? '')).toHaveCount(0)
        await person.evaluate((hash) => void (location.hash = hash), other)
        await expect(person.locator(`.console.at-${own}`)).toBeVisible()
        await expect(person.locator(`.console.at-${other}`)).toHaveCount(0)
      }
    }
    await wen.goto('/staff#window')
    await expect(wen.getByLabel('代号')).toBeVisible()
    const [cashier, handler, approver] = await Promise.all([session('cashier01'), session(`${lead}01`), session('approver01')])
    expect(await cashier.tools.call(listReports, {}, {})).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await cashier.tools.call(readReport, { reference }, {})).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await cashier.tools.call(listAwards, {}, {})).toMatchObject({ ok: false, code: 'forbidden' })
    const number = voucher.replaceAll('-', '')
    expect(await handler.tools.call(readVoucher, {}, { voucher: number })).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await approver.tools.call(readVoucher, {}, { voucher: number })).toMatchObject({ ok: false, code: 'forbidden' })
  })
})
