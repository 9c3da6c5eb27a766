import { question } from '#contract/county/question.ts'
import { small } from '#contract/county/small.ts'
import { track } from '#contract/county/track.ts'
import { units } from '#contract/county/units.ts'
import { yearsWithoutCalendar } from '#contract/rules/deadline.ts'
import { sayDay } from '#contract/rules/day.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX, RefObject } from 'preact'
import { formEnd } from '#contract/county/form-end.ts'
import { ReceiptBox } from '../report/ReceiptBox.tsx'
import { Clock } from '../ui/Clock.tsx'
import { Sign } from '../ui/Sign.tsx'
import { AwardSection } from './AwardSection.tsx'
import { Chain } from './Chain.tsx'
import { Dialogue } from './Dialogue.tsx'
import { ReportFiles, filesOf } from './files-of.tsx'
import type { OpenReport } from './track.ts'
import { isProxied, sayClocks, sayStatus, sayTimeline, type ClockSaid } from './words.ts'
import { ReviewBox } from './ReviewBox.tsx'
import { WriteBox } from './WriteBox.tsx'

interface Props {
  readonly report: OpenReport
  readonly today: string
  readonly onFresh: (report: OpenReport) => void
  readonly onLeave: () => void
  readonly heading: RefObject<HTMLHeadingElement>
}

const { sections } = track

/** Status in a sentence, the steps so far with their clocks, what was said and by whom, and a place to answer. */
export function ReportView({ report, today, onFresh, onLeave, heading }: Props): JSX.Element {
  const { tracked, messages } = report
  const said = sayStatus(tracked, today)
  const asked = tracked.kind === 'question'
  const years = yearsWithoutCalendar(tracked.deadlines)
  return (
    <div class="report-view">
      <section>
        <p class="quiet">{asked && `${question.desk.kind} · `}{formEnd.code.reference} {tracked.reference}</p>
        <h1 ref={heading} tabIndex={-1}>{said.name}</h1>
        <p class="lead">{said.sentence}</p>
        {said.next !== null && <p class="hint">{fill(small.pair, { name: sections.next, words: said.next })}</p>}
      </section>
      {tracked.award !== null && <AwardSection report={report} today={today} onFresh={onFresh} />}
      <section aria-labelledby="clocks">
        <h2 id="clocks">{sections.clocks}</h2>
        <ul class="clocks plain">{sayClocks(tracked.deadlines, today).map((clock) => <ClockLine key={clock.kind} clock={clock} />)}</ul>
        {years.length > 0 && <p class="notice warn">{fill(track.clock['no-calendar'], { years: years.join(small.list) })}</p>}
      </section>
      <Timeline tracked={tracked} today={today} />
      <section aria-labelledby="dialogue">
        <h2 id="dialogue">{sections.dialogue}</h2>
        <Dialogue messages={messages} filesOf={filesOf(report)} units={units} today={today} none={asked ? question.track.none : track.message.none} />
        <ReportFiles report={report} />
        <WriteBox report={report} onFresh={onFresh} />
      </section>
      <ReviewAndReceipt report={report} today={today} onFresh={onFresh} />
      <section class="stack">
        <About tracked={tracked} />
        <p class="hint">{asked ? question.track.original : track.original}</p>
        <div class="actions"><button type="button" class="button" onClick={onLeave}>{track.code.leave}</button></div>
      </section>
    </div>
  )
}

function Timeline({ tracked, today }: Pick<OpenReport, 'tracked'> & Pick<Props, 'today'>): JSX.Element {
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{sections.timeline}</h2>
      <ol class="timeline plain">
        {sayTimeline(tracked.timeline, today, tracked.kind).map(({ seq, day, words, to }) => (
          <li key={seq} class={to === null ? undefined : 'milestone'}><span class="day">{day}</span><span>{words}</span></li>
        ))}
      </ol>
    </section>
  )
}

/** Whether somebody filed it for the reporter, and whether a reward was asked for. */
const About = ({ tracked }: Pick<OpenReport, 'tracked'>): JSX.Element => (
  <>
    {isProxied(tracked) && <p>{track.proxied}</p>}
    {tracked.kind === 'report' && tracked.award === null && <p>{tracked.wantsReward ? track.reward.wanted : track.reward['not-wanted']}</p>}
  </>
)

function ReviewAndReceipt({ report, today, onFresh }: Pick<Props, 'report' | 'today' | 'onFresh'>): JSX.Element {
  const { tracked: { receipt }, receiptGood } = report
  const said = receiptGood === false ? track.receipt.wrong : fill(track.receipt.good, { n: receipt.position, day: sayDay(receipt.day, today) })
  return (
    <>
      <ReviewBox report={report} today={today} onFresh={onFresh} />
      <section>
        <ReceiptBox receipt={receipt} good={receiptGood} said={said}><Chain receipt={receipt} /></ReceiptBox>
      </section>
    </>
  )
}

function ClockLine({ clock: { name, words, standing, spent, left } }: { readonly clock: ClockSaid }): JSX.Element {
  return (
    <li class={standing}>
      {standing === 'met'
        ? <Sign shape="square" glyph="check" size={64} />
        : <Clock days={Math.abs(left)} part={standing === 'overdue' ? 1 : 1 - spent} size={64} late={standing === 'overdue'} />}
      <div><h3>{name}</h3><p>{words}</p></div>
    </li>
  )
}
