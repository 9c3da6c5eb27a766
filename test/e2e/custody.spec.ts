/** 实名保管: a named reporter is reached through the custodian, and given a new code for a lost one; two members each time, and everybody sees it. */
import type { Page } from '@playwright/test'
import { reasons } from '#contract/county/reasons.ts'
import { track } from '#contract/county/track.ts'
import { accept } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack } from './steps/citizen.ts'
import { consent, looks, toCustody } from './steps/custody.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { enter, open, reopen, section, told } from './steps/staff.ts'
import { wrote, wroteCode } from './steps/typed.ts'

/** Each size has its own people, and so has what is typed. */
const CASTS = {
  phone: { tip: '21', desk: 'desk01', first: 'custodian01', second: 'custodian02', asked: '请问他后楼梯的铁门晚上几点上锁', back: '他说每晚九点以后就拿链子缠上', after: '新码打开了，门还是缠着链子' },
  desktop: { tip: '02', desk: 'desk02', first: 'custodian02', second: 'supervisor01', asked: '请问他夜班从哪个口下去', back: '他说从老风井旁边那个小门', after: '新码打开了，夜里照样下' },
} as const

const reason = (value: keyof typeof reasons.look) => reasons.look[value].name

/** Comes to a named report by its public number. */
async function openOne(page: Page, reference: string): Promise<void> {
  await toCustody(page)
  await expect(page.getByText('正在看…')).toHaveCount(0)
  await type(page.getByLabel('按公开编号打开一件实名举报'), reference)
  await press(page.getByLabel('按公开编号打开一件实名举报'))
  await expect(page.getByRole('heading', { name: `实名举报 ${reference}` })).toBeFocused()
}

async function askLook(page: Page, why: keyof typeof reasons.look): Promise<void> {
  await tick(page.getByRole('radio', { name: new RegExp(`^${reason(why)}`) }))
  await press(page.getByRole('button', { name: '申请看一次' }))
  await told(page, '等第二个人同意')
}

test('asked for, agreed to, seen once; answered; the lost code replaced, and all of it told', async ({ page: desk, another }, { project }) => {
  test.setTimeout(300_000)
  const cast = CASTS[project.name as keyof typeof CASTS]
  const tip = tipOf(cast.tip)
  const { name = '', phone = '' } = tip.identity ?? {}
  wrote('text', cast.asked, cast.back, cast.after)
  const { reference, code } = await filed(tip)
  await moved(cast.desk, reference, accept)
  const [first, second, citizen] = [await another(), await another(), await another()]
  await enter(desk, cast.desk)

  await test.step('the desk asks the custodian to reach the reporter, without a mouse', async () => {
    await open(desk, reference)
    await type(desk.getByLabel('要问他、告诉他什么'), cast.asked)
    await press(desk.getByRole('button', { name: '请保管员联系' }))
    await told(desk, '请身份保管员去联系了')
    await expect(desk.getByText('等身份保管员联系。')).toBeVisible()
    for (const secret of [name, phone]) await expect(desk.getByText(secret)).toHaveCount(0)
    await inspect(desk, 'custody-asked')
  })

  await enter(first, cast.first)
  await test.step('the custodian asks to look, and cannot agree alone', async () => {
    await openOne(first, reference)
    await expect(first.getByText(cast.asked)).toBeVisible()
    await inspect(first, 'custody-one')
    await askLook(first, 'contact-wanted')
    await expect(first.getByRole('button', { name: /^同意/ })).toHaveCount(0)
    await expect(first.getByRole('button', { name: '现在看，只有这一次' })).toHaveCount(0)
  })

  await enter(second, cast.second)
  await test.step('a second member agrees', async () => {
    await press(section(second, '实名保管'))
    await expect(looks(second, reference)).toBeVisible()
    await inspect(second, 'custody-consent')
    await consent(second, reference)
  })

  await test.step('the identity is shown once; closed, it is gone, and asks for another consent', async () => {
    await openOne(first, reference)
    await press(first.getByRole('button', { name: '现在看，只有这一次' }))
    await expect(first.getByRole('heading', { name: '只看这一次' })).toBeFocused()
    await expect(first.getByText(name, { exact: true })).toBeVisible()
    await expect(first.getByText(phone, { exact: true })).toBeVisible()
    await inspect(first, 'custody-identity')
    await press(first.getByRole('button', { name: '看完了，关掉' }))
    await expect(first.getByText(phone)).toHaveCount(0)
    await expect(first.getByRole('button', { name: '现在看，只有这一次' })).toHaveCount(0)
  })

  await test.step('the answer goes back to the desk, which never sees who said it', async () => {
    await type(first.getByLabel('联系过了，他说'), cast.back)
    await press(first.getByRole('button', { name: '写给请联系的单位' }))
    await told(first, '回话写好了')
    await reopen(desk, reference)
    await expect(desk.getByText(cast.back)).toBeVisible()
  })

  await test.step('the reporter reads all of it, and nobody’s name', async () => {
    await comeBack(citizen, code)
    await expect(citizen.getByText('你的姓名电话被打开过一次，两个人同意的').first()).toBeVisible()
    await expect(citizen.getByText('联系过你，把话带了回去')).toBeVisible()
    await inspect(citizen, 'custody-told')
  })

  let anew = ''
  await test.step('the code is lost: looked up again by two, verified, a new code read out', async () => {
    await askLook(first, 'reset-code')
    await consent(second, reference)
    await openOne(first, reference)
    await press(first.getByRole('button', { name: '现在看，只有这一次' }))
    await press(first.getByRole('button', { name: '看完了，关掉' }))
    await press(first.getByRole('button', { name: '核对过是本人，做一个新码' }))
    await expect(first.getByRole('heading', { name: '新查询码做好了，现在念给他' })).toBeFocused({ timeout: 30_000 })
    await inspect(first, 'custody-code')
    const groups: string[] = []
    for (let at = 0; at < 7; at += 1) {
      groups.push(await first.locator('.digits').innerText())
      if (at < 6) await press(first.getByRole('button', { name: '下一组' }))
    }
    anew = groups.join('-')
    wroteCode(anew)
    await press(first.getByRole('button', { name: '读完了，对方复述无误' }))
    await expect(first.locator('.digits')).toHaveCount(0)
  })

  await test.step('the old code works until the desk agrees, and not a moment longer', async () => {
    await comeBack(citizen, code)
    await expect(citizen.getByText('申请给你换一个查询码').first()).toBeVisible()
    await press(section(desk, '实名保管'))
    const agree = desk.getByRole('listitem').filter({ hasText: reference }).getByRole('button', { name: /^同意换/ })
    await expect(agree).toBeVisible()
    await inspect(desk, 'custody-reset')
    await press(agree)
    await told(desk, '旧的查询码已经作废')
    await comeBack(citizen, code)
    await expect(citizen.getByText('没有找到这个查询码').first()).toBeVisible()
  })

  await test.step('the new code reads the dialogue and writes', async () => {
    await comeBack(citizen, anew)
    await expect(citizen.getByText('换了查询码，旧的当时就作废了').first()).toBeVisible()
    await type(citizen.getByLabel(track.message.label), cast.after)
    await press(citizen.getByRole('button', { name: track.message.send }))
    await expect(citizen.getByText(track.message.sent)).toBeVisible({ timeout: 20_000 })
    await press(section(desk, '收件'))
    await open(desk, reference)
    await expect(desk.getByText(cast.after)).toBeVisible({ timeout: 20_000 })
  })

  await test.step('the auditor sees each step with who and why', async () => {
    const auditor = await another()
    await enter(auditor, 'auditor01')
    const events = auditor.getByRole('region', { name: '谁做了什么' })
    await press(events.getByRole('button', { name: '所有记录' }))
    await type(events.getByLabel('哪一件（公开编号）'), reference)
    await press(events.getByLabel('哪一件（公开编号）'))
    for (const words of [`申请看身份：${reason('contact-wanted')}`, `同意看一次身份：${reason('reset-code')}`, `看了一次身份：${reason('reset-code')}`, '请身份保管员联系举报人', '同意换查询码，旧的作废']) {
      await expect(events.getByRole('row').filter({ hasText: words }).first()).toBeVisible()
    }
  })
})
