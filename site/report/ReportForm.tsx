import { form } from '#contract/county/form.ts'
import { profile } from '#contract/county/profile.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import type { Problem } from '../ui/problem.ts'
import { todayIn } from '../ui/today.ts'
import { useWarning } from '../ui/warning.ts'
import { takeArrival } from './arrival.ts'
import { EMPTY, isTouched, SCREENS, STEP_OF, STEPS, type Draft, type Screen } from './draft.ts'
import { isOutside, KindStep } from './KindStep.tsx'
import type { ForSomebody } from './for-somebody.ts'
import { loadLater, warmUp } from './load.ts'
import type { Bodies } from './screen.ts'
import type { Underway } from './underway.ts'
import { problemsOn } from './problems.ts'
import { AvoidStep, EmergencyStep, IdentityStep, ViolationsStep, WhatStep, WhereStep, type EmergencyNumber } from './steps.tsx'
import type { FiledReport } from './submit.ts'

/** The other screens come with `later`. */
const BODIES: Bodies = { emergency: EmergencyStep, kind: KindStep, violations: ViolationsStep, where: WhereStep, what: WhatStep, avoid: AvoidStep, identity: IdentityStep }

/** Question and hint of the second screens of a step; the first ones ask what the step asks. */
const SECOND: Partial<Record<Screen, { question: string; hint?: string | undefined }>> = {
  violations: { question: form.fields.violations.label, hint: form.fields.violations.hint },
  files: { question: form.files },
  identity: { question: form.identity },
}
const askedOn = (screen: Screen): { question: string; hint?: string | undefined } => SECOND[screen] ?? form.steps[STEP_OF[screen]]

interface Props {
  readonly numbers: readonly EmergencyNumber[]
  readonly builtOn: string
  /** Given where a member fills it in for somebody. */
  readonly member?: ForSomebody
}

/**
 * The filing form, one question at a time. Rendered disabled by the server until its script runs (architecture.md §2.6); the draft lives in
 * this component's memory and leaves it only sealed. `builtOn`: today is no earlier, however far behind the device's clock is.
 */
export function ReportForm({ numbers, builtOn, member }: Props): JSX.Element {
  const now = todayIn(profile.timezone)
  const today = now < builtOn ? builtOn : now
  const [ready, setReady] = useState(false)
  const [filed, setFiled] = useState<FiledReport | null>(null)
  const [kept, setKept] = useState(false)
  const [later, touch] = useLater()
  const own: Underway = useRef<Underway['current']>(null)
  const file = member?.file ?? own
  const steps = useSteps(today, member, file)
  const heading = useRef<HTMLHeadingElement>(null)
  const { draft, start, screen, go } = steps
  useEffect(() => setReady(true), [])
  useWarning(filed === null ? isTouched(draft, start) : !kept)
  const Body = BODIES[screen] ?? later?.BODIES[screen]
  const waiting = Body === undefined
  useRetries(waiting, touch)
  useArrival(screen, filed !== null, heading)

  if (filed !== null && later !== null) return <later.CodePage filed={filed} kept={kept} onKept={() => setKept(true)} heading={heading} />
  const { question, hint } = askedOn(screen)
  const Heading = member === undefined ? 'h1' : 'h2'
  return (
    <form class="report" noValidate onSubmit={steps.next} onPointerDown={touch} onKeyDown={touch} onFocusCapture={touch}>
      <fieldset disabled={!ready}>
        <Progress screen={screen} />
        <Summary steps={steps} />
        <div class="step-head">
          <Heading ref={heading} tabIndex={-1}>{question}</Heading>
          {hint !== undefined && <p class="hint">{screen === 'send' ? (member?.sending.hint ?? hint) : hint}</p>}
        </div>
        {Body !== undefined && <Body key={screen} draft={draft} set={steps.set} errorAt={steps.errorAt} today={today} numbers={numbers} file={file} member={member} change={steps.change} go={go} onFiled={setFiled} />}
        {member?.besides(steps)}
        {screen === 'kind' && isOutside(draft.category) && later !== null && <later.Outside />}
        {waiting && <p role="status">{form.waiting}</p>}
        {screen !== 'send' && <Actions screen={screen} waiting={waiting && screen !== 'files'} go={go} />}
      </fieldset>
    </form>
  )
}

type Later = Awaited<ReturnType<typeof loadLater>>

/** The rest of the form once it is there, and what to call at every touch until it is. */
function useLater(): [Later | null, () => void] {
  const [later, setLater] = useState<Later | null>(null)
  const touch = () => {
    if (later === null) void warmUp().then(loadLater).then(setLater, () => undefined)
  }
  return [later, touch]
}

/** Where somebody waits for the rest, it is asked for again and again: a network that comes back needs no touch. */
function useRetries(waiting: boolean, touch: () => void): void {
  useEffect(() => {
    if (!waiting) return undefined
    const timer = setInterval(touch, RETRY_MS)
    return () => clearInterval(timer)
  }, [waiting])
}

const RETRY_MS = 3_000

/** What is typed, and what the form began with: nothing, what somebody brought along, or what a member had typed before. */
function useDraft(member: ForSomebody | undefined) {
  const [start, setStart] = useState<Draft>(member?.begun ?? EMPTY)
  const [draft, setDraft] = useState<Draft>(start)
  useEffect(() => {
    if (member !== undefined) return
    const begun = { ...EMPTY, ...takeArrival() }
    setStart(begun)
    setDraft(begun)
  }, [])
  const set = (changed: Partial<Draft>) => setDraft((before) => {
    const next = { ...before, ...changed }
    member?.keep(next)
    return next
  })
  return { draft, start, set }
}

/** Draft, screen, and what is wrong on it. */
type Steps = ReturnType<typeof useSteps>

function useSteps(today: string, member: ForSomebody | undefined, file: Underway) {
  const { draft, start, set } = useDraft(member)
  const [screen, setScreen] = useState<Screen>('emergency')
  const [returning, setReturning] = useState(false)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  /** How often “next” found something wrong: each time the summary takes the focus again. */
  const [tries, setTries] = useState(0)
  /** Whoever covered a face must not leave the picture as it was behind, and believe it covered: where that is still open, nobody goes on. */
  const stop = (wrong: readonly Problem[]) => {
    const some = wrong.length > 0
    setProblems(wrong)
    if (some) setTries(tries + 1)
    return some
  }
  const go = (to: Screen) => {
    const stays = stop(file.picked?.unkept() ?? [])
    if (!stays) setScreen(to)
    return stays
  }
  return {
    draft, start, screen, problems, tries, go,
    set: (changed: Partial<Draft>) => {
      set(changed)
      setProblems((before) => before.filter((problem) => !(problem.field in changed)))
    },
    errorAt: (field: string) => problems.find((problem) => problem.field === field)?.sentence,
    next: (event: Event) => {
      event.preventDefault()
      if (stop(problemsOn(screen, draft, today).concat(member?.problemsOn(screen) ?? []))) return
      if (!go(returning ? 'check' : (SCREENS[SCREENS.indexOf(screen) + 1] ?? screen))) setReturning(false)
    },
    /** To one answer and, after it, back to all of them. */
    change: (to: Screen) => {
      setReturning(true)
      go(to)
    },
  }
}

function Summary({ steps: { problems, tries } }: { readonly steps: Steps }): JSX.Element {
  const words = form['error-summary']
  return <ErrorSummary title={fill(words.title, { n: problems.length })} sentence={words.sentence} problems={problems} tries={tries} />
}

function Actions({ screen, waiting, go }: { readonly screen: Screen; readonly waiting: boolean; readonly go: (to: Screen) => void }): JSX.Element {
  const before = SCREENS[SCREENS.indexOf(screen) - 1]
  return (
    <div class="actions">
      {!waiting && <button type="submit" class="button act">{form.buttons.next}</button>}
      {before !== undefined && <button type="button" class="button" onClick={() => go(before)}>{form.buttons.back}</button>}
    </div>
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
