import type { JSX } from 'preact'
import { sayDay } from '#contract/rules/day.ts'
import { verifyKeysOf } from '#contract/rules/keyring.ts'
import { SignedMark } from '../award/SignedMark.tsx'
import { signedIn } from '../award/signed.ts'
import { useConsole } from '../context.ts'
import { sayEvent } from './history-words.ts'
import type { UnsealedReport } from './unseal.ts'

/** What has happened, event by event, and whether it holds, link by link. */
export function History({ unsealed: { report, brokenAt, copyOnly } }: { readonly unsealed: UnsealedReport }): JSX.Element {
  const { me, tools } = useConsole().session
  const signed = signedIn(report.reference, report.filingDigest, report.timeline, (unit) => verifyKeysOf(tools.keyring, unit))
  return (
    <section aria-labelledby="history-title">
      <h3 id="history-title">流转记录</h3>
      <ol class="plain events">
        {report.timeline.map((event) => (
          <li key={event.seq}><span class="quiet">{sayDay(event.day, report.today)}</span><span>{sayEvent(event, report.people, me.name, report.kind)}<SignedMark signed={signed.get(event.seq)} /></span></li>
        ))}
      </ol>
      {copyOnly ? <p class="quiet">本单位拿的是脱敏件，这里只列办理的步骤，前后接不接得上由受理台和审计员核对。</p> : brokenAt === null
        ? <p class="signature">✓ 前后{report.timeline.length}条一环扣一环，核对过，没有改动。</p>
        : <p class="notice stop small"><span>第{brokenAt}条接不上前一条，记录可能被改过。请告诉审计员。</span></p>}
    </section>
  )
}
