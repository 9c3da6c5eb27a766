/** The reporter adds a photograph afterwards; the unit sees it come and sends a paper back; the reporter looks at the one and saves the other. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { evidenceWords } from '#contract/county/evidence.ts'
import { moveWords } from '#contract/county/moves.ts'
import { track as trackWords } from '#contract/county/track.ts'
import { track as englishTrack } from '#contract/county/track.en.ts'
import { trackFiles as words } from '#contract/county/track-files.ts'
import { trackFiles as english } from '#contract/county/track-files.en.ts'
import { accept } from '../../site/console/report/act.ts'
import { callerFor } from '../../site/cli/staff-session.ts'
import { writeMessage } from '../../site/track/track.ts'
import { survivors } from '../support/evidence/planted.ts'
import { SAMPLES } from '../support/evidence/samples.ts'
import { must } from '../support/must.ts'
import { expect, test } from './steps/by-keys.ts'
import { sampleAs } from './steps/chosen.ts'
import { comeBack } from './steps/citizen.ts'
import { filed, moved, opened, sent, tipOf } from './steps/filed.ts'
import { giveFile, press, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { HOME, portal } from './steps/place.ts'
import { begin, enter, open } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own desk, and so has what is typed. */
const CASTS = {
  phone: { desk: 'desk01', said: '昨晚又拍到一张，门口那排也在', told: '查过了，结果写在附的这份里' },
  desktop: { desk: 'desk02', said: '今早路过时补拍的，后门没关', told: '情况核实完了，告知书附在后面' },
} as const
/** Names of files and formats; what stands in the sample; numbers of members beside their names. */
const WORDS = { besides: /[\w\u4e00-\u9fff-]+\.(?:jpg|docx)|docx|JPG/g }
const TOLD = { besides: /[\w\u4e00-\u9fff-]+\.jpg|ZhaoPhone[\w -]*|SN-[\w-]+|La\w+[\d.]+/g }
const STAFF = { besides: /[\w\u4e00-\u9fff-]+\.(?:jpg|docx)|desk0\d|file:.*|\w+ Office|ZhaoPhone[\w -]*|SN-[\w-]+|La\w+[\d.]+/g }

test('a photograph is added afterwards, and a paper comes back: each side opens what the other sent', async ({ page, another }, { project }) => {
  test.setTimeout(300_000)
  const { desk, said, told } = CASTS[project.name as keyof typeof CASTS]
  wrote('text', said, told)
  const { reference, code } = await filed(tipOf('05'))
  await moved(desk, reference, accept)
  const own = page.locator('.dialogue li.own')
  const theirs = page.locator('.dialogue > li:not(.own)')

  await test.step('the reporter adds a photograph, which is cleaned first, and a line', async () => {
    await comeBack(page, code)
    await press(page.getByRole('button', { name: words.add }))
    await expect(page.getByRole('group', { name: words.added }).getByText(words.added)).toBeFocused()
    await giveFile(page.getByLabel(evidenceWords.pick.choose), await sampleAs('IMG_20250314_021109.jpg', 'exif.jpg'))
    await expect(page.getByText('照片1.jpg', { exact: true })).toBeVisible()
    await expect(page.getByText(evidenceWords.what.place, { exact: true })).toBeVisible()
    await type(page.getByLabel(/^写给/), said)
    await inspect(page, 'later-adding', TOLD)
    await press(page.getByRole('button', { name: trackWords.message.send }))
    await expect(own.getByText(/^照片1\.jpg（/)).toBeVisible()
    await expect(own.getByText(said)).toBeVisible()
  })

  await test.step('and can look at it again, without anything staying on the device', async () => {
    await press(own.getByRole('button', { name: words.look }))
    await expect(own.getByRole('img', { name: '照片1.jpg' })).toBeVisible()
    await expect(own.getByText(words.looking)).toBeVisible()
    await inspect(page, 'later-looking', WORDS)
    await press(own.getByRole('button', { name: words.close }))
    await expect(own.getByRole('img')).toHaveCount(0)
  })

  const unit = await another()
  await test.step('the desk sees that a file came with the words, and answers with a paper', async () => {
    await enter(unit, desk)
    await open(unit, reference)
    await expect(unit.getByText('附件：照片1.jpg')).toBeVisible()
    const form = await begin(unit, 'reply')
    await press(form.getByRole('button', { name: '附上文件（告知书、照片）' }))
    await giveFile(form.getByLabel(evidenceWords.pick.choose), await sampleAs('核查情况告知.docx', 'gate.docx'))
    await expect(form.getByText('核查情况告知.docx', { exact: true })).toBeVisible()
    await type(form.getByLabel('写给举报人'), told)
    await inspect(unit, 'later-answering', STAFF)
    await press(form.getByRole('button', { name: '加密送出' }))
    await expect(unit.getByText('附件：核查情况告知.docx')).toBeVisible()
    await expect(unit.getByRole('button', { name: moveWords.moves.reply.label, exact: true })).toBeVisible()
  })

  await test.step('the reporter is told before saving that a copy stays, and saves it as it was sent', async () => {
    await press(page.getByRole('button', { name: trackWords.code.leave }))
    await comeBack(page, code)
    await expect(theirs.getByText(told)).toBeVisible()
    await expect(theirs.getByRole('button', { name: words.look })).toHaveCount(0)
    await press(theirs.getByRole('button', { name: words.save }))
    await expect(theirs.getByText(words.really)).toBeVisible()
    await inspect(page, 'later-saving', WORDS)
    const [download] = await Promise.all([page.waitForEvent('download'), press(theirs.getByRole('button', { name: words.sure }))])
    expect(download.suggestedFilename()).toBe('核查情况告知.docx')
    const bytes = readFileSync(await download.path())
    expect([bytes.length > 1000, survivors(bytes)]).toEqual([true, []])
    const folder = resolve(HOME, `later-${project.name}`)
    const out = execFileSync(process.execPath, ['--import', './site/cli/ready.ts', 'site/cli/track.ts', code, '--to', folder, '--url', portal()], { encoding: 'utf8' })
    const { evidence } = JSON.parse(out) as { evidence: { file: string; holds: boolean; author: string }[] }
    expect(evidence).toMatchObject([{ author: 'reporter', name: '照片1.jpg', holds: true }, { author: 'desk', name: '核查情况告知.docx', holds: true }])
    expect(readFileSync(evidence[1]?.file ?? '').equals(bytes)).toBe(true)
    expect(survivors(readFileSync(evidence[0]?.file ?? ''))).toEqual([])
  })

  await test.step('and reads the same in English', async () => {
    await page.goto('/en/track')
    await type(page.getByLabel(englishTrack.code.label), code)
    await press(page.getByRole('button', { name: englishTrack.code.open }))
    await expect(page.getByText(told)).toBeVisible()
    await press(page.getByRole('button', { name: english.add }))
    await expect(page.getByRole('button', { name: english['put-away'] })).toBeVisible()
    await inspect(page, 'later-english', { language: 'en', written: [said, told, '照片1.jpg', '核查情况告知.docx'] })
    await press(page.getByRole('button', { name: english['put-away'] }))
    await expect(page.getByRole('button', { name: english.add })).toBeFocused()
  })
})

test('what shows files comes before the report does: nothing moves under whoever has come back', async ({ page }, { project }) => {
  const said = `夜里又来过一回，${project.name === 'phone' ? '开的是面包车' : '开的是皮卡'}`
  wrote('text', said)
  const { code } = await filed(tipOf('05'))
  must(await writeMessage(await opened(code), said, { call: callerFor(portal()) }, await sent({ '面包车.jpg': await (SAMPLES['exif.jpg']?.() ?? new Uint8Array()) })))
  // On a bad network the sheet comes last.
  const late = new Set<string>()
  for (const [what, wait] of [['files-later', 1_000], ['track-files', 2_000]] as const) {
    await page.route(new RegExp(`/_astro/${what}[^/]*$`), async (route) => {
      late.add(what)
      await new Promise((over) => setTimeout(over, wait))
      await route.continue()
    })
  }
  await comeBack(page, code)
  await expect(page.getByText(said)).toBeVisible()
  const name = page.getByText(/^面包车\.jpg（/)
  expect(await name.isVisible()).toBe(true)
  expect(await name.evaluate((one) => getComputedStyle(one).fontWeight)).toBe('700')
  const add = page.getByRole('button', { name: words.add })
  const top = await add.evaluate((one) => one.getBoundingClientRect().top + scrollY)
  await page.waitForLoadState('networkidle')
  expect(await add.evaluate((one) => one.getBoundingClientRect().top + scrollY)).toBe(top)
  expect([...late].toSorted()).toEqual(['files-later', 'track-files'])
})
