/** 脱敏件: what could tell who wrote it is marked; each mark is a button that hides or keeps it; then the words can be written over. */
import type { JSX } from 'preact'
import { MAX_BODY_CHARACTERS } from '#contract/limits.ts'
import { isDay, sayDay } from '#contract/rules/day.ts'
import { Check, toggled } from '../../ui/Choice.tsx'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole } from '../context.ts'
import { Words } from '../fields.tsx'
import { MoveForm, useMoveDraft, type FormProps } from '../moves/MoveForm.tsx'
import { redact } from './act.ts'
import { COPIED, copyOf, copyWords, FRESH, keyOf, markedFields, stillTelling, type CopiedField, type CopyDraft, type MarkedField } from './copy.ts'

export const LABELS: Record<CopiedField, string> = { place: '地点', subject: '被举报的', body: '情况' }

export function RedactForm(props: FormProps): JSX.Element {
  const { session } = useConsole()
  const { unsealed } = props
  const [draft, change] = useMoveDraft<CopyDraft>('redact', unsealed, FRESH)
  const fields = markedFields(unsealed)
  const words = copyWords(unsealed, draft)
  const since = unsealed.content?.words?.since
  const toggle = (key: string) => change({ kept: toggled(draft.kept, key, !draft.kept.includes(key)) })
  return (
    <MoveForm move="redact" button="加密存成脱敏件" {...props} missing={missingIn(words.body)} act={() => redact(session, unsealed, words)}>
      <div class="redaction">
        <section class="stack" aria-labelledby="marked-title">
          <h5 id="marked-title">原件</h5>
          <p class="hint">带框的话可能认得出人。划掉的会换成〔 〕里的字；按一下留着，再按一下又划掉。认得出人的话不止这些，通读一遍。</p>
          {fields.map((marked) => <MarkedText key={marked.field} marked={marked} draft={draft} onToggle={toggle} />)}
          <AllAtOnce fields={fields} onKeep={(kept) => change({ kept })} />
        </section>
        <section class="stack" aria-labelledby="copy-title">
          <h5 id="copy-title">给出去的是这一份</h5>
          {fields.map((marked) => (
            <Words
              key={marked.field} label={LABELS[marked.field]} rows={marked.field === 'body' ? 9 : 2} max={MAX_BODY_CHARACTERS} value={copyOf(marked, draft)}
              onInput={(text) => change({ edited: { ...draft.edited, [marked.field]: text } })}
            />
          ))}
          {since !== undefined && <Check label={`写上什么时候起：${isDay(since) ? sayDay(since, unsealed.report.today) : since}`} checked={draft.withSince} onChange={(withSince) => change({ withSince })} />}
          {COPIED.some((field) => draft.edited[field] !== undefined) && <button type="button" class="link" onClick={() => change({ edited: {} })}>不要改的字，照划掉的重来</button>}
        </section>
      </div>
      <StillTelling {...stillTelling(unsealed, words)} />
    </MoveForm>
  )
}

const missingIn = (body: string): string | null =>
  body === '' ? '情况是空的，拿到的人不知道要查什么。' : [...body].length > MAX_BODY_CHARACTERS ? '太长了，删短一些。' : null

/** The words as they stand, each mark a button in its place. Once a field has been written over, its marks only show. */
export function MarkedText({ marked, draft, onToggle }: { readonly marked: MarkedField; readonly draft: CopyDraft; readonly onToggle: (key: string) => void }): JSX.Element {
  const { field, text, marks } = marked
  const done = draft.edited[field] !== undefined
  const ends = marks.map(({ at, words }) => at + words.length)
  return (
    <div>
      <p class="quiet">{LABELS[field]}{done && '（下面改过字了，这里划不划都照改过的）'}</p>
      <p class="verbatim marked" dir="auto">
        {marks.map((mark, n) => {
          const key = keyOf(field, mark)
          const hidden = !draft.kept.includes(key)
          return [
            text.slice(ends[n - 1] ?? 0, mark.at),
            <button key={key} type="button" class="mark" aria-pressed={hidden} aria-disabled={done} onClick={() => !done && onToggle(key)}>
              <span class="sr-only">隐去：</span>{mark.words}<span class="sr-only">，换成{mark.neutral}</span>
            </button>,
          ]
        })}
        {text.slice(ends.at(-1) ?? 0)}
      </p>
    </div>
  )
}

export function AllAtOnce({ fields, onKeep }: { readonly fields: readonly MarkedField[]; readonly onKeep: (kept: readonly string[]) => void }): JSX.Element {
  const keys = fields.flatMap(({ field, marks }) => marks.map((mark) => keyOf(field, mark)))
  if (keys.length === 0) return <p>没有找到姓名、电话、岗位、班次一类的话。只有他知道的事，要你自己看。</p>
  return (
    <p class="row">
      <span>找到{keys.length}处。</span>
      <button type="button" class="link" onClick={() => onKeep([])}>全部划掉</button>
      <button type="button" class="link" onClick={() => onKeep(keys)}>全部留着</button>
    </p>
  )
}

export function StillTelling({ clues, quoted }: ReturnType<typeof stillTelling>): JSX.Element {
  return (
    <div role="status">
      {clues.length + quoted.length > 0 && (
        <div class="notice warn clues">
          <Sign shape="triangle" glyph="look" size={40} />
          <div>
            {clues.length > 0 && <><p><strong>这一份里还留着：</strong></p><ul>{clues.map((one) => <li key={one}><bdi>{one}</bdi></li>)}</ul></>}
            {quoted.length > 0 && <><p><strong>这几句和举报人在往来里写的一样：</strong></p><ul>{quoted.map((one) => <li key={one}><bdi>{one}</bdi></li>)}</ul></>}
          </div>
        </div>
      )}
    </div>
  )
}
