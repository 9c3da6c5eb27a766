import type { JSX } from 'preact'
import { messages } from '#contract/county/messages.ts'
import { question } from '#contract/county/question.ts'
import { track } from '#contract/county/track.ts'
import type { Kind } from '#contract/report.ts'
import { sayDay } from '#contract/rules/day.ts'
import { authorName } from '../words.ts'
import { Shut, SignatureMark } from './Signature.tsx'
import type { Entry, UnsealedReport } from './unseal.ts'
import { Verbatim } from './Verbatim.tsx'

/** The dialogue with the reporter, and apart from it the notes that the reporter never sees. */
export function Conversation({ unsealed }: { readonly unsealed: UnsealedReport }): JSX.Element {
  const { dialogue, ofReview, notes, report } = unsealed
  const asked = report.kind === 'question'
  return (
    <>
      <section aria-labelledby="dialogue-title">
        <h3 id="dialogue-title">{asked ? question.desk.dialogue : '和举报人的往来'}</h3>
        {dialogue.length === 0 ? <p class="none">{messages.empty.dialogue}</p> : (
          <ol class="plain thread">{dialogue.map((entry) => <Line key={`${entry.compartment}${entry.n}`} entry={entry} ofReview={ofReview.includes(`${entry.compartment}${entry.n}`)} today={report.today} kind={report.kind} evidence={unsealed.evidence} />)}</ol>
        )}
      </section>
      <section aria-labelledby="notes-title">
        <h3 id="notes-title">内部记录<small>{asked ? question.desk.notes : '举报人看不到'}</small></h3>
        {notes.length === 0 ? <p class="none">{messages.empty.notes}</p> : (
          <ol class="plain thread">{notes.map((entry) => <Line key={`${entry.compartment}${entry.n}`} entry={entry} today={report.today} kind={report.kind} />)}</ol>
        )}
      </section>
    </>
  )
}

/** The words, and the names of the files that came with them; one that is not there is missed. */
function Said({ words, evidence }: { words: { text: string; files?: string[] | undefined }; evidence: UnsealedReport['evidence'] }): JSX.Element {
  const nameOf = (compartment: string) => {
    const entry = evidence.find((one) => one.compartment === compartment)
    return entry === undefined ? '有一个附件不见了，记下是哪一件，告诉管理员' : (entry.words?.name ?? '本单位打不开的附件')
  }
  return (
    <>
      {words.text !== '' && <Verbatim text={words.text} />}
      {(words.files ?? []).map((compartment) => <p key={compartment} class="small" dir="auto">附件：{nameOf(compartment)}</p>)}
    </>
  )
}

function Line({ entry, today, kind, evidence = [], ofReview = false }: { evidence?: UnsealedReport['evidence']; entry: Entry<'message' | 'finding' | 'note'>; today: string; kind: Kind; ofReview?: boolean }): JSX.Element {
  const theirs = entry.author === 'reporter'
  return (
    <li class={theirs ? 'theirs' : 'ours'}>
      <p class="by"><strong>{authorName(entry.author, kind)}</strong>{entry.kind === 'finding' && <span class="tag">{ofReview ? track.author.review : track.author.finding}</span>}<span class="quiet">{sayDay(entry.day, today)}</span>{entry.signature === 'good' && <span class="signature">✓ 签名核对过</span>}</p>
      {entry.words === null ? <Shut problem={entry.problem ?? 'no-key'} /> : <Said words={entry.words} evidence={evidence} />}
      {entry.signature !== 'good' && <SignatureMark entry={entry} kind={kind} />}
    </li>
  )
}
