/** Moves that are nothing but words: to the reporter, or among staff. */
import type { JSX } from 'preact'
import { question } from '#contract/county/question.ts'
import { MAX_BODY_CHARACTERS, MAX_MESSAGE_CHARACTERS } from '#contract/limits.ts'
import { useAttached } from '../../evidence/pick/use-attached.tsx'
import { useConsole } from '../context.ts'
import { Words } from '../fields.tsx'
import { sayUnsent } from '../evidence/faults.ts'
import { note, reply } from '../report/act.ts'
import { memberLines } from '../report/send.ts'
import { unitName, unitNames } from '../words.ts'
import { MoveForm, useMoveDraft, type FormProps } from './MoveForm.tsx'

const ATTACH = {
  add: '附上文件（告知书、照片）', added: '要发给举报人的文件', 'put-away': '不附了', waiting: '正在准备…', lost: '没有打开。连上网再按一次。',
}

/** What units have sent of files so far; the server counts them apart from the reporter’s, and redacted copies with neither. */
function hadOf({ evidence }: FormProps['unsealed']) {
  const own = evidence.filter(({ author, words }) => author !== 'reporter' && words?.copyOf === undefined)
  return { files: own.length, bytes: own.reduce((sum, { words }) => sum + (words?.size ?? 0), 0) }
}

const missingIn = (text: string, max: number): string | null =>
  text.trim() === '' ? '还没有写。' : [...text].length > max ? '太长了，删短一些。' : null

export function ReplyForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const asked = unsealed.report.kind === 'question'
  const [{ text }, change] = useMoveDraft('reply', unsealed, { text: '' })
  const attached = useAttached({ had: hadOf(unsealed), words: ATTACH })
  const act = async (): ReturnType<typeof reply> => {
    const files = await attached.send(memberLines(session.tools))
    if (!files.ok) return { ok: false, code: 'invalid', message: files.code === 'unauthenticated' ? sayUnsent(files.code) : files.sentence, requestId: '' }
    const done = await reply(session, unsealed, text.trim(), files.value)
    if (!done.ok && done.code === 'conflict') attached.forget()
    return done
  }
  const missing = text.trim() === '' && attached.some() ? null : missingIn(text, MAX_MESSAGE_CHARACTERS)
  return (
    <MoveForm move="reply" button="加密送出" {...props} missing={missing} act={act}>
      <Words label={asked ? question.desk.reply : '写给举报人'} hint={asked ? question.desk['reply-hint'] : `署名是${unitName(session.me.unit ?? '')}，不署你的名字。不要问他是谁、怎么知道的。`} value={text} onInput={(value) => change({ text: value })} max={MAX_MESSAGE_CHARACTERS} />
      <div>{attached.progress ?? attached.box}</div>
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
