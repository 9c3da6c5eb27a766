/** A redacted copy of a photograph is made where it is looked at, one of a film is brought, and a unit gets these in the place of the files. By keyboard alone. */
import type { Page } from '@playwright/test'
import { evidenceWords } from '#contract/county/evidence.ts'
import { redact } from '../../site/console/holding/act.ts'
import { accept } from '../../site/console/report/act.ts'
import { base } from '../support/evidence/pictures.ts'
import { expect, test } from './steps/by-keys.ts'
import { onDisk } from './steps/chosen.ts'
import { comeBack, shortOf } from './steps/citizen.ts'
import { filed, moved, sent, tipOf } from './steps/filed.ts'
import { bringFocus } from './steps/focus.ts'
import { choose, giveFile, press, tick, untick, untickAll } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { begin, enter, open, reopen, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own people. */
const CASTS = {
  phone: { desk: 'desk01', whole: 'fire', copied: 'market', photo: '老周拍的灶台.png', sound: '老板娘说话.ogg', copy: '后厨有大气瓶，手机上整理的。', brought: '声音变过的-老周.ogg' },
  desktop: { desk: 'desk02', whole: 'market', copied: 'fire', photo: '老周拍的后门.png', sound: '老板骂人.ogg', copy: '后厨有大气瓶，台式机上整理的。', brought: '脱敏件' },
} as const
const { cover } = evidenceWords
/** Names that strangers gave, members' numbers and digests. */
const THEIRS = { besides: /[a-z]+0\d|[^\s，：“]*\.(?:png|ogg|jpg)|SHA-256|[0-9a-f]{4}(?: [0-9a-f]{4})+/g }

const tile = (page: Page, name: string) => page.getByRole('button', { name }).and(page.locator('.tile'))
const viewer = (page: Page) => page.locator('.viewer')
/** Clear of what lies over the last lines of a phone. */
const toTheEnd = (page: Page, last: string = '先不做') => bringFocus(viewer(page).getByRole('button', { name: last }))
/** The console's bar, and what of it is seen. */
const barOf = (page: Page) => page.locator('header.bar').evaluate((bar) => ({ height: bar.getBoundingClientRect().height, whole: bar.clientHeight >= bar.scrollHeight }))
const painted = (page: Page) => page.locator('.viewer canvas.made').evaluate((shown: HTMLCanvasElement) =>
  [...(shown.getContext('2d')?.getImageData(Math.floor(shown.width / 2), Math.floor(shown.height / 2), 1, 1).data ?? [])])

test('files go to a unit as copies that give nobody away, and the files themselves where they are needed', async ({ page: he, another }, { project }) => {
  test.setTimeout(300_000)
  const { desk, whole, copied, photo, sound, copy, brought } = CASTS[project.name as keyof typeof CASTS]
  wrote('text', copy)
  const { code, reference } = await filed(tipOf('01'), await sent({ [photo]: base('plain.png'), [sound]: base('voice.ogg') }))
  await moved(desk, reference, accept)
  await moved(desk, reference, (session, seen) => redact(session, seen, { body: copy }))
  const quiet = onDisk(brought, base('voice.ogg'))
  await enter(he, desk)

  await test.step('he covers what gives somebody away, where he looks at the photograph', async () => {
    await open(he, reference)
    const bar = await barOf(he)
    await press(tile(he, photo))
    await press(viewer(he).getByRole('button', { name: '做一份脱敏件…' }))
    await expect(viewer(he).getByRole('heading', { name: '做一份脱敏件' })).toBeFocused()
    await toTheEnd(he)
    await inspect(he, 'copy-ways', THEIRS)
    await press(viewer(he).getByRole('button', { name: '在这里遮' }))
    const board = viewer(he).getByRole('application', { name: cover.board })
    await expect(board).toBeFocused()
    // What dresses the brush leaves the console's own bar as it is, with all that is in it.
    expect(await barOf(he)).toEqual(bar)
    for (const key of ['+', '+', '+', 'Space']) await he.keyboard.press(key)
    await expect(viewer(he).getByText('，遮了1处')).toBeVisible()
    await toTheEnd(he, cover.leave)
    await inspect(he, 'copy-cover', THEIRS)
    await press(viewer(he).getByRole('button', { name: cover.done }))
    await expect(viewer(he).getByRole('img', { name: '做好的脱敏件' })).toBeVisible()
    await expect.poll(() => painted(he)).toEqual([0, 0, 0, 255])
    await toTheEnd(he)
    await inspect(he, 'copy-made', THEIRS)
    await press(viewer(he).getByRole('button', { name: '加密存成脱敏件' }))
    await told(he, '脱敏件做好了')
    await expect(viewer(he).getByRole('button', { name: '再做一份脱敏件…' })).toBeFocused()
    await expect(tile(he, '附件1的脱敏件.png')).toContainText(`原来的附件：${photo}`)
    await inspect(he, 'copy-there', THEIRS)
  })

  await test.step('of a recording he brings one that was made elsewhere', async () => {
    await press(tile(he, sound))
    await press(viewer(he).getByRole('button', { name: '做一份脱敏件…' }))
    await expect(viewer(he).getByRole('button', { name: '在这里遮' })).toHaveCount(0)
    await expect(viewer(he).getByText('这个附件在这里遮不了')).toBeVisible()
    await giveFile(viewer(he).getByLabel('选一份做好的'), quiet)
    // Whatever it is called, it was brought, not covered here.
    await expect(viewer(he).locator('strong bdi').getByText(brought, { exact: true })).toBeVisible()
    await toTheEnd(he)
    await inspect(he, 'copy-brought', THEIRS)
    // The session ended meanwhile: it is said, and what was brought is still there once somebody has signed in again.
    await he.route('**/api/staff/uploads', (route) => route.fulfill({ status: 401, json: { error: { code: 'unauthenticated', message: '先登录。', requestId: 'a' } } }))
    await press(viewer(he).getByRole('button', { name: '加密存成脱敏件' }))
    await expect(viewer(he).getByText('另开一页登录，再回到这里按一次')).toBeVisible()
    await inspect(he, 'copy-signed-out', THEIRS)
    await he.unroute('**/api/staff/uploads')
    await press(viewer(he).getByRole('button', { name: '加密存成脱敏件' }))
    await told(he, '脱敏件做好了')
    await expect(tile(he, '附件2的脱敏件.ogg')).toBeVisible()
    await expect(he.getByText('给附件2做了一份脱敏件').first()).toBeAttached()
  })

  await test.step('he hands on: one unit gets the report with the copies, one the redacted copies of all', async () => {
    const form = await begin(he, 'hand-on')
    const to = form.getByRole('group', { name: '转给' })
    await untickAll(to)
    for (const unit of [whole, copied]) await tick(to.getByRole('checkbox', { name: shortOf(unit) }))
    await untick(form.getByRole('group', { name: '只给脱敏件' }).getByRole('checkbox', { name: shortOf(whole) }))
    const first = form.getByRole('combobox', { name: `${photo}，给哪一份` })
    await expect(first).toHaveValue('copy')
    await choose(first, { label: '不给' })
    await choose(first, { label: '脱敏件' })
    await expect(form.getByText(`附件给脱敏件：${photo}、${sound}。`)).toBeVisible()
    await inspect(he, 'copy-choose', THEIRS)
    await press(form.getByRole('button', { name: '看过了，转给2个单位' }))
    await told(he, '转给他们了')
    const holders = he.getByRole('table', { name: '谁拿着' })
    for (const unit of [whole, copied]) await expect(holders.getByRole('row', { name: new RegExp(`${shortOf(unit)}.*附件给的是脱敏件：${photo}、${sound}`) })).toBeVisible()
    await expect(he.getByText('附件1、2给的是脱敏件').first()).toBeAttached()
    await inspect(he, 'copy-holders', THEIRS)
  })

  await test.step('both units see the copies, and not the files’ names', async () => {
    for (const unit of [whole, copied]) {
      const luo = await another()
      await enter(luo, `${unit}01`)
      await open(luo, reference)
      // Whoever has the redacted copy of the report counts what it was given.
      await press(tile(luo, unit === whole ? '附件1的脱敏件.png' : '脱敏件1.png'))
      await expect(viewer(luo).getByRole('img')).toBeVisible()
      await expect(viewer(luo).getByRole('button', { name: /做一份脱敏件/ })).toHaveCount(0)
      await expect(luo.getByText(photo)).toHaveCount(0)
      await expect(luo.getByText('老周')).toHaveCount(0)
      await inspect(luo, `copy-there-${unit === whole ? 'whole' : 'copied'}`, THEIRS)
    }
  })

  await test.step('the reporter sees that it was handed on, and nothing of copies of files', async () => {
    const wen = await another()
    await comeBack(wen, code)
    const steps = wen.getByRole('region', { name: '办理记录' })
    await expect(steps).toContainText(`转给${shortOf(whole)}、${shortOf(copied)}一起办`)
    await expect(wen.getByText('脱敏')).toHaveCount(0)
  })

  await test.step('he gives the photograph itself after all', async () => {
    await reopen(he, reference)
    const form = await begin(he, 'hand-on')
    const to = form.getByRole('group', { name: '转给' })
    await untickAll(to)
    await tick(to.getByRole('checkbox', { name: shortOf(whole) }))
    await choose(form.getByRole('combobox', { name: `${photo}，给哪一份` }), { label: '原件' })
    await press(form.getByRole('button', { name: '看过了，转给1个单位' }))
    await told(he, '转给他们了')
    await expect(he.getByRole('table', { name: '谁拿着' }).getByRole('row', { name: new RegExp(`${shortOf(whole)}.*附件给的是脱敏件：${sound}`) })).toBeVisible()
  })
})
