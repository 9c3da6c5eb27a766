import type { JSX } from 'preact'
import { messages } from '#contract/county/messages.ts'
import { sayDay } from '#contract/rules/day.ts'
import { unitName } from '../words.ts'
import { Shut, SignatureMark } from './Signature.tsx'
import type { Entry, UnsealedReport } from './unseal.ts'
import { Verbatim } from './Verbatim.tsx'

/** The dialogue with the reporter, and apart from it the notes that the reporter never sees. */
export function Conversation({ unsealed }: { readonly unsealed: UnsealedReport }): JSX.Element {
  const { dialogue, notes, report } = unsealed
  return (
    <>
      <section aria-labelledby="dialogue-title">
        <h3 id="dialogue-title">和举报人的往来</h3>
        {dialogue.length === 0 ? <p class="none">{messages.empty.dialogue}</p> : (
          <ol class="plain thread">{dialogue.map((entry) => <Line key={`${entry.compartment}${entry.n}`} entry={entry} today={report.today} />)}</ol>
        )}
      </section>
      <section aria-labelledby="notes-title">
        <h3 id="notes-title">内部记录<small>举报人看不到</small></h3>
        {notes.length === 0 ? <p class="none">{messages.empty.notes}</p> : (
          <ol class="plain thread">{notes.map((entry) => <Line key={`${entry.compartment}${entry.n}`} entry={entry} today={report.today} />)}</ol>
        )}
      </section>
    </>
  )
}

function Line({ entry, today }: { entry: Entry<'message' | 'finding' | 'note'>; today: string }): JSX.Element {
  const theirs = entry.author === 'reporter'
  return (
    <li class={theirs ? 'theirs' : 'ours'}>
      <p class="by"><strong>{unitName(entry.author)}</strong>{entry.kind === 'finding' && <span class="tag">核查结论</span>}<span class="quiet">{sayDay(entry.day, today)}</span>{entry.signature === 'good' && <span class="signature">✓ 签名核对过</span>}</p>
      {entry.words === null ? <Shut problem={entry.problem ?? 'no-key'} /> : <Verbatim text={entry.words.text} />}
      {entry.signature !== 'good' && <SignatureMark entry={entry} />}
    </li>
  )
}
