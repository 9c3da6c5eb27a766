import { profile } from '#contract/county/profile.ts'
import type { Certificate as Given, JudgedQuestion, Result } from '#contract/contest.ts'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { link } from '../ui/link.ts'
import { Sign } from '../ui/Sign.tsx'
import { formalDay } from './words.ts'

/** A hazard with a page of its own. */
export interface Topic { readonly id: string; readonly name: string }

interface Props {
  readonly result: Result
  readonly pass: number
  readonly topics: readonly Topic[]
  readonly onBack: () => void
}

/** What came of it: points, certificate, and every question with its reason, the wrong ones first. */
export function ResultView({ result, pass, topics, onBack }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [])
  const [wrong, right] = [result.questions.filter((one) => !one.right), result.questions.filter((one) => one.right)]
  const again = topics.filter(({ id }) => wrong.some(({ hazard }) => hazard === id))
  return (
    <div class="contest-result">
      <h2 ref={heading} tabIndex={-1} class="no-print">{result.points}分，{result.asked}道对了{result.correct}道</h2>
      {result.certificate === null
        ? <p class="no-print">到{pass}分有证书。看完答错的，还有次数就再来一次，取最好的一次算。</p>
        : <CertificateSheet certificate={result.certificate} />}
      <div class="no-print stack-l">
        {wrong.length > 0 && <section aria-labelledby="wrong"><h3 id="wrong">答错的{wrong.length}道</h3><Judged questions={wrong} /></section>}
        {again.length > 0 && <p>接着看：{again.map(({ id, name }, at) => <span key={id}>{at > 0 && '、'}<a href={link(`/learn/hazard/${id}`)}>{name}</a></span>)}</p>}
        {right.length > 0 && <details class="more"><summary>答对的{right.length}道，为什么对</summary><Judged questions={right} /></details>}
        <div class="actions"><button type="button" class="button" onClick={onBack}>回到竞赛首页</button></div>
      </div>
    </div>
  )
}

function Judged({ questions }: { readonly questions: readonly JudgedQuestion[] }): JSX.Element {
  return (
    <ol class="contest-judged plain">
      {questions.map(({ question, options, answer, chosen, right, explanation, source }) => (
        <li key={question}>
          <h4><Sign shape={right ? 'square' : 'circle'} glyph="check" size={32} /><span class="sr-only">{right ? '答对了：' : '答错了：'}</span>{question}</h4>
          {!right && <p>你选的：{chosen.length === 0 ? '没有答' : chosen.map((at) => options[at]).join('；')}</p>}
          {answer.length > 0 && <p><strong>对的：{answer.map((at) => options[at]).join('；')}</strong></p>}
          <p>{explanation}</p>
          {source !== '' && <p class="small quiet">出处：{source}</p>}
        </li>
      ))}
    </ol>
  )
}

/** A sheet of A4 across, with the four signs at its corners. On paper there is nothing else. */
function CertificateSheet({ certificate: { title, nickname, unit, points, day } }: { readonly certificate: Given }): JSX.Element {
  return (
    <div class="stack">
      <section class="certificate" aria-labelledby="certificate">
        <span class="corner nw"><Sign shape="triangle" glyph="alert" size={64} /></span>
        <span class="corner ne"><Sign shape="circle" glyph="flame" size={64} /></span>
        <span class="corner sw"><Sign shape="disc" glyph="check" size={64} /></span>
        <span class="corner se"><Sign shape="square" glyph="exit" size={64} /></span>
        <h3 id="certificate">答题证书</h3>
        <p class="who">{unit}　<span class="phrase">{nickname}</span></p>
        <p class="what">参加{title}，得{points}分，成绩合格。</p>
        <p class="from">{profile.office}<br />{formalDay(day)}</p>
        {profile.demonstration && <p class="small">示范用，不作证明</p>}
      </section>
      <div class="actions no-print"><button type="button" class="button act" onClick={() => print()}>打印证书</button></div>
      <p class="small quiet no-print">用A4纸横着打印。证书只在这一页，离开以后这里不再留着。</p>
    </div>
  )
}
