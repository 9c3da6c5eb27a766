/** The desk names who leads and who helps, and gives each what it needs of the files: the file, its redacted copy, or nothing. By keyboard alone. */
import type { Locator } from '@playwright/test'
import { redactFile } from '../../site/console/holding/copy-file.ts'
import { base } from '../support/evidence/pictures.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack, shortOf } from './steps/citizen.ts'
import { filed, moved, sent, tipOf } from './steps/filed.ts'
import { choose, press, tick, untick, untickAll } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { begin, enter, open, reopen, told } from './steps/staff.ts'

/** Each size has its own people and files, so that they do not meet. */
const CASTS = {
  phone: { desk: 'desk01', lead: 'commerce', copied: 'fire', none: 'market', place: '气球摊的样子.png', face: '老周拍的摊主.png' },
  desktop: { desk: 'desk02', lead: 'culture', copied: 'market', none: 'fire', place: '气瓶在面包车上.png', face: '老周拍的司机.png' },
} as const
/** Names that strangers gave, members' numbers and digests. */
const THEIRS = { besides: /[a-z]+0\d|[^\s，：、“]*\.(?:png|jpg)|SHA-256|[0-9a-f]{4}(?: [0-9a-f]{4})+/g }

const which = (form: Locator, file: string, unit?: string) => form.getByRole('combobox', { name: unit === undefined ? `${file}，给哪一份` : `${file}，给${shortOf(unit)}哪一份` })

test('the lead gets the files, one unit a copy of one, another neither, in one go', async ({ page: he, another }, { project }) => {
  test.setTimeout(240_000)
  const { desk, lead, copied, none, place, face } = CASTS[project.name as keyof typeof CASTS]
  const { code, reference } = await filed({ ...tipOf('01'), category: 'HY17', violations: [] }, await sent({ [place]: base('plain.png'), [face]: base('plain.png') }))
  const made = await sent({ '遮过.png': base('plain.png') })
  for (const copy of made) await moved(desk, reference, (session, seen) => redactFile(session, seen, 2, copy))
  await enter(he, desk)

  await test.step('where nothing is chosen, files go as they are, and the copy that was made in the place of its file', async () => {
    await open(he, reference)
    const form = await begin(he, 'assign')
    await expect(form.getByRole('region', { name: '附件给哪一份' })).toHaveCount(0)
    await choose(form.getByLabel('牵头单位'), { label: shortOf(lead) })
    const assisting = form.getByRole('group', { name: '配合单位' })
    await untickAll(assisting)
    await expect(which(form, place)).toHaveValue('original')
    await expect(which(form, face)).toHaveValue('copy')
    await expect(form.getByRole('checkbox', { name: '各单位不同' })).toHaveCount(0)
    for (const unit of [copied, none]) await tick(assisting.getByRole('checkbox', { name: shortOf(unit) }))
    await expect(form.getByText(`附件给脱敏件：${face}。`)).toBeVisible()
    await inspect(he, 'assign-files', THEIRS)
  })

  await test.step('he gives each what it needs, and reads it once more', async () => {
    const form = he.locator('.move-form')
    await tick(form.getByRole('checkbox', { name: '各单位不同' }))
    for (const unit of [lead, copied, none]) await expect(which(form, face, unit)).toHaveValue('copy')
    await choose(which(form, face, lead), { label: '原件' })
    await choose(which(form, face, none), { label: '不给' })
    await expect(form.getByText(`${shortOf(none)}，不给：${face}。`)).toBeVisible()
    await inspect(he, 'assign-files-apart', THEIRS)
    // What was chosen for each stays while the same is chosen for all.
    await untick(form.getByRole('checkbox', { name: '各单位不同' }))
    await expect(which(form, face)).toHaveValue('copy')
    await tick(form.getByRole('checkbox', { name: '各单位不同' }))
    await expect(which(form, face, none)).toHaveValue('none')
    await press(form.getByRole('button', { name: `交给${shortOf(lead)}牵头` }))
    await told(he, '改好了')
    const holders = he.getByRole('table', { name: '谁拿着' })
    await expect(holders.getByRole('row', { name: new RegExp(`${shortOf(copied)}.*附件给的是脱敏件：${face}`) })).toBeVisible()
    await expect(holders.getByRole('row', { name: new RegExp(`${shortOf(none)}.*没有给：${face}`) })).toBeVisible()
    await expect(he.getByText(`${shortOf(copied)}附件2给的是脱敏件，没有给${shortOf(none)}附件2`).first()).toBeAttached()
    await inspect(he, 'assign-files-holders', THEIRS)
  })

  await test.step('a file that the server may have exchanged would not go to the county government, and the form says so', async () => {
    const exchanged: Record<number, number> = { 2: 102, 102: 2 }
    await he.route(`**/api/staff/reports/${reference}{,/open}`, async (route) => {
      const response = await route.fetch()
      const read = await response.json() as { evidence: { k: number }[] }
      await route.fulfill({ response, json: { ...read, evidence: read.evidence.map((file) => ({ ...file, k: exchanged[file.k] ?? file.k })) } })
    })
    await reopen(he, reference)
    const form = await begin(he, 'escalate')
    await expect(form.getByText(/这些附件核对不上，给不出去：脱敏件\.png。/)).toBeVisible()
    await inspect(he, 'escalate-stuck', THEIRS)
  })

  await test.step('each unit finds what it was given, and no name of what it was not', async () => {
    for (const [unit, files] of [[lead, 3], [copied, 2], [none, 1]] as const) {
      const luo = await another()
      await enter(luo, `${unit}01`)
      await open(luo, reference)
      await expect(luo.locator('.tile')).toHaveCount(files)
      if (unit !== lead) await expect(luo.getByText('老周')).toHaveCount(0)
      if (unit !== lead) await inspect(luo, `assign-files-${unit === none ? 'none' : 'copied'}`, THEIRS)
    }
  })

  await test.step('the reporter reads who has it, and nothing of files', async () => {
    const wen = await another()
    await comeBack(wen, code)
    const steps = wen.getByRole('region', { name: '办理记录' })
    await expect(steps).toContainText(`改由${shortOf(lead)}承办`)
    await expect(wen.getByText('脱敏')).toHaveCount(0)
    await expect(steps).not.toContainText('附件2')
  })
})
