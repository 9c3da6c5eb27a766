import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { listAnswers, withdrawAnswer, type PublicAnswer } from '#contract/answer.ts'
import { question } from '#contract/county/question.ts'
import { sayDay } from '#contract/rules/day.ts'
import { profile } from '#contract/county/profile.ts'
import { todayIn } from '../../ui/today.ts'
import { useConsole } from '../context.ts'

/** What the desk has published, each to be taken back. Nothing here leads to the question it comes from. */
export function Answers(): JSX.Element {
  const { answers, problem, withdraw } = useAnswers()
  return (
    <section class="sheet stack answers" aria-labelledby="answers-title">
      <h2 id="answers-title">公开答复</h2>
      <p class="hint">在“常见问题”里，谁都能看到。要写新的，打开一件答复过的咨询，用“写成公开答复”。</p>
      {problem !== '' && <p class="error" role="alert">{problem}</p>}
      {answers?.length === 0 && <p class="none">{question.faq.none}</p>}
      <ol class="plain stack">{answers?.map((answer) => <Published key={answer.id} answer={answer} onWithdraw={() => void withdraw(answer)} />)}</ol>
    </section>
  )
}

function Published({ answer, onWithdraw }: { readonly answer: PublicAnswer; readonly onWithdraw: () => void }): JSX.Element {
  const [sure, setSure] = useState(false)
  return (
    <li class="stack">
      <p><strong>{answer.question}</strong> <span class="quiet">{sayDay(answer.day, todayIn(profile.timezone))}</span></p>
      <p class="verbatim">{answer.answer}</p>
      <div class="row">
        {sure
          ? <><button type="button" class="button stop" onClick={onWithdraw}>收回，网上不再显示</button><button type="button" class="link" onClick={() => setSure(false)}>先不做</button></>
          : <button type="button" class="button" onClick={() => setSure(true)} aria-label={`收回：${answer.question}`}>收回</button>}
      </div>
    </li>
  )
}

function useAnswers() {
  const { session, say, explain } = useConsole()
  const [answers, setAnswers] = useState<readonly PublicAnswer[] | null>(null)
  const [problem, setProblem] = useState('')
  const load = async () => {
    const answer = await session.tools.call(listAnswers, {}, {})
    if (!answer.ok) return setProblem(explain(answer))
    setAnswers(answer.value.answers)
  }
  useEffect(() => void load(), [session])
  return {
    answers, problem,
    withdraw: async ({ id }: PublicAnswer) => {
      const done = await session.tools.call(withdrawAnswer, { id }, {})
      setProblem(done.ok ? '' : explain(done))
      if (done.ok) say('收回了。')
      await load()
    },
  }
}
