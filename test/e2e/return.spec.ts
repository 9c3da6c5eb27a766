/** A unit gives a report back that is not its business; the desk gives it to another; the former opens nothing written afterwards. */
import { globSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fromBase64Url } from '#contract/bytes.ts'
import { deadlines } from '#contract/county/deadlines.ts'
import { moveWords } from '#contract/county/moves.ts'
import { reasons } from '#contract/county/reasons.ts'
import { accept } from '../../site/console/report/act.ts'
import { openWith } from '../../site/crypto/age.ts'
import { demonstrationUnitKeys } from '../../site/crypto/demonstration.ts'
import { openGrants } from '../../site/crypto/grant.ts'
import { unpad } from '../../site/crypto/pad.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack, heading, shortOf } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { choose, press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { HOME } from './steps/place.ts'
import { begin, enter, listed, open, reopen, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own desk and its own unit to follow, and so has what is typed. */
const CASTS = {
  phone: { desk: 'desk01', next: 'market', before: '老板每天九点来开门', why: '这家归发证的单位管', after: '今天来的人没有亮证件', reply: '知道了，明天换两个人去' },
  desktop: { desk: 'desk02', next: 'commerce', before: '后门对着菜市场那条巷子', why: '查过了，牌照是别的单位发的', after: '他们把气瓶搬到二楼去了', reply: '收到，今晚就去二楼看' },
} as const

const RETURN = deadlines.find(({ kind }) => kind === 'return')?.name ?? ''

/** With a unit's private keys and the whole database: every body of the report, tried with every key that any grant there yields. */
async function readsFromDisk(unit: string, reference: string): Promise<string> {
  const [file] = globSync(`${HOME}/state/v3/d1/**/*.sqlite`).filter((path) => !path.includes('metadata'))
  const database = new DatabaseSync(file ?? '', { readOnly: true })
  const all = (sql: string, ...values: string[]) => database.prepare(sql).all(...values).map((row) => String(row['value']))
  const [report = ''] = all('SELECT id AS value FROM report WHERE reference = ?', reference)
  const [grants, bodies] = [all('SELECT sealed AS value FROM report_grant'), all('SELECT sealed AS value FROM body WHERE report_id = ?', report)]
  database.close()
  const { identity } = await demonstrationUnitKeys(unit)
  const { opens } = await openGrants(grants, identity, { report, holder: unit })
  const tries = bodies.flatMap((sealed) => [identity, ...Object.values(opens)].map(async (key) => new TextDecoder().decode(unpad(await openWith(key, fromBase64Url(sealed))))))
  return (await Promise.allSettled(tries)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])).join('\n')
}

test('a report that is not the unit’s business goes back with a reason and on to another; what is written then is shut to the former', async ({ page: ma, another }, { project }) => {
  test.setTimeout(240_000)
  const { desk, next, before, why, after, reply } = CASTS[project.name as keyof typeof CASTS]
  wrote('text', before, why, after, reply)
  const { reference, code } = await filed(tipOf('01'))
  const { lead } = await moved(desk, reference, accept)
  const former = lead ?? ''
  const wen = await another()

  await test.step('wen reads until when the unit can say that it is not its business, and writes', async () => {
    await comeBack(wen, code)
    await expect(heading(wen)).toHaveText('已交办')
    await expect(wen.getByText('不归他管、退回重派')).toBeVisible()
    await expect(wen.getByRole('listitem').filter({ hasText: RETURN })).toContainText(/最晚 .*还有\d+天/)
    await type(wen.getByLabel(/^写给(承办单位|受理台)/), before)
    await press(wen.getByRole('button', { name: '送出' }))
    await expect(wen.getByText(/送到了，(承办单位|受理台)能看到。/)).toBeVisible()
  })

  await test.step('ma of the unit sees the same clock and gives it back with a reason, without a mouse', async () => {
    await enter(ma, `${former}01`)
    await open(ma, reference)
    await expect(ma.getByText(before)).toBeVisible()
    await expect(ma.getByText(RETURN, { exact: true })).toBeVisible()
    await press(ma.getByRole('button', { name: moveWords.moves.return.label, exact: true }))
    const form = ma.locator('form').filter({ has: ma.getByRole('heading', { name: moveWords.moves.return.label, exact: true }) })
    await tick(form.getByRole('radio', { name: reasons.return['not-our-duty'].name }))
    await type(form.getByLabel(/^说明/), why)
    await inspect(ma, 'return')
    await press(form.getByRole('button', { name: '退回受理台' }))
    await listed(ma)
    await expect(ma.getByRole('button', { name: reference })).toHaveCount(0)
  })

  const he = await another()
  await test.step('wen reads that it went back and why, and what is waited for; he of the desk sees the same day and names another', async () => {
    await comeBack(wen, code)
    await expect(heading(wen)).toHaveText('已受理')
    await expect(wen.getByText(`${shortOf(former)}退回受理台：${reasons.return['not-our-duty'].sentence}`)).toBeVisible()
    await expect(wen.getByText(/起等着定由谁承办，最晚 .* 给结论/)).toBeVisible()
    await inspect(wen, 'reporter-returned')
    await enter(he, desk)
    await open(he, reference)
    await expect(he.getByText(why)).toBeVisible()
    await expect(he.getByText(new RegExp(`退回：${reasons.return['not-our-duty'].name}`))).toBeVisible()
    await inspect(he, 'desk-returned')
    const form = await begin(he, 'assign')
    await choose(form.getByLabel('牵头单位'), next)
    await press(form.getByRole('button', { name: `交给${shortOf(next)}牵头` }))
    await told(he, `改好了，由${shortOf(next)}牵头`)
  })

  const xu = await another()
  await test.step('wen writes on; xu of the next unit reads all of it and answers', async () => {
    await comeBack(wen, code)
    await expect(wen.getByText(`改由${shortOf(next)}承办`)).toBeVisible()
    await type(wen.getByLabel(/^写给(承办单位|受理台)/), after)
    await press(wen.getByRole('button', { name: '送出' }))
    await expect(wen.getByText(/送到了，(承办单位|受理台)能看到。/)).toBeVisible()
    await enter(xu, `${next}01`)
    await open(xu, reference)
    for (const words of [before, after]) await expect(xu.getByText(words)).toBeVisible()
    const form = await begin(xu, 'reply')
    await type(form.getByLabel('写给举报人'), reply)
    await press(form.getByRole('button', { name: '加密送出' }))
    await expect(xu.getByRole('article').getByText(reply)).toBeVisible({ timeout: 30_000 })
    await reopen(he, reference)
    await expect(he.getByText(after)).toBeVisible()
    await comeBack(wen, code)
    await expect(wen.getByText(reply)).toBeVisible()
    await inspect(wen, 'reporter-reassigned')
  })

  await test.step('the former unit opens what was written before, and nothing written afterwards, with its keys and the whole database', async () => {
    const read = await readsFromDisk(former, reference)
    expect(read).toContain(before)
    for (const words of [after, reply]) expect(read).not.toContain(words)
    expect(await readsFromDisk(next, reference)).toContain(after)
  })
})
