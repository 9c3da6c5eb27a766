/** What else becomes of a reward: proposed against a wish and taken back, given longer to fetch, and not wanted after all. By keyboard alone. */
import type { Page } from '@playwright/test'
import { claimWords } from '#contract/county/claim.ts'
import { claimWords as englishClaim } from '#contract/county/claim.en.ts'
import { moveWords } from '#contract/county/moves.ts'
import { reasons } from '#contract/county/reasons.ts'
import { reasons as englishReasons } from '#contract/county/reasons.en.ts'
import { track as english } from '#contract/county/track.en.ts'
import { approve } from '../../site/console/award/act.ts'
import { accept, find } from '../../site/console/report/act.ts'
import { expect, test } from './steps/by-keys.ts'
import { comeBack } from './steps/citizen.ts'
import { filed, moved, tipOf } from './steps/filed.ts'
import { press, tick, type } from './steps/hands.ts'
import { inspect } from './steps/inspect.ts'
import { enter, open, told } from './steps/staff.ts'
import { wrote } from './steps/typed.ts'

/** Each size has its own tip and people, so that they do not meet. */
const CASTS = {
  phone: { tip: '10', desk: 'desk02', lead: 'desk02', approver: 'approver01' },
  desktop: { tip: '18', desk: 'desk01', lead: 'fire01', approver: 'approver02' },
} as const
const { award: { moves: deeds, whyNot } } = moveWords
/** Numbers of members beside their names. */
const NAMES = { besides: /[a-z]+0\d/g }
const FOUND = '查到了，已经责令改正并处罚'

const formOf = (page: Page, move: keyof typeof deeds) => page.locator('form').filter({ has: page.getByRole('heading', { name: deeds[move].label, exact: true }) })
const begin = (page: Page, move: keyof typeof deeds) => press(page.getByRole('button', { name: deeds[move].label, exact: true }))

/** Verified by the department that leads. */
async function verified(cast: (typeof CASTS)[keyof typeof CASTS], wantsReward: boolean) {
  wrote('text', FOUND)
  const done = await filed({ ...tipOf(cast.tip), wantsReward })
  await moved(cast.desk, done.reference, accept)
  await moved(cast.lead, done.reference, (by, seen) => find(by, seen, 'substantiated', FOUND))
  return done
}

async function proposeHere(page: Page, meant: boolean): Promise<void> {
  await begin(page, 'propose')
  const form = formOf(page, 'propose')
  if (meant) {
    await press(form.getByRole('button', { name: '封好，交去批' }))
    await expect(form.getByText('举报人选了不要奖励。还是要提，先在上面勾一下。')).toBeVisible()
    await tick(form.getByLabel('知道，还是要提'))
  }
  await type(form.getByLabel('罚了多少钱'), '5万')
  await type(form.getByLabel('核查结论，简单写'), FOUND)
  if (meant) await inspect(page, 'award-unwished', NAMES)
  await press(form.getByRole('button', { name: '封好，交去批' }))
  await told(page, '等批准。')
}

test('proposed though nobody asked for it, taken back, and proposed once more; the reporter says no and is obeyed', async ({ page: wen, another }, { project }) => {
  test.setTimeout(200_000)
  const cast = CASTS[project.name as keyof typeof CASTS]
  const { code, reference } = await verified(cast, false)
  const luo = await another()
  await test.step('luo is warned of the wish, proposes all the same, and takes it back', async () => {
    await enter(luo, cast.desk)
    await open(luo, reference)
    await proposeHere(luo, true)
    await begin(luo, 'withdraw')
    await inspect(luo, 'award-withdraw', NAMES)
    await press(formOf(luo, 'withdraw').getByRole('button', { name: deeds.withdraw.label, exact: true }))
    await told(luo, '收回了，改了可以再提。')
    await expect(luo.getByRole('region', { name: /^奖励 ?收回了/ })).toBeVisible()
  })
  const part = wen.getByRole('region', { name: '奖励', exact: true })
  await test.step('wen reads of it in the steps, and that nothing waits', async () => {
    await comeBack(wen, code)
    await expect(wen.getByRole('region', { name: '办理记录' })).toContainText('奖励的事要再核一核，先收回了')
    await expect(part).toHaveCount(0)
  })
  await test.step('it is proposed anew and approved; wen does not want it', async () => {
    await proposeHere(luo, true)
    await moved(cast.approver, reference, approve)
    await comeBack(wen, code)
    await expect(part).toContainText('等你领')
  })
  const he = await another()
  await test.step('another approver declines it for that reason, which wen reads', async () => {
    await enter(he, cast.approver === 'approver01' ? 'approver02' : 'approver01')
    await open(he, reference)
    await begin(he, 'decline')
    await tick(formOf(he, 'decline').getByRole('radio', { name: new RegExp(`^${reasons['award-decline'].unwished.name}`) }))
    await press(formOf(he, 'decline').getByRole('button', { name: deeds.decline.label, exact: true }))
    await told(he, '不予奖励，举报人能看到理由。')
    await comeBack(wen, code)
    await expect(part).toContainText(claimWords.declined.lead)
    await expect(part).toContainText(reasons['award-decline'].unwished.sentence)
    await inspect(wen, 'award-unwished-declined')
  })
})

test('the days to fetch it are given once more, for a reason that the reporter reads in either language', async ({ page: wen, another }, { project }) => {
  test.setTimeout(150_000)
  const cast = CASTS[project.name as keyof typeof CASTS]
  const { code, reference } = await verified(cast, true)
  const luo = await another()
  await test.step('luo proposes, another approves, luo gives longer, once', async () => {
    await enter(luo, cast.desk)
    await open(luo, reference)
    await proposeHere(luo, false)
    await moved(cast.approver, reference, approve)
    await press(luo.getByRole('link', { name: /^奖励/ }).first())
    await press(luo.getByRole('button', { name: '等举报人来领', exact: true }))
    await press(luo.getByRole('button', { name: `打开 ${reference}` }).first())
    await expect(luo.getByText(`编号 ${reference}`)).toBeVisible()
    await begin(luo, 'extend')
    const form = formOf(luo, 'extend')
    await press(form.getByRole('button', { name: deeds.extend.label, exact: true }))
    await expect(form.getByText('先选理由。')).toBeVisible()
    await tick(form.getByRole('radio', { name: new RegExp(`^${reasons['award-extend'].away.name}`) }))
    await inspect(luo, 'award-extend', NAMES)
    await press(form.getByRole('button', { name: deeds.extend.label, exact: true }))
    await told(luo, '延长了，举报人能看到。')
    await expect(luo.getByRole('button', { name: deeds.extend.label, exact: true })).toHaveCount(0)
    await press(luo.getByText(/奖励不能做的，为什么/))
    await expect(luo.getByText(whyNot['already-extended']).first()).toBeVisible()
    await inspect(luo, 'award-extended', NAMES)
  })
  await test.step('wen reads until when, and why', async () => {
    await comeBack(wen, code)
    const part = wen.getByRole('region', { name: '奖励', exact: true })
    await expect(part).toContainText(claimWords.waiting.extended)
    await expect(wen.getByRole('region', { name: '办理记录' })).toContainText(`领奖的日子延长了：${reasons['award-extend'].away.sentence.replace(/。$/, '')}`)
    await inspect(wen, 'award-extended-read')
    await wen.goto('/en/track')
    await type(wen.getByLabel(english.code.label), code)
    await press(wen.getByRole('button', { name: english.code.open }))
    await expect(wen.getByRole('region', { name: english.sections.reward, exact: true })).toContainText(englishClaim.waiting.extended)
    await expect(wen.getByText(englishReasons['award-extend'].away.sentence.replace(/\.$/, ''), { exact: false })).toBeVisible()
    await inspect(wen, 'award-extended-english', { language: 'en', written: [FOUND] })
  })
})
