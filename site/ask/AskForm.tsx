import { form } from '#contract/county/form.ts'
import { question } from '#contract/county/question.ts'
import { MAX_BODY_CHARACTERS } from '#contract/limits.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Question } from '../crypto/filing.ts'
import type { Filer } from '../report/underway.ts'
import type { FiledReport } from '../report/submit.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/Field.tsx'
import type { Problem } from '../ui/problem.ts'
import { useWarning } from '../ui/warning.ts'
import { loadLater } from './load.ts'

const { fields } = question

export interface CategoryChoice {
  readonly name: string
  readonly categories: readonly { readonly id: string; readonly name: string }[]
}

interface Props {
  /** By group, as the page gives them: the county's table would weigh more than the form. */
  readonly groups: readonly CategoryChoice[]
  /** What stands above the button until the rest is there: how floods are kept out. */
  readonly challenge: string
}

/** One question on one page. What is typed lives in this component's memory and leaves it only sealed. */
export function AskForm({ groups, challenge }: Props): JSX.Element {
  const [later, waiting, touch] = useLater()
  const [filed, setFiled] = useState<FiledReport | null>(null)
  const [kept, setKept] = useState(false)
  const [ready, setReady] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const file = useRef<Filer | null>(null)
  const asking = useAsking()
  useEffect(() => setReady(true), [])
  useWarning(filed === null ? asking.body.trim() !== '' : !kept)
  useArrival(filed !== null, heading)

  if (filed !== null && later !== null) {
    return <later.CodePage filed={filed} kept={kept} onKept={() => setKept(true)} heading={heading} clock={{ kind: 'answer', sentence: question.due }} />
  }
  const words = (): Question | null => {
    if (!asking.check() || later === null) return null
    return { kind: 'question', category: asking.category === '' ? null : asking.category, township: null, language: later.languageOf(asking.body), body: asking.body }
  }
  const press = () => {
    if (asking.check()) touch(true)
  }
  return (
    <form class="report" noValidate onSubmit={(event) => event.preventDefault()} onPointerDown={() => touch()} onKeyDown={() => touch()} onFocusCapture={() => touch()}>
      <fieldset disabled={!ready}>
        <Fields asking={asking} groups={groups} />
        {later !== null && <later.ClueNotice text={asking.body} title={question.clues} />}
        {later === null ? <Early challenge={challenge} waiting={waiting} onPress={press} /> : <later.SendStep words={words} file={file} onFiled={setFiled} />}
      </fieldset>
    </form>
  )
}

/** The button as it stands before what seals has come: the same place, the same words. */
function Early({ challenge, waiting, onPress }: { readonly challenge: string; readonly waiting: boolean; readonly onPress: () => void }): JSX.Element {
  return (
    <div class="stack-l">
      <p class="hint">{challenge}</p>
      <div role="status">{waiting && form.waiting}</div>
      <div class="actions"><button type="button" class="button act" onClick={onPress}>{form.buttons.send}</button></div>
    </div>
  )
}

function Fields({ asking, groups }: { readonly asking: ReturnType<typeof useAsking>; readonly groups: Props['groups'] }): JSX.Element {
  const { body, category, problems, tries, set } = asking
  const summary = form['error-summary']
  return (
    <>
      <ErrorSummary title={fill(summary.title, { n: problems.length })} sentence={summary.sentence} problems={problems} tries={tries} />
      <TextField
        id="body" rows={7} label={fields.body.label} hint={fill(fields.body.hint, { max: MAX_BODY_CHARACTERS })} example={fields.body.example}
        error={problems[0]?.sentence} value={body} onInput={(text) => set({ body: text })} max={MAX_BODY_CHARACTERS}
      />
      <div class="field">
        <label class="name" for="category">{fields.category.label}</label>
        <p class="hint" id="category-hint">{fields.category.hint}</p>
        <select id="category" value={category} aria-describedby="category-hint" onChange={(event) => set({ category: event.currentTarget.value })}>
          <option value="">{fields.category.none}</option>
          {groups.map((group) => (
            <optgroup key={group.name} label={group.name}>{group.categories.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</optgroup>
          ))}
        </select>
      </div>
    </>
  )
}

/** What has been typed, and what is wrong with it. */
function useAsking() {
  const [{ body, category }, setDraft] = useState({ body: '', category: '' })
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [tries, setTries] = useState(0)
  return {
    body, category, problems, tries,
    set: (changed: { body?: string; category?: string }) => {
      setDraft((before) => ({ ...before, ...changed }))
      if (changed.body !== undefined) setProblems([])
    },
    /** Whether it can be sent; says what is wrong where it cannot. */
    check: (): boolean => {
      const over = [...body].length - MAX_BODY_CHARACTERS
      const { missing, 'too-long': tooLong } = fields.body.errors
      const sentence = body.trim() === '' ? missing : over > 0 ? fill(tooLong, { max: MAX_BODY_CHARACTERS, n: over }) : null
      setProblems(sentence === null ? [] : [{ field: 'body', sentence }])
      if (sentence !== null) setTries((before) => before + 1)
      return sentence === null
    },
  }
}

type Later = Awaited<ReturnType<typeof loadLater>>
const RETRY_MS = 3_000

/** The rest of the page once it is there. Whoever waits for it (a pressed button) has it asked for again and again. */
function useLater(): [Later | null, boolean, (wait?: boolean) => void] {
  const [later, setLater] = useState<Later | null>(null)
  const [waiting, setWaiting] = useState(false)
  const load = () => void loadLater().then(setLater, () => undefined)
  useEffect(() => {
    if (!waiting || later !== null) return undefined
    const timer = setInterval(load, RETRY_MS)
    return () => clearInterval(timer)
  }, [waiting, later])
  const touch = (wait = false) => {
    if (wait) setWaiting(true)
    if (later === null) load()
  }
  return [later, waiting && later === null, touch]
}

/** The code page begins at its heading, and the page's introduction is out of the way. */
function useArrival(filed: boolean, heading: RefObject<HTMLHeadingElement>): void {
  useLayoutEffect(() => {
    if (!filed) return
    const introduction = document.getElementById('introduction')
    if (introduction !== null) introduction.hidden = true
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [filed])
}
