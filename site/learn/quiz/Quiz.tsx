import '../../styles/form.css'
import '../../styles/doing.css'
import { render, type JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Check } from '../../ui/Choice.tsx'
import type { BankName } from './practice.ts'
import { loadBank } from './load.ts'
import { forgetProgress, keepProgress, noted, readProgress, type Progress } from './progress.ts'
import { QuestionCard } from './QuestionCard.tsx'
import { beginRun, choose, currentOf, goOn, judge, pickBanks, pickQuestions, questionsOf, rightIn, wrongIn, type Asked, type Run } from './run.ts'

interface Props {
  readonly banks: readonly BankName[]
  /** How many to draw from all banks; without it, all questions of the one bank in their order. */
  readonly draw?: number
}
type Which = 'all' | 'rest' | 'wrong'

/** Questions one after the other. What is done stays in this page's memory, and on the device only where the reader asked for it. */
export function Quiz({ banks, draw }: Props): JSX.Element {
  const [run, setRun] = useState<Run | null>(null)
  const [trouble, setTrouble] = useState('')
  const kept = useProgress()
  const card = useRef<HTMLElement>(null)
  // Nothing to choose between: the first question at once.
  useEffect(() => {
    if (draw !== undefined || readProgress()?.[banks[0]?.id ?? ''] === undefined) void start('all')
  }, [])
  useEffect(() => {
    if (run !== null) card.current?.querySelector<HTMLElement>('[data-start]')?.focus()
  }, [run?.at, run?.round])
  const start = async (which: Which) => {
    setTrouble('')
    const round = (run?.round ?? 0) + 1
    const asked = draw === undefined ? await readAll(banks, round, which, kept.progress) : await drawSome(banks, draw, round, kept.progress)
    if (asked === null) return setTrouble('题没有取到。网络好了再按一次；也可以直接看题和答案。')
    setRun(beginRun(asked, round))
  }
  const settle = (changed: Run) => {
    const question = currentOf(changed)
    const right = changed.results[changed.at]
    if (question !== undefined && changed.judged && right !== undefined) kept.note(question.bank, question.key, right)
    setRun(changed)
  }
  const question = run === null ? undefined : currentOf(run)
  return (
    <section class="quiz no-print" aria-label="做题" ref={card}>
      {run === null && <Start banks={banks} draw={draw} progress={kept.progress} start={(which) => void start(which)} />}
      {run !== null && question !== undefined && (
        <QuestionCard key={`${run.round}-${run.at}`} run={run} question={question} onChoose={(chosen) => setRun(choose(run, chosen))} onJudge={() => settle(judge(run))} onNext={() => setRun(goOn(run))} />
      )}
      {run !== null && question === undefined && <Score run={run} again={() => void start('all')} wrongAgain={() => setRun(beginRun(wrongIn(run), run.round + 1))} more={draw !== undefined} />}
      {trouble !== '' && <p role="alert">{trouble}</p>}
      {(run === null || question === undefined) && <Keeping kept={kept} />}
    </section>
  )
}

/** All of one bank, or what is left of it, or what went wrong. Null where the bank did not come. */
async function readAll(banks: readonly BankName[], round: number, which: Which, progress: Progress | null): Promise<Asked[] | null> {
  const id = banks[0]?.id ?? ''
  const bank = await loadBank(id)
  if (bank === null) return null
  const done = progress?.[id] ?? {}
  return questionsOf(id, bank, round).filter(({ key }) => which === 'all' || (which === 'wrong' ? done[key] === false : done[key] === undefined))
}

async function drawSome(banks: readonly BankName[], wanted: number, round: number, progress: Progress | null): Promise<Asked[] | null> {
  const picked = await Promise.all(pickBanks(banks, wanted, Math.random).map(async ({ bank: { id }, take }) => {
    const bank = await loadBank(id)
    return bank === null ? [] : pickQuestions(questionsOf(id, bank, round), take, (key) => progress?.[id]?.[key] === true, Math.random)
  }))
  return picked.flat().length === 0 ? null : picked.flat()
}

interface Kept {
  readonly progress: Progress | null
  readonly failed: boolean
  readonly ask: (on: boolean) => void
  readonly note: (bank: string, key: string, right: boolean) => void
}

function useProgress(): Kept {
  const [progress, setProgress] = useState<Progress | null>(readProgress)
  const [failed, setFailed] = useState(false)
  const write = (changed: Progress) => {
    const written = keepProgress(changed)
    setFailed(!written)
    setProgress(written ? changed : null)
  }
  return {
    progress, failed,
    ask: (on) => {
      if (on) return write({})
      forgetProgress()
      setProgress(null)
    },
    // Another page may have noted something since this one was opened.
    note: (bank, key, right) => progress !== null && write(noted(readProgress() ?? {}, bank, key, right)),
  }
}

interface StartProps {
  readonly banks: readonly BankName[]
  readonly draw: number | undefined
  readonly progress: Progress | null
  readonly start: (which: Which) => void
}

function Start({ banks, draw, progress, start }: StartProps): JSX.Element {
  const only = banks[0]
  const done = draw === undefined && only !== undefined ? Object.values(progress?.[only.id] ?? {}) : []
  const wrong = done.filter((right) => !right).length
  const left = (only?.count ?? 0) - done.length
  return (
    <>
      <p>{draw === undefined ? `一道一道做，做完一道就知道对不对。${done.length > 0 ? `做过${done.length}道，错了${wrong}道。` : ''}` : `从${banks.length}份题里抽${draw}道，每次不一样。`}</p>
      <p class="row">
        {done.length > 0 && left > 0 && <button type="button" class="button act" onClick={() => start('rest')}>接着做（还有{left}道）</button>}
        <button type="button" class={done.length > 0 && left > 0 ? 'button' : 'button act'} onClick={() => start('all')}>{done.length > 0 ? '从头做' : draw === undefined ? '开始做题' : `来${draw === 10 ? '十' : draw}道`}</button>
        {wrong > 0 && <button type="button" class="button" onClick={() => start('wrong')}>错题再练（{wrong}道）</button>}
      </p>
    </>
  )
}

interface ScoreProps {
  readonly run: Run
  readonly again: () => void
  readonly wrongAgain: () => void
  readonly more: boolean
}

function Score({ run, again, wrongAgain, more }: ScoreProps): JSX.Element {
  const wrong = wrongIn(run)
  return (
    <>
      <h3 tabIndex={-1} data-start>{run.asked.length}道，对了{rightIn(run)}道</h3>
      <p>{wrong.length === 0 ? '全对。过一阵再来，看还记得不。' : '错的这几道，趁热再做一遍：'}</p>
      {wrong.length > 0 && <ul>{wrong.map(({ key, question }) => <li key={key}>{question}</li>)}</ul>}
      <p class="row">
        {wrong.length > 0 && <button type="button" class="button act" onClick={wrongAgain}>错题再练（{wrong.length}道）</button>}
        <button type="button" class={wrong.length > 0 ? 'button' : 'button act'} onClick={again}>{more ? '换一批' : '从头再做'}</button>
      </p>
    </>
  )
}

function Keeping({ kept: { progress, failed, ask } }: { readonly kept: Kept }): JSX.Element {
  return (
    <div class="keeping">
      {progress === null
        ? <Check label="记住做到哪、错了哪几道" hint="只存在这台手机里，不往外送。不选就不存。" checked={false} onChange={ask} />
        : <p>做题的记录存在这台手机里，别人拿到手机看得见。 <button type="button" class="link" onClick={() => ask(false)}>清掉</button></p>}
      {failed && <p role="alert">这台手机不让存，关掉这一页就没有了。</p>}
    </div>
  )
}

/** Puts the questions where the page has its button. */
export function openQuiz(box: HTMLElement, props: Props): void {
  box.replaceChildren()
  render(<Quiz {...props} />, box)
}
