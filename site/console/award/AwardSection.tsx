import type { JSX } from 'preact'
import { reasons } from '#contract/county/reasons.ts'
import type { Award } from '#contract/award.ts'
import { livingAward } from '#contract/rules/award.ts'
import { sayDay } from '#contract/rules/day.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { sayCapitals, sayYuan } from '#contract/rules/money.ts'
import { isOverturned, pastOf } from '#contract/rules/past.ts'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole } from '../context.ts'
import { refusal } from '../outcome.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { Verbatim } from '../report/Verbatim.tsx'
import { placed, sayDue, sayRefusal, unitName } from '../words.ts'
import { AwardPapers } from './AwardPapers.tsx'
import { lineName, sayStanding } from './deeds.ts'
import { openAwards, type OpenedAward } from './open.ts'
import { Reckoned } from './Reckoned.tsx'
import { isApprovalSigned } from './signed.ts'

/** How the reward stands, and what it rests on for those who were granted it. Earlier ones are folded. */
export function AwardSection({ unsealed }: { readonly unsealed: UnsealedReport }): JSX.Element | null {
  const opened = openAwards(unsealed)
  const last = opened.at(-1)
  if (last === undefined) return null
  const earlier = opened.slice(0, -1)
  return (
    <section aria-labelledby="award-title" class="award">
      <h3 id="award-title"><Sign shape="square" glyph="paper" size={28} />奖励<small>{sayStanding(last.award)}</small></h3>
      <One opened={last} unsealed={unsealed} />
      <AwardPapers unsealed={unsealed} />
      {earlier.length > 0 && <details><summary>以前的（{earlier.length}）</summary>{earlier.map((one) => <One key={one.award.id} opened={one} unsealed={unsealed} />)}</details>}
    </section>
  )
}

function One({ opened, unsealed: { report } }: { readonly opened: OpenedAward; readonly unsealed: UnsealedReport }): JSX.Element {
  const { award } = opened
  const who = (name: string | null) => (name === null ? null : (report.people[name] ?? '已离开的同事'))
  const facts: readonly (readonly [string, string | null])[] = [
    ['金额', award.fen === 0 ? null : `${sayYuan(award.fen)}　${sayCapitals(award.fen)}`],
    ['资金', award.fen === 0 ? null : lineName(award.line)],
    ['谁提的', award.proposedBy === null ? null : `${placed(award.proposedUnit === null ? '' : unitName(award.proposedUnit), who(award.proposedBy) ?? '')}，${sayDay(award.day, report.today)}`],
    [award.standing === 'declined' && award.reason !== 'result-changed' ? '谁定的' : '谁批的', [who(award.approvedBy), who(award.secondBy)].filter((one) => one !== null).join('、') || null],
    ['理由', award.reason === null ? null : reasons['award-decline'][award.reason].name],
    ...days(award, report.today),
  ]
  return (
    <>
      <dl class="facts">{facts.map(([name, words]) => words !== null && <div key={name}><dt>{name}</dt><dd>{words}</dd></div>)}</dl>
      <Approval award={award} report={report} />
      {livingAward([award]) !== undefined && isOverturned(pastOf(report.timeline, report.merge.judged)) && <p class="notice stop small"><span>同一件事，另一份举报的复核推翻了这个结论。这笔奖励现在领不了，请批的人撤下。</span></p>}
      {award.compartment !== null && <Ground opened={opened} />}
    </>
  )
}

/** Whether who approved it signed for it, by the keyring built into this page. */
function Approval({ award, report }: { readonly award: Award; readonly report: UnsealedReport['report'] }): JSX.Element | null {
  const { keyring } = useConsole().session.tools
  const signed = isApprovalSigned(award, report, (unit) => verifyKeysOf(keyring, unit))
  if (signed === null) return null
  return signed ? <p class="signature">✓ 批准的签名核对过。</p> : <p class="notice stop small"><span>批准没有对得上的签名，不能当真。先别往下办，告诉审计员。</span></p>
}

function days({ standing, decidedDay, dueDay, extended, voucherUntil }: Award, today: string): readonly (readonly [string, string | null])[] {
  const open = standing === 'waiting' || standing === 'claimed'
  return [
    ['哪天定的', decidedDay === null ? null : sayDay(decidedDay, today)],
    ['最晚领', dueDay === null || !open ? null : `${sayDay(dueDay, today)}，${sayDue(dueDay, today).words}${extended ? '，延长过' : ''}`],
    ['凭证有效到', standing !== 'claimed' || voucherUntil === null ? null : sayDay(voucherUntil, today)],
  ]
}

/** The sealed proposal as it opened here, reckoned again; what does not hold is said before anything of it. */
function Ground({ opened: { words, reckoning, doubt } }: { readonly opened: OpenedAward }): JSX.Element {
  if (words === null) return <p class="quiet">依据封给了受理台和提的单位，这里打不开。</p>
  return (
    <details open class="ground">
      <summary>依据</summary>
      {doubt === null ? <p class="signature">✓ 签名核对过，重新算了一遍，数对得上。</p> : <p class="notice stop small"><span>{sayRefusal(refusal(`award-${doubt}`))}</span></p>}
      <dl class="facts">
        <div><dt>核查结论</dt><dd><Verbatim text={words.finding} /></dd></div>
        {words.document !== undefined && <div><dt>处罚决定</dt><dd><Verbatim text={words.document} /></dd></div>}
      </dl>
      {reckoning !== null && <Reckoned reckoning={reckoning} />}
    </details>
  )
}
