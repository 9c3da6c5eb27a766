/** A reward on the pages without scripts: it is told; the voucher is signed for elsewhere. */
import { expect, it } from 'vitest'
import { plain } from '#contract/county/plain.ts'
import { claimWords } from '#contract/county/claim.ts'
import * as award from '../../site/console/award/act.ts'
import * as act from '../../site/console/report/act.ts'
import { crew } from '../support/award.ts'
import { aTip } from '../support/filings.ts'
import { fileInText, openInText } from '../support/plain-steps.ts'
import { inText } from '../support/plain.ts'
import { moved } from '../support/story.ts'

it('tells what waits, until when and where, says where the voucher is taken, and gives none', async () => {
  const [browser, { desk, housing, approver }] = [inText(), await crew()]
  const { code, reference } = await fileInText(browser, aTip({ wantsReward: true }))
  await openInText(browser, code)
  expect(browser.text).not.toContain(plain.track.award)
  await moved(desk, reference, (seen) => act.accept(desk.session, seen))
  await moved(housing, reference, (seen) => act.find(housing.session, seen, 'substantiated', '查到六个大气瓶。'))
  await moved(housing, reference, (seen) => award.propose(housing.session, seen, { query: { kind: 'violation', fineFen: 5_000_000 }, finding: '查到六个大气瓶。' }))
  await moved(approver, reference, (seen) => award.approve(approver.session, seen))
  await openInText(browser, code)
  for (const words of ['有7,500元等你领', '还有60天。过了就作废。', plain.track.award, claimWords.where]) expect(browser.text).toContain(words)
  expect(browser.text).not.toContain(claimWords.waiting.how)
  expect(browser.text).not.toMatch(/\d{4}-\d{4}-\d{4}-\d{4}/)
  expect(new TextEncoder().encode(browser.html).length).toBeLessThanOrEqual(20_000)
})
