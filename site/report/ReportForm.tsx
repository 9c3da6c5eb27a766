import { form } from '#contract/county/form.ts'
import { profile } from '#contract/county/profile.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ErrorSummary, type Problem } from '../ui/ErrorSummary.tsx'
import { isLeaving } from '../ui/leave.ts'
import { todayIn } from '../ui/today.ts'
import { EMPTY, isTouched, SCREENS, STEP_OF, STEPS, type Draft, type Screen } from './draft.ts'
import { isOutside, KindStep } from './KindStep.tsx'
import { loadLater, warmUp } from './load.ts'
import { problemsOn } from './problems.ts'
import { AvoidStep, EmergencyStep, IdentityStep, ViolationsStep, WhatStep, WhereStep, type EmergencyNumber, type StepProps } from './steps.tsx'
import type { FiledReport, FilingOutcome } from './submit.ts'
import type { Tip } from '../crypto/filing.ts'

type Later = Awaited<ReturnType<typeof loadLater>>
const BODIES = { emergency: EmergencyStep, kind: KindStep, violations: ViolationsStep, where: WhereStep, what: WhatStep, avoid: AvoidStep, identity: IdentityStep } as const
const QUESTIONS: Partial<Record<Screen, string>> = { violations: form.fields.violations.label, identity: '写不写名字？要不要奖励？' }
const HINTS: Partial<Record<Screen, string | undefined>> = { violations: form.fields.violations.hint, identity: undefined }

/**
 * The filing form, one question at a time. Rendered disabled by the server until its script runs (architecture.md §2.6); the draft lives in
 * this component's memory and leaves it only sealed.
 */
export function ReportForm({ numbers }: { readonly numbers: readonly EmergencyNumber[] }): JSX.Element {
  const [ready, setReady] = useState(false)
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const [screen, setScreen] = useState<Screen>('emergency')
  const [returning, setReturning] = useState(false)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  /** How often “next” found something wrong: each time the summary takes the focus again. */
  const [tries, setTries] = useState(0)
  const [filed, setFiled] = useState<FiledReport | null>(null)
  const [later, setLater] = useState<Later | null>(null)
  const [kept, setKept] = useState(false)
  const file = useRef<((tip: Tip) => Promise<FilingOutcome>) | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const today = todayIn(profile.timezone)

  useEffect(() => setReady(true), [])
  useWarning(filed === null ? isTouched(draft) : !kept)
  useArrival(screen, filed !== null, heading)

  const touch = () => {
    if (later === null) void warmUp().then(loadLater).then(setLater, () => undefined)
  }
  const go = (to: Screen) => {
    setProblems([])
    setScreen(to)
  }
  const next = (event: Event) => {
    event.preventDefault()
    const found = problemsOn(screen, draft, today)
    if (found.length > 0) {
      setTries(tries + 1)
      return setProblems(found)
    }
    go(returning ? 'check' : (SCREENS[SCREENS.indexOf(screen) + 1] ?? screen))
    setReturning(false)
  }
  const change = (to: Screen) => {
    setReturning(true)
    go(to)
  }

  if (filed !== null && later !== null) return <later.CodePage filed={filed} kept={kept} onKept={() => setKept(true)} heading={heading} />

  const step = STEP_OF[screen]
  const Body = screen === 'check' || screen === 'send' ? null : BODIES[screen]
  const stepProps: StepProps = {
    draft, today, numbers,
    set: (changed) => {
      setDraft((before) => ({ ...before, ...changed }))
      setProblems((before) => before.filter((problem) => !(problem.field in changed)))
    },
    errorAt: (field) => problems.find((problem) => problem.field === field)?.sentence,
  }
  return (
    <form class="report" noValidate onSubmit={next} onPointerDown={touch} onKeyDown={touch} onFocusCapture={touch}>
      <fieldset disabled={!ready}>
        <Progress screen={screen} />
        <ErrorSummary title={fill(form['error-summary'].title, { n: problems.length })} sentence={form['error-summary'].sentence} problems={problems} tries={tries} />
        <div class="step-head">
          <h1 ref={heading} tabIndex={-1}>{QUESTIONS[screen] ?? form.steps[step].question}</h1>
          {(HINTS[screen] ?? (screen in HINTS ? undefined : form.steps[step].hint)) !== undefined && <p class="hint">{HINTS[screen] ?? form.steps[step].hint}</p>}
        </div>
        {Body !== null && <Body {...stepProps} key={screen} />}
        {screen === 'kind' && isOutside(draft.category) && later !== null && <later.Outside />}
        {Body === null && later === null && <p role="status">正在装上加密的部分…网慢就等一等，写的都在。</p>}
        {screen === 'check' && later !== null && <later.CheckStep draft={draft} today={today} onChange={change} />}
        {screen === 'send' && later !== null && <later.SendStep draft={draft} today={today} file={file} onFiled={setFiled} onBack={() => go('check')} />}
        {screen !== 'send' && (
          <div class="actions">
            <button type="submit" class="button act">{form.buttons.next}</button>
            {screen !== 'emergency' && <button type="button" class="button" onClick={() => go(SCREENS[SCREENS.indexOf(screen) - 1] ?? screen)}>{form.buttons.back}</button>}
          </div>
        )}
      </fieldset>
    </form>
  )
}

function Progress({ screen }: { readonly screen: Screen }): JSX.Element {
  const now = STEPS.indexOf(STEP_OF[screen])
  return (
    <div class="progress">
      <p>{fill(form.progress, { step: now + 1, steps: STEPS.length })} · {form.steps[STEP_OF[screen]].title}</p>
      <ol aria-hidden="true">{STEPS.map((step, index) => <li key={step} class={index < now ? 'done' : index === now ? 'now' : undefined} />)}</ol>
    </div>
  )
}

/** Asks before the page is left with something typed or a code not yet kept; never after “leave at once”. */
function useWarning(needed: boolean): void {
  useEffect(() => {
    if (!needed) return
    const ask = (event: BeforeUnloadEvent) => {
      if (!isLeaving()) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [needed])
}

/** Each screen begins at its question: scrolled to the top, focused, and the page's introduction out of the way after the first. */
function useArrival(screen: Screen, filed: boolean, heading: { current: HTMLHeadingElement | null }): void {
  const first = useRef(true)
  useLayoutEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    const introduction = document.getElementById('introduction')
    if (introduction !== null) introduction.hidden = filed || screen !== 'emergency'
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [screen, filed])
}
