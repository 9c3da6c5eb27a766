/** 转办函 or 不予受理告知书, on the page of a report that has come to that end: read over, numbered, printed. Its words stay in this browser. */
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import { sayDay, yearOf } from '#contract/rules/day.ts'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole } from '../context.ts'
import { useDraft } from '../drafts.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { letterName } from '../words.ts'
import { letterNow, noticeOf, numberLetter, referralOf, type LetterNow } from './act.ts'
import { FRESH_LETTER, letterStart, letterWords } from './draft.ts'
import { numberOnPaper, type LetterHead, type ReferralLetter, type RefusalNotice } from './letter.ts'
import { Paper, SHEET } from './Paper.tsx'
import { ReferralFields } from './ReferralFields.tsx'

interface Props {
  readonly unsealed: UnsealedReport
  /** Shows the report as the answer brought it. */
  readonly onNumbered: (report: StaffReport) => Promise<void>
}

export function LetterSection(props: Props): JSX.Element | null {
  const { session } = useConsole()
  const now = letterNow(props.unsealed, session)
  const [at, setAt] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const moved = useRef(false)
  useLayoutEffect(() => {
    if (moved.current) (at ? heading.current : opener.current)?.focus()
    moved.current = false
  }, [at])
  if (now === null) return null
  const turn = (open: boolean) => {
    moved.current = true
    setAt(open)
  }
  const name = letterName(now.kind)
  return (
    <section class="letter" aria-labelledby="letter-title">
      <h3 id="letter-title" ref={heading} tabIndex={-1}><Sign shape="square" glyph="speak" size={28} />{name}</h3>
      <p>{now.numbered === null ? '还没有开。' : `${numberOnPaper(now.numbered)}，${sayDay(now.numbered.day, props.unsealed.report.today)}开的。`}</p>
      {at
        ? (now.kind === 'referral' ? <Referral {...props} now={now} onClose={() => turn(false)} /> : <Notice {...props} now={now} onClose={() => turn(false)} />)
        : <button type="button" class="button" ref={opener} onClick={() => turn(true)}>{now.numbered === null ? `开${name}` : '再打一份'}</button>}
    </section>
  )
}

interface OpenProps extends Props {
  readonly now: LetterNow
  readonly onClose: () => void
}

function Referral(props: OpenProps): JSX.Element {
  const { unsealed, now } = props
  const [draft, change] = useDraft(useConsole().drafts, `${unsealed.report.report} letter`, FRESH_LETTER)
  const start = letterStart(unsealed)
  const written = letterWords(start, draft)
  return (
    <div class="stack">
      <p class="hint">写进函里的，那边经手的人都看得到，也可能传到被举报的单位。函只在这台电脑上，系统不留底；再打一份，字要和上一份一样。</p>
      <ReferralFields unsealed={unsealed} start={start} draft={draft} onChange={change} words={written.words} />
      <Issue {...props} ready={draft.read && written.words.body !== ''} missing={written.words.body === '' ? '情况是空的，收函的单位不知道要查什么。' : '先从头到尾读一遍，再勾上。'}
        made={(letter) => referralOf(unsealed.report, letter, written)} name={letterName(now.kind)} />
    </div>
  )
}

function Notice(props: OpenProps): JSX.Element {
  return (
    <div class="stack">
      <p class="hint">交给来访、来电的人。上面没有姓名，也不写反映了什么，只有公开编号、理由和去处。</p>
      <Issue {...props} ready missing="" made={(letter) => noticeOf(props.unsealed.report, letter)} name={letterName(props.now.kind)} />
    </div>
  )
}

interface IssueProps extends OpenProps {
  readonly name: string
  readonly ready: boolean
  /** What is said when it is not ready. */
  readonly missing: string
  readonly made: (letter: LetterHead) => ReferralLetter | RefusalNotice | null
}

/** The whole sheet first, as it will be printed but for its number; one button then takes the number and prints. */
function Issue({ unsealed, now, ready, missing, made, name, onNumbered, onClose }: IssueProps): JSX.Element {
  const { problem, busy, take } = useNumber(unsealed, now, onNumbered)
  // A notice has nothing to be filled in: its sheet stands there at once.
  const [shown, setShown] = useState(missing === '')
  const [pressed, setPressed] = useState(false)
  const { kind, numbered } = now
  const { today } = unsealed.report
  const letter = (shown || numbered !== null) && ready ? made(numbered ?? { kind, day: today, year: yearOf(today), n: null }) : null
  const show = () => {
    setPressed(true)
    setShown(ready)
  }
  // What was asked for is what is looked at next, and it stands above the button.
  useLayoutEffect(() => {
    if (pressed) document.getElementById(SHEET)?.focus()
  }, [shown])
  return (
    <>
      {letter !== null && <Paper letter={letter} />}
      <div role="alert">{(problem !== '' || (pressed && !ready)) && <p class="error">{pressed && !ready ? missing : problem}</p>}</div>
      {letter !== null && numbered === null && <p class="hint">从头看一遍。文号取了就用掉了，一件只取一次；改字不用重取。</p>}
      <div class="row">
        {letter === null
          // Two buttons, not one that changes its words: a second press must not take the number unseen.
          ? <button key="show" type="button" class="button act" onClick={show}>看样子</button>
          : <button key="take" type="button" class="button act" aria-disabled={busy} onClick={() => void take()}>{numbered === null ? '取文号，打印' : `打印${name}`}</button>}
        <button type="button" class="link" onClick={onClose}>收起来</button>
      </div>
    </>
  )
}

/** Takes the number once, however often it is pressed, and prints when the sheet shows it; a letter that has its number is only printed. */
function useNumber(unsealed: UnsealedReport, { kind, numbered }: LetterNow, onNumbered: Props['onNumbered']) {
  const { session, explain, say } = useConsole()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const prints = useRef(false)
  useLayoutEffect(() => {
    if (!prints.current || numbered === null) return
    prints.current = false
    print()
  }, [numbered])
  async function take(): Promise<void> {
    if (busy) return
    if (numbered !== null) return print()
    setBusy(true)
    const done = await numberLetter(session, unsealed, kind)
    if (done.ok) {
      prints.current = true
      say('文号取到了。')
      await onNumbered(done.value)
    }
    setProblem(done.ok ? '' : explain(done))
    setBusy(false)
  }
  return { problem, busy, take }
}
