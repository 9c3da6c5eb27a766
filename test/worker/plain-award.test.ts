/** A reward on the pages without scripts: told, claimed and replaced there, by the same contract and rules. */
import { beforeAll, describe, expect, it } from 'vitest'
import { plain } from '#contract/county/plain.ts'
import { claimWords } from '#contract/county/claim.ts'
import { policy } from '#contract/county/policy.ts'
import * as award from '../../site/console/award/act.ts'
import * as act from '../../site/console/report/act.ts'
import { lookAt } from '../../site/console/window/act.ts'
import { must } from '../support/api.ts'
import { crew, paid, type Crew } from '../support/award.ts'
import { dump } from '../support/database.ts'
import { aTip } from '../support/filings.ts'
import { fileInText, openInText } from '../support/plain-steps.ts'
import { ask, inText } from '../support/plain.ts'
import { moved } from '../support/story.ts'

const { buttons } = claimWords
const NUMBER = /\d{4}-\d{4}-\d{4}-\d{4}(?!-)/
let people: Crew
beforeAll(async () => {
  people = await crew()
})

/** Filed and come back to without scripts, with 7,500元 waiting. */
async function awarded() {
  const [browser, { desk, housing, approver }] = [inText(), people]
  const { code, reference } = await fileInText(browser, aTip({ wantsReward: true }))
  await openInText(browser, code)
  expect(browser.text).not.toContain(plain.track.award)
  await moved(desk, reference, (seen) => act.accept(desk.session, seen))
  await moved(housing, reference, (seen) => act.find(housing.session, seen, 'substantiated', '查到六个大气瓶。'))
  await moved(housing, reference, (seen) => award.propose(housing.session, seen, { query: { kind: 'violation', fineFen: 5_000_000 }, finding: '查到六个大气瓶。' }))
  await moved(approver, reference, (seen) => award.approve(approver.session, seen))
  await openInText(browser, code)
  return { browser, code, reference, number: () => NUMBER.exec(browser.text)?.[0] ?? null }
}

describe('a reward without scripts', () => {
  it('is told with its days and where to go, says what claiming here means, and gives no voucher unasked', async () => {
    const { browser, number } = await awarded()
    for (const words of ['有7,500元等你领', '还有60天。过了就作废。', plain.track.award, claimWords.where, claimWords.safe.face]) expect(browser.text).toContain(words)
    expect(number()).toBeNull()
    expect(new TextEncoder().encode(browser.html).length).toBeLessThanOrEqual(20_000)
  })

  it('is claimed by a button, once for one page however often it is sent, and paid at the window', async () => {
    const { browser, code, number } = await awarded()
    await browser.press(buttons.take)
    const voucher = number() ?? ''
    for (const words of [claimWords.voucher.money, '凭证领出来了，7,500元']) expect(browser.text).toContain(words)
    expect(new TextEncoder().encode(browser.html).length).toBeLessThanOrEqual(20_000)
    const again = await ask('/plain/track', new URLSearchParams({ code, issue: '0', 'do-voucher': '' }).toString())
    expect(NUMBER.exec(await again.text())?.[0]).toBe(voucher)
    expect(JSON.stringify(await dump())).not.toContain(voucher.replaceAll('-', ''))
    expect(await paid(people, voucher)).toMatchObject({ standing: 'paid', fen: 750_000 })
    await openInText(browser, code)
    expect(browser.text).toContain('奖励付了，7,500元')
    expect(browser.text).not.toContain(buttons.again)
  })

  it('has its voucher replaced after being asked once more, and a page sent twice replaces it once', async () => {
    const { browser, code, number } = await awarded()
    await browser.press(buttons.take)
    const old = number() ?? ''
    await browser.press(buttons.renew)
    expect(browser.text).toContain(buttons.sure)
    expect(number()).toBeNull()
    await browser.press(buttons.keep)
    expect(number()).toBe(old)
    await browser.press(buttons.renew)
    await browser.press(buttons.really)
    const anew = number() ?? ''
    expect([anew === old, anew === '']).toEqual([false, false])
    const twice = await ask('/plain/track', new URLSearchParams({ code, issue: '1', 'do-really': '' }).toString())
    expect(NUMBER.exec(await twice.text())?.[0]).toBe(anew)
    expect(await lookAt(people.cashier.session, old)).toMatchObject({ code: 'not_found' })
    expect(must(await lookAt(people.cashier.session, anew))).toMatchObject({ standing: 'payable' })
  })

  it('is not to be had where the county pays only those who gave a name', async () => {
    const { browser, code } = await awarded()
    const { on } = policy.anonymousRewards
    Object.assign(policy.anonymousRewards, { on: false })
    try {
      await openInText(browser, code)
      expect(browser.text).toContain(claimWords.closed['anonymous-off'])
      expect(browser.html).not.toContain('do-voucher')
      const pressed = await ask('/plain/track', new URLSearchParams({ code, issue: '0', 'do-voucher': '' }).toString())
      expect(await pressed.text()).toContain(claimWords.problems.forbidden)
    } finally {
      Object.assign(policy.anonymousRewards, { on })
    }
  })
})
