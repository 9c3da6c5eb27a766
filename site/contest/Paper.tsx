import type { Answers, AskedQuestion, Entry } from '#contract/contest.ts'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Check, Radios, toggled } from '../ui/Choice.tsx'
import { Group } from '../ui/Field.tsx'
import { useWarning } from '../ui/warning.ts'
import { useCountdown } from './use-countdown.ts'
import { leftOut, sayClock } from './words.ts'

interface Props {
  readonly entry: Entry
  readonly kept: Answers
  readonly busy: boolean
  readonly trouble: string | null
  readonly onChange: (answers: Answers) => void
  readonly onSend: (answers: Answers) => void
}

/** One question at a time; after the last, what was left out, and the one button that hands in. */
export function Paper({ entry, kept, busy, trouble, onChange, onSend }: Props): JSX.Element {
  const { questions } = entry
  const [answers, setAnswers] = useState<Answers>(kept)
  const [at, setAt] = useState(0)
  const latest = useRef(answers)
  latest.current = answers
  const left = useCountdown(entry.secondsLeft, () => onSend(latest.current))
  const heading = useRef<HTMLHeadingElement>(null)
  useWarning(true)
  useLayoutEffect(() => {
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [at])
  const choose = (chosen: readonly number[]) => {
    const next = answers.map((one, index) => (index === at ? [...chosen] : one))
    setAnswers(next)
    onChange(next)
  }
  const question = questions[at]
  return (
    <div class="paper">
      <Progress at={at} answers={answers} left={left} />
      <h2 ref={heading} tabIndex={-1} class="step-head">{question === undefined ? '交卷' : `第${at + 1}题，共${questions.length}题`}</h2>
      {question === undefined
        ? <HandIn answers={answers} busy={busy} over={left === 0} onGo={setAt} onSend={() => onSend(answers)} />
        : <Question key={at} question={question} chosen={answers[at] ?? []} disabled={left === 0} onChange={choose} />}
      {trouble !== null && <div class="notice stop" role="alert"><p>{trouble}</p></div>}
      <div class="actions">
        {question !== undefined && <button type="button" class="button act" onClick={() => setAt(at + 1)}>{at + 1 === questions.length ? '去交卷' : '下一题'}</button>}
        {at > 0 && <button type="button" class="button" onClick={() => setAt(at - 1)}>上一题</button>}
        {question !== undefined && left === 0 && <button type="button" class="button act" disabled={busy} onClick={() => onSend(answers)}>交卷</button>}
      </div>
    </div>
  )
}

/** How far, and how long still. Screen readers are told at five minutes, at one, and at the end; the clock itself is not read out. */
function Progress({ at, answers, left }: { readonly at: number; readonly answers: Answers; readonly left: number }): JSX.Element {
  const warning = left === 0 ? '时间到了，正在交卷' : left <= 60 ? '还有1分钟' : left <= 300 ? '还有5分钟' : ''
  return (
    <div class="progress">
      <p class="contest-time" role="timer" aria-label="剩下的时间">{left === 0 ? '时间到了' : `还剩 ${sayClock(left)}`}</p>
      <p class="sr-only" role="status">{warning}</p>
      <ol aria-hidden="true">{answers.map((chosen, index) => <li key={index} class={index === at ? 'now' : chosen.length > 0 ? 'done' : undefined} />)}</ol>
    </div>
  )
}

interface QuestionProps {
  readonly question: AskedQuestion
  readonly chosen: readonly number[]
  readonly disabled: boolean
  readonly onChange: (chosen: readonly number[]) => void
}

function Question({ question: { question, options, many }, chosen, disabled, onChange }: QuestionProps): JSX.Element {
  return (
    <fieldset disabled={disabled}>
      <Group id="question" label={question} role={many ? 'group' : 'radiogroup'} hint={many ? '不止一个对，都选上才算对。' : undefined}>
        {many ? (
          <div class="choices">
            {options.map((option, index) => <Check key={option} label={option} checked={chosen.includes(index)} onChange={(on) => onChange(toggled(chosen, index, on))} />)}
          </div>
        ) : (
          <Radios options={options.map((label, index) => ({ value: String(index), label }))} value={chosen[0] === undefined ? null : String(chosen[0])} onChange={(value) => onChange([Number(value)])} />
        )}
      </Group>
    </fieldset>
  )
}

interface HandInProps {
  readonly answers: Answers
  readonly busy: boolean
  readonly over: boolean
  readonly onGo: (at: number) => void
  readonly onSend: () => void
}

function HandIn({ answers, busy, over, onGo, onSend }: HandInProps): JSX.Element {
  const missing = leftOut(answers)
  return (
    <div class="stack">
      <p>{missing.length === 0 ? '每道题都答了。' : `还有${missing.length}道没有答，按题号可以回去。`}交了以后不能再改。</p>
      {missing.length > 0 && !over && (
        <ul class="contest-numbers plain">
          {missing.map((number) => <li key={number}><button type="button" class="button small" onClick={() => onGo(number - 1)}>第{number}题</button></li>)}
        </ul>
      )}
      <div class="actions"><button type="button" class="button act" disabled={busy} onClick={onSend}>交卷</button></div>
      <p role="status">{busy && '正在交卷……'}</p>
    </div>
  )
}
