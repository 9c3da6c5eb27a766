/** 公开答复: a question and an answer written anew for everybody. Nothing of the asker's words is filled in. */
import type { JSX } from 'preact'
import { categories } from '#contract/county/categories.ts'
import { question } from '#contract/county/question.ts'
import { MAX_PUBLIC_ANSWER_CHARACTERS, MAX_PUBLIC_QUESTION_CHARACTERS } from '#contract/limits.ts'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole } from '../context.ts'
import { Select, Words } from '../fields.tsx'
import { publish } from '../report/act.ts'
import { MoveForm, useMoveDraft, type FormProps } from './MoveForm.tsx'
import { tellingWords } from './telling.ts'

const words = question.desk
const CATEGORIES = [{ name: words['public-category'], options: categories.map(({ id, name }) => ({ value: id, label: name })) }]

function missingIn(asked: string, answered: string): string | null {
  if (asked.trim() === '' || answered.trim() === '') return '问题和答复都要写。'
  return [...asked].length > MAX_PUBLIC_QUESTION_CHARACTERS || [...answered].length > MAX_PUBLIC_ANSWER_CHARACTERS ? '太长了，删短一些。' : null
}

export function PublishForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const [{ asked, answered, category }, change] = useMoveDraft('publish', unsealed, { asked: '', answered: '', category: '' })
  const answer = { question: asked.trim(), answer: answered.trim(), ...(category !== '' && { category }) }
  const telling = tellingWords(`${asked}\n${answered}`, unsealed)
  return (
    <MoveForm move="publish" button="公开" {...props} missing={missingIn(asked, answered)} act={() => publish(session, unsealed, answer)}>
      <p class="hint">{words['public-hint']}</p>
      <Words label={words['public-question']} value={asked} onInput={(value) => change({ asked: value })} max={MAX_PUBLIC_QUESTION_CHARACTERS} rows={3} />
      <Words label={words['public-answer']} value={answered} onInput={(value) => change({ answered: value })} max={MAX_PUBLIC_ANSWER_CHARACTERS} rows={7} />
      <Select label={words['public-category']} none={words['public-none']} groups={CATEGORIES} value={category} onChange={(value) => change({ category: value })} />
      <Telling title={words['public-clues']} found={telling.clues} />
      <Telling title={words['public-copied']} found={telling.copied} />
    </MoveForm>
  )
}

function Telling({ title, found }: { readonly title: string; readonly found: readonly string[] }): JSX.Element | null {
  if (found.length === 0) return null
  return (
    <div class="notice warn clues" role="status">
      <Sign shape="triangle" glyph="look" size={40} />
      <div><p><strong>{title}</strong></p><ul>{found.map((one) => <li key={one}><bdi>{one}</bdi></li>)}</ul></div>
    </div>
  )
}
