/** Deeds of one kind, of a report or of its reward: open ones are buttons, one of them open as its form; shut ones give their reason. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { StaffReport } from '#contract/staff-report.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { useFocusAfter } from './focus.ts'
import type { DeedFormProps } from './MoveForm.tsx'

export interface Deed<Name extends string> {
  readonly name: Name
  readonly label: string
  /** Whether it is the one button that stands out. */
  readonly stands: boolean
  /** Why it is shut, in a sentence; null when it is open. */
  readonly shut: string | null
}

export interface AfterDeed {
  /** Shows the report as the answer brought it, and says these words. */
  readonly onMoved: (report: StaffReport, words: string) => Promise<void>
  /** Fetches the report again after somebody else changed it. */
  readonly onStale: () => Promise<void>
}

/** The form of a deed; `onGo` puts it away and opens another's. */
type DeedForm<Name extends string> = (props: DeedFormProps & { readonly onGo: (name: Name) => void }) => JSX.Element

interface Props<Name extends string> extends AfterDeed {
  readonly unsealed: UnsealedReport
  readonly deeds: readonly Deed<Name>[]
  readonly forms: Record<Name, DeedForm<Name>>
  readonly done: (name: Name, report: StaffReport) => string
  /** Where the focus stays: its heading is focused when a deed is done. */
  readonly pane: { readonly current: HTMLElement | null }
  /** Under which attribute a button is found again: both kinds have an `extend`. */
  readonly mark: 'data-move' | 'data-award'
  /** What the shut ones stand under; null where they are not shown. */
  readonly shutTitle: string | null
}

export function Deeds<Name extends string>({ unsealed, deeds, forms, done, pane, mark, shutTitle, onMoved, onStale }: Props<Name>): JSX.Element {
  const [active, setActive] = useState<Name | null>(null)
  const focusNext = useFocusAfter(active, pane)
  const cancel = (name: Name) => {
    focusNext(`[${mark}=${name}]`)
    setActive(null)
  }
  // The form stays until its outcome is shown: at no moment does one see, or press, what could be done before.
  const moved = async (name: Name, report: StaffReport) => {
    await onMoved(report, done(name, report))
    focusNext('h3')
    setActive(null)
  }
  const shut = deeds.filter((deed) => deed.shut !== null && deed.name !== active)
  return (
    <>
      <ul class="plain open-moves">
        {deeds.filter((deed) => deed.shut === null || deed.name === active).map(({ name, label, stands, shut: why }) => {
          const Form: DeedForm<Name> = forms[name]
          return (
            <li key={name}>
              {name === active
                ? <Form unsealed={unsealed} shut={why} onMoved={(report) => moved(name, report)} onStale={onStale} onCancel={() => cancel(name)} onGo={setActive} />
                : <button type="button" class={stands ? 'button act' : 'button'} {...{ [mark]: name }} onClick={() => setActive(name)}>{label}</button>}
            </li>
          )
        })}
      </ul>
      {shutTitle !== null && shut.length > 0 && (
        <details>
          <summary>{shutTitle}（{shut.length}）</summary>
          <dl class="shut-moves">{shut.map(({ name, label, shut: why }) => <div key={name}><dt>{label}</dt><dd>{why}</dd></div>)}</dl>
        </details>
      )}
    </>
  )
}
