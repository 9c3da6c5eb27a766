/** Those who watch: the supervisor's board, the auditor's lists and verdicts, an archive that is taken, checked, opened and forged. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Archive } from '#contract/archive.ts'
import { openReport, readReport } from '#contract/console.ts'
import { accept, refuse } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { changeDatabase, changeEvents } from './steps/database.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { giveFile, onPaper, press, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { enter, section, session, told } from './steps/staff.ts'

test('the supervisor sees what is overdue in the whole county, by unit and by clock, and opens it', async ({ page }) => {
  const { reference } = await filed(tipOf('15'))
  await moved('desk02', reference, accept)
  changeDatabase([`UPDATE inbox SET due_day = date('now', '-3 days') WHERE reference = ?`, reference])
  await enter(page, 'supervisor01')
  const row = page.getByRole('row').filter({ hasText: reference })
  await expect(page.getByRole('heading', { name: '全县已经超期的' })).toBeVisible()
  await expect(row).toContainText('已过')
  await inspect(page, 'board')

  const lead = await row.getByRole('cell').nth(2).innerText()
  const unit = lead.replace(/^.*：/, '').trim()
  const count = page.getByRole('button', { name: new RegExp(`^${unit}，已超期\\d+件$`) })
  await press(count)
  await expect(page.getByRole('heading', { name: `${unit}已经超期的` })).toBeVisible()
  await expect(row).toBeVisible()
  await press(page.getByRole('button', { name: '7天内到期', exact: true }))
  await expect(page.getByRole('heading', { name: `${unit}7天内到期的` })).toBeVisible()
  await press(page.getByRole('button', { name: '全县', exact: true }))
  await press(page.getByRole('button', { name: '已超期', exact: true }))

  await onPaper(page, async () => {
    await expect(page.getByRole('button', { name: '打印这张表' })).toBeHidden()
    await expect(row).toBeVisible()
  })

  await press(row.getByRole('button', { name: `打开 ${reference}` }))
  await expect(page.getByText(`编号 ${reference}`)).toBeVisible()
  await expect(page.getByText(tipOf('15').body)).toBeVisible()
})

test('the auditor finds who opened a report, reads a refusal, verifies, takes an archive, and a forged one is named', async ({ page, another, eyes }, info) => {
  eyes.forgive(/ERR_INTERNET_DISCONNECTED/)
  test.setTimeout(150_000)
  const tip = tipOf(info.project.name === 'phone' ? '11' : '21')
  const { reference } = await filed(tip)
  const desk = await session('desk01')
  await desk.tools.call(openReport, { reference }, {})
  await moved('desk01', reference, (by, seen) => refuse(by, seen, { reason: 'no-clear-facts' }))
  await enter(page, 'auditor01')

  const events = page.getByRole('region', { name: '谁做了什么' })
  const row = events.getByRole('row').filter({ hasText: reference })
  await test.step('who opened it', async () => {
    await type(events.getByLabel('哪一件（公开编号）'), reference)
    await press(events.getByLabel('哪一件（公开编号）'))
    await expect(row).toHaveCount(1)
    await expect(row).toContainText('首次打开')
    await inspect(page, 'audit', { besides: /[a-z]+0\d/g })
  })
  await test.step('the refusal and its reason', async () => {
    await press(events.getByRole('button', { name: '不予受理' }))
    await expect(row).toContainText(/不予受理：.{4,}/)
  })

  const one = page.locator('section').filter({ has: page.getByRole('heading', { name: '核对流转记录' }) })
  const verify = async () => {
    await type(one.getByLabel('公开编号'), reference)
    await press(one.getByLabel('公开编号'))
  }
  const all = page.getByRole('region', { name: '核对全部' })
  await test.step('its history holds; and once a row was changed behind our back, that row is named', async () => {
    await verify()
    await expect(one.getByText(`${reference} 的记录完整`)).toBeVisible()
    const read = await desk.tools.call(readReport, { reference }, {})
    const id = read.ok ? read.value.report : ''
    const forge = (member: string) => changeEvents(['UPDATE event SET member = ? WHERE report_id = ? AND seq = 3', member, id])
    forge('desk02')
    try {
      await verify()
      await expect(one.getByText(new RegExp(`${reference} 的第3条“.*不予受理.*”接不上前一条`))).toBeVisible()
      await press(all.getByRole('button', { name: '核对全部' }))
      await expect(all.getByText(new RegExp(`编号 ${reference}（第\\d+位）的第3条流转记录接不上前一条`))).toBeVisible({ timeout: 30_000 })
      await inspect(page, 'audit-broken', { besides: /[a-z]+0\d/g })
    } finally {
      forge('desk01')
    }
  })

  await press(section(page, '封存档案'))
  const file = info.outputPath('archive.json')
  await test.step('takes the archive; it holds', async () => {
    await type(page.getByLabel('要导出的公开编号'), reference)
    const saving = page.waitForEvent('download')
    await press(page.getByLabel('要导出的公开编号'))
    const download = await saving
    expect(download.suggestedFilename()).toBe(`举报件-${reference}.anshao.json`)
    await download.saveAs(file)
    await told(page, '存成了文件')
    await giveFile(page.getByLabel('选一个档案文件'), file)
    await expect(page.getByText(`${reference} 的档案`)).toContainText('没有发现改动')
    await inspect(page, 'archive')
  })

  await test.step('a forged one is named at the first broken link', async () => {
    const archive = JSON.parse(readFileSync(file, 'utf8')) as Archive
    const [, , third] = archive.tables['event'] ?? []
    if (third !== undefined) third['member'] = 'desk02'
    const forged = info.outputPath('forged.json')
    writeFileSync(forged, JSON.stringify(archive))
    await giveFile(page.getByLabel('选一个档案文件'), forged)
    await expect(page.getByText('流转记录和目录对不上，被改过。')).toBeVisible()
    await expect(page.getByText('第3条流转记录接不上前一条')).toBeVisible()
    await inspect(page, 'archive-forged')
  })

  await test.step('the desk opens it with its own keys from the file alone, without a network', async () => {
    const lan = await another()
    await enter(lan, 'desk01')
    await press(section(lan, '封存档案'))
    await lan.context().setOffline(true)
    await giveFile(lan.getByLabel('选一个档案文件'), file)
    await expect(lan.getByText('没有联网，签名只跟档案自己带的公钥核对过')).toBeVisible()
    await press(lan.getByRole('button', { name: '用本单位的钥匙打开看' }))
    await expect(lan.getByText(tip.body)).toBeVisible()
    await expect(lan.getByText('导出了封存档案')).toBeVisible()
    await lan.context().setOffline(false)
  })
})
