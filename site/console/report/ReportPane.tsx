import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { sayDay } from '#contract/rules/day.ts'
import { Sign } from '../../ui/Sign.tsx'
import { question } from '#contract/county/question.ts'
import { categoryName, flagName, stateName, unitName } from '../words.ts'
import type { StaffReport } from '#contract/staff-report.ts'
import { AwardSection } from '../award/AwardSection.tsx'
import { UnitCustody } from '../custody/UnitCustody.tsx'
import { EvidenceSection } from '../evidence/EvidenceSection.tsx'
import { MergeNote } from '../merge/MergeNote.tsx'
import { CopySection } from '../holding/CopySection.tsx'
import { LetterSection } from '../letter/LetterSection.tsx'
import { Clocks } from './Clocks.tsx'
import { Conversation } from './Conversation.tsx'
import { History } from './History.tsx'
import { Jump } from './Jump.tsx'
import { Plain } from './Plain.tsx'
import { Said } from './Said.tsx'
import type { UnsealedReport } from './unseal.ts'
import type { OpenedReport } from './use-report.ts'
import { Whither } from './Whither.tsx'

interface Props {
  readonly opened: OpenedReport
  readonly chosen: boolean
  readonly onBack: () => void
}

/** The middle pane: everything that is known of one report, in the order in which it is read. */
export function ReportPane({ opened, chosen, onBack }: Props): JSX.Element {
  const { unsealed, problem } = opened
  return (
    <article class="report" aria-busy={chosen && unsealed === null && problem === ''}>
      {chosen && <button type="button" class="link back" onClick={onBack}>← 回到收件</button>}
      {problem !== '' && <p class="error" role="alert">{problem}</p>}
      {unsealed !== null ? <Whole key={unsealed.report.reference} unsealed={unsealed} onChanged={opened.show} /> : chosen && problem === '' ? (
        <p class="quiet" role="status">正在打开…</p>
      ) : !chosen && (
        <div class="empty"><Sign shape="disc" glyph="look" size={64} /><p>在左边选一件，这里显示内容。</p></div>
      )}
    </article>
  )
}

function Whole({ unsealed, onChanged }: { readonly unsealed: UnsealedReport; readonly onChanged: (report: StaffReport) => Promise<void> }): JSX.Element {
  const { report } = unsealed
  const heading = useRef<HTMLHeadingElement>(null)
  // With the change itself, here and wherever the focus is moved: later, and whoever was quick with Tab would be thrown back.
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <header class="report-head">
        <h2 ref={heading} tabIndex={-1}>{report.kind === 'question' && <span class="tag">{question.desk.kind}</span>}{report.category !== null && categoryName(report.category)}{report.township !== null && <span class="where">{unitName(report.township)}</span>}</h2>
        <p class="meta">
          <strong class="state">{stateName(report.state, report.kind)}</strong>
          {report.flags.length > 0 && <span class="tags"><Sign shape="triangle" glyph="alert" size={20} />{report.flags.map(flagName).join('、')}</span>}
          <span>{sayDay(report.day, report.today)}收到</span>
          <span>编号 <span class="ref">{report.reference}</span></span>
        </p>
      </header>
      <MergeNote unsealed={unsealed} />
      <Clocks deadlines={report.deadlines} today={report.today} />
      {!unsealed.copyOnly && <Said unsealed={unsealed} />}
      {!unsealed.copyOnly && <EvidenceSection unsealed={unsealed} onChanged={onChanged} />}
      <CopySection unsealed={unsealed} />
      {unsealed.copyOnly && <EvidenceSection unsealed={unsealed} onChanged={onChanged} />}
      <LetterSection unsealed={unsealed} onNumbered={onChanged} />
      <Plain unsealed={unsealed} />
      {!unsealed.copyOnly && <Conversation unsealed={unsealed} />}
      <UnitCustody unsealed={unsealed} onChanged={onChanged} />
      {report.kind === 'report' ? <Whither unsealed={unsealed} /> : <p class="notice">{question.desk.nobody}</p>}
      <AwardSection unsealed={unsealed} />
      <History unsealed={unsealed} />
      <Jump />
    </>
  )
}
