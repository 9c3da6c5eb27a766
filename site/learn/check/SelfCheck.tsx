import '../../styles/form.css'
import '../../styles/doing.css'
import { render, type JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Check } from '../../ui/Choice.tsx'
import { todayIn } from '../../ui/today.ts'
import { ANSWERS, countOf, forgetList, GRADES, keepList, keyOf, readList, reportable, sayDay, toMend, type Answer, type Answers, type Item } from './answers.ts'

interface Props {
  /** Under which the device keeps the list, if it is asked to. */
  readonly id: string
  readonly title: string
  readonly items: readonly Item[]
  readonly categories: readonly { readonly id: string; readonly name: string }[]
  /** The path of the form, under the base of this site. */
  readonly report: string
  readonly timezone: string
}

/** A list one ticks through. The answers live in this page's memory, and on the device only after “存在这台手机”. */
export function SelfCheck({ id, title, items, categories, report, timezone }: Props): JSX.Element {
  const [found] = useState(() => readList(id))
  const [answers, setAnswers] = useState<Answers>(found?.answers ?? {})
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => top.current?.focus(), [])
  const seen = countOf(items, answers)
  const left = items.length - seen
  return (
    <div class="self-check" ref={top} tabIndex={-1} role="group" aria-label={`自查：${title}`}>
      <p class="on-paper">{sayDay(todayIn(timezone))}查</p>
      {found !== null && <p class="no-print">这是{sayDay(found.day)}存下的，可以接着改。</p>}
      <div class="how-far no-print">
        <p role="status">{left === 0 ? `${items.length}条都看了` : `看了${seen}条，还有${left}条`}</p>
        <progress value={seen} max={items.length} aria-hidden="true" />
      </div>
      <ol class="ticks plain">
        {items.map((item, index) => (
          <Tick key={item.ask} item={item} number={index + 1} answer={answers[keyOf(item)]} onAnswer={(answer) => setAnswers((before) => ({ ...before, [keyOf(item)]: answer }))} />
        ))}
      </ol>
      {seen > 0 && <Outcome items={items} answers={answers} left={left} />}
      {seen > 0 && <After id={id} answers={answers} timezone={timezone} kept={found !== null} clear={() => setAnswers({})} />}
      {seen > 0 && (
        <div class="no-print">
          <h3>看见别人这样做？报出来</h3>
          <p class="row">{reportable(items, answers, categories).map((category) => <a key={category.id} class="button act small" href={`${report}#${category.id}`}>举报：{category.name}</a>)}</p>
        </div>
      )}
    </div>
  )
}

interface TickProps {
  readonly item: Item
  readonly number: number
  readonly answer: Answer | undefined
  readonly onAnswer: (answer: Answer) => void
}

function Tick({ item: { ask, why, fix, grade }, number, answer, onAnswer }: TickProps): JSX.Element {
  return (
    <li class={answer === 'no' ? `wrong ${grade}` : undefined}>
      <fieldset>
        <legend><span class="number">{number}</span>{ask}</legend>
        <p class="why small quiet">{why}</p>
        <div class="three">
          {(Object.keys(ANSWERS) as Answer[]).map((value) => (
            <label key={value}>
              <input type="radio" name={`item-${number}`} autocomplete="off" checked={answer === value} onChange={() => onAnswer(value)} />
              <span>{ANSWERS[value]}</span>
            </label>
          ))}
        </div>
        {answer === 'no' && <p class="fix no-print" role="status"><strong>{GRADES[grade]}：</strong>{fix}</p>}
      </fieldset>
    </li>
  )
}

/** What to mend, the most urgent first. */
function Outcome({ items, answers, left }: { readonly items: readonly Item[]; readonly answers: Answers; readonly left: number }): JSX.Element {
  const groups = toMend(items, answers)
  const wrong = countOf(items, answers, 'no')
  return (
    <section class="outcome" aria-labelledby="outcome">
      <h3 id="outcome">{wrong === 0 ? '到现在没有要改的' : `要改${wrong}处`}</h3>
      <p>{ANSWERS.yes}{countOf(items, answers, 'yes')}条，{ANSWERS.no}{wrong}条，{ANSWERS.none}{countOf(items, answers, 'none')}条{left > 0 && `，没看${left}条`}。</p>
      {groups.map(({ grade, items: some }) => (
        <div key={grade} class={`mend ${grade}`}>
          <h4>{GRADES[grade]}（{some.length}处）</h4>
          <ul>{some.map(({ ask, fix }) => <li key={ask}><span class="quiet">{ask}</span>{' '}<strong>{fix}</strong></li>)}</ul>
        </div>
      ))}
    </section>
  )
}

interface AfterProps {
  readonly id: string
  readonly answers: Answers
  readonly timezone: string
  /** Something of this list is on the device already. */
  readonly kept: boolean
  readonly clear: () => void
}

/** Printing, keeping, clearing: each only when its button is pressed. */
function After({ id, answers, timezone, kept, clear }: AfterProps): JSX.Element {
  const [sign, setSign] = useState(false)
  const [said, setSaid] = useState('')
  const save = () => setSaid(keepList(id, { day: todayIn(timezone), answers }) ? '存好了。谁拿到这台手机都看得见。' : '这台手机不让存。打印出来，或者抄下来。')
  const forget = () => {
    forgetList(id)
    clear()
  }
  return (
    <div class="after">
      <div class="no-print"><Check label="打印时留一行签名" hint="要交给房东、老板、学校的，签个名。不签也行。" checked={sign} onChange={setSign} /></div>
      <p class="row no-print">
        <button type="button" class="button act" onClick={() => print()}>打印</button>
        <button type="button" class="button" onClick={save}>存在这台手机</button>
        <button type="button" class="button" onClick={forget}>清掉</button>
      </p>
      <p role="status" class="no-print">{said !== '' ? said : kept ? '后来改的，要再按一次“存”。' : '现在没有存，关掉这一页就没有了。'}</p>
      {sign && <p class="on-paper signature">检查的人：<span />　现场负责人：<span /></p>}
    </div>
  )
}

/** Puts the list where the page has its button, in the place of the plain one. */
export function openCheck(box: HTMLElement, props: Props): void {
  for (const plain of document.querySelectorAll<HTMLElement>('[data-plain-list]')) plain.hidden = true
  box.classList.remove('no-print')
  box.replaceChildren()
  render(<SelfCheck {...props} />, box)
}
