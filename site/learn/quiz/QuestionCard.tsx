import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Check, Radios, toggled } from '../../ui/Choice.tsx'
import { rightIn, takesSeveral, type Asked, type Run } from './run.ts'

interface Props {
  readonly run: Run
  readonly question: Asked
  readonly onChoose: (chosen: readonly number[]) => void
  readonly onJudge: () => void
  readonly onNext: () => void
}

/** One question: its options, and after “看对不对” what is right and why. */
export function QuestionCard({ run, question, onChoose, onJudge, onNext }: Props): JSX.Element {
  const [missing, setMissing] = useState(false)
  const several = takesSeveral(question)
  const last = run.at + 1 === run.asked.length
  return (
    <form noValidate autocomplete="off" onSubmit={(event) => {
      event.preventDefault()
      if (run.judged) return onNext()
      setMissing(run.chosen.length === 0)
      onJudge()
    }}>
      <p class="small quiet">第{run.at + 1}道，共{run.asked.length}道　{several ? '多选' : '单选'}</p>
      <progress value={run.at + (run.judged ? 1 : 0)} max={run.asked.length} aria-hidden="true" />
      <h3 tabIndex={-1} data-start id="question">{question.question}</h3>
      {run.judged ? <Judged question={question} chosen={run.chosen} /> : <Options question={question} chosen={run.chosen} onChoose={onChoose} />}
      <div role="status" class="verdict">
        {missing && run.chosen.length === 0 && <p>先选{several ? '，可以不止一个' : '一个'}。</p>}
        {run.judged && <Verdict question={question} right={run.results[run.at] === true} />}
      </div>
      <p class="row">
        <button type="submit" class="button act">{run.judged ? (last ? '看结果' : '下一道') : '看对不对'}</button>
        {run.judged && <span class="quiet">到现在对了{rightIn(run)}道</span>}
      </p>
    </form>
  )
}

function Options({ question, chosen, onChoose }: Pick<Props, 'question' | 'onChoose'> & { readonly chosen: readonly number[] }): JSX.Element {
  const shown = question.order.map((index) => ({ index, words: question.options[index] ?? '' }))
  if (!takesSeveral(question)) {
    return (
      <div role="radiogroup" aria-labelledby="question">
        <Radios options={shown.map(({ index, words }) => ({ value: String(index), label: words }))} value={chosen[0] === undefined ? null : String(chosen[0])} onChange={(value) => onChoose([Number(value)])} />
      </div>
    )
  }
  return (
    <div role="group" aria-labelledby="question" class="choices">
      {shown.map(({ index, words }) => <Check key={index} label={words} checked={chosen.includes(index)} onChange={(on) => onChoose(toggled(chosen, index, on))} />)}
    </div>
  )
}

/** The same options, with what each was: in words, not by colour alone. */
function Judged({ question, chosen }: { readonly question: Asked; readonly chosen: readonly number[] }): JSX.Element {
  return (
    <ul class="judged plain">
      {question.order.map((index) => {
        const right = question.answer.includes(index + 1)
        const picked = chosen.includes(index)
        return (
          <li key={index} class={right ? 'right' : picked ? 'wrong' : undefined}>
            <span>{question.options[index]}</span>
            {(right || picked) && <strong>{right ? (picked ? '对，选中了' : '对') : '选错了'}</strong>}
          </li>
        )
      })}
    </ul>
  )
}

function Verdict({ question, right }: { readonly question: Asked; readonly right: boolean }): JSX.Element {
  return (
    <>
      <p><strong>{right ? '对了。' : `不对。正确的是：${question.answer.map((one) => question.options[one - 1]).join('；')}。`}</strong></p>
      <p>{question.explanation}</p>
      <p class="small quiet">出处：{question.sourceWords}</p>
    </>
  )
}
