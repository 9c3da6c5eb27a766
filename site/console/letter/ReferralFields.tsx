/** What a referral says of the report: out of the redacted copy, or out of the original with its marks, each field to be written over. */
import type { JSX } from 'preact'
import { MAX_BODY_CHARACTERS } from '#contract/limits.ts'
import { isDay, sayDay } from '#contract/rules/day.ts'
import type { RedactedWords } from '../../crypto/words.ts'
import { Check, toggled } from '../../ui/Choice.tsx'
import { Words } from '../fields.tsx'
import { copyOf, stillTelling } from '../holding/copy.ts'
import { AllAtOnce, LABELS, MarkedText, StillTelling } from '../holding/RedactForm.tsx'
import type { UnsealedReport } from '../report/unseal.ts'
import type { LetterDraft, LetterStart } from './draft.ts'

interface Props {
  readonly unsealed: UnsealedReport
  readonly start: LetterStart
  readonly draft: LetterDraft
  readonly onChange: (change: Partial<LetterDraft>) => void
  readonly words: RedactedWords
}

/** Whatever is changed has not been read over any more. */
export function ReferralFields({ unsealed, start, draft, onChange, words }: Props): JSX.Element {
  const change = (what: Partial<LetterDraft>) => onChange({ read: false, ...what })
  const { fields, since } = start
  return (
    <>
      {start.fromCopy ? <p>下面照脱敏件写好了，可以再改。</p> : <Original start={start} draft={draft} onChange={change} />}
      {fields.map((marked) => (
        <Words
          key={marked.field} label={LABELS[marked.field]} rows={marked.field === 'body' ? 7 : 2} max={MAX_BODY_CHARACTERS} value={copyOf(marked, draft)}
          onInput={(text) => change({ edited: { ...draft.edited, [marked.field]: text } })}
        />
      ))}
      {since !== undefined && <Check label={`写上什么时候起：${isDay(since) ? sayDay(since, unsealed.report.today) : since}`} checked={draft.withSince} onChange={(withSince) => change({ withSince })} />}
      <Words label="附件（一行写一件，没有就空着）" rows={2} max={MAX_BODY_CHARACTERS} value={draft.attachments} onInput={(attachments) => change({ attachments })} />
      <StillTelling {...stillTelling(unsealed, words)} />
      <Check label="从头到尾读过了，里面没有能认出举报人的话" checked={draft.read} onChange={(read) => onChange({ read })} />
    </>
  )
}

function Original({ start: { fields }, draft, onChange }: Pick<Props, 'start' | 'draft' | 'onChange'>): JSX.Element {
  const toggle = (key: string) => onChange({ kept: toggled(draft.kept, key, !draft.kept.includes(key)) })
  const said = fields.filter(({ text }) => text !== '')
  return (
    <div class="stack">
      <h4>原件</h4>
      <p class="hint">{said.some(({ marks }) => marks.length > 0) ? '没有脱敏件。划掉的话可能认得出人，函里已经换成别的说法；按一下留着，再按一下又划掉。认得出人的话不止这些，函里的字要自己改一遍。' : '没有脱敏件，下面照原件写。能认出举报人的话，要自己改掉。'}</p>
      {said.map((marked) => <MarkedText key={marked.field} marked={marked} draft={draft} onToggle={toggle} />)}
      <AllAtOnce fields={said} onKeep={(kept) => onChange({ kept })} />
    </div>
  )
}
