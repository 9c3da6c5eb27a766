/** Moves that are nothing but words: to the reporter, or among staff. */
import type { JSX } from 'preact'
import { question } from '#contract/county/question.ts'
import { MAX_BODY_CHARACTERS, MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import { useConsole } from '../context.ts'
import { Words } from '../fields.tsx'
import { note, reply } from '../report/act.ts'
import { unitName, unitNames } from '../words.ts'
import { MoveForm, useMoveDraft, type FormProps } from './MoveForm.tsx'

const missingIn = (text: string, max: number): string | null =>
  text.trim() === '' ? '还没有写。' : [...text].length > max ? '太长了，删短一些。' : null

export function ReplyForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const asked = unsealed.report.kind === 'question'
  const [{ text }, change] = useMoveDraft('reply', unsealed, { text: '' })
  return (
    <MoveForm move="reply" button="加密送出" {...props} missing={missingIn(text, MAX_MESSAGE_CHARACTERS)} act={() => reply(session, unsealed, text.trim())}>
      <Words label={asked ? question.desk.reply : '写给举报人'} hint={asked ? question.desk['reply-hint'] : `署名是${unitName(session.me.unit ?? '')}，不署你的名字。不要问他是谁、怎么知道的。`} value={text} onInput={(value) => change({ text: value })} max={MAX_MESSAGE_CHARACTERS} />
    </MoveForm>
  )
}

export function NoteForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const [{ text }, change] = useMoveDraft('note', unsealed, { text: '' })
  return (
    <MoveForm move="note" button="加密记下" {...props} missing={missingIn(text, MAX_BODY_CHARACTERS)} act={() => note(session, unsealed, text.trim())}>
      <Words label="内部记录" hint={`能看到的单位：${unitNames(unsealed.holding)}，还有以后拿到这件的单位。`} value={text} onInput={(value) => change({ text: value })} max={MAX_BODY_CHARACTERS} />
    </MoveForm>
  )
}
