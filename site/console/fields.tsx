/** The console's fields beyond those of site/ui: a line that may be secret, a long select, and groups made whole. Knows nothing of reports. */
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Check, Radios, toggled } from '../ui/Choice.tsx'
import { Group, TextField } from '../ui/Field.tsx'

interface LineProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  readonly onInput: (value: string) => void
  readonly type?: 'text' | 'password'
  readonly inputMode?: 'numeric' | 'text'
  readonly autoComplete?: string
  readonly maxLength?: number
  readonly class?: string
}

/** One line of a sign-in, which a password manager may fill. Spelling help is off: some browsers send words away for it. */
export function Line({ label, hint, value, onInput, class: extra = '', ...rest }: LineProps): JSX.Element {
  const id = useId()
  return (
    <div class="field">
      <label class="name" for={id}>{label}</label>
      {hint !== undefined && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <input
        id={id} class={extra} value={value} onInput={(event) => onInput(event.currentTarget.value)} spellcheck={false} autocapitalize="off"
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })} {...rest}
      />
    </div>
  )
}

interface WordsProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  readonly onInput: (value: string) => void
  readonly max: number
  readonly rows?: number
}

/** Several lines of words. */
export function Words({ rows = 5, ...rest }: WordsProps): JSX.Element {
  return <TextField id={useId()} rows={rows} {...rest} />
}

export interface Option<T extends string> {
  readonly value: T
  readonly label: string
  readonly hint?: string | undefined
}

interface PickProps<T extends string> {
  readonly label: string
  readonly hint?: string | undefined
  readonly options: readonly Option<T>[]
  readonly value: T | null
  readonly onChange: (value: T) => void
}

/** One of several. */
export function Pick<T extends string>({ label, hint, options, value, onChange }: PickProps<T>): JSX.Element {
  return (
    <Group id={useId()} label={label} hint={hint} role="radiogroup">
      <Radios options={options} value={value} onChange={onChange} />
    </Group>
  )
}

interface TickProps<T extends string> {
  readonly label: string
  readonly hint?: string | undefined
  readonly options: readonly Option<T>[]
  readonly values: readonly T[]
  readonly onChange: (values: readonly T[]) => void
}

/** Any of several. */
export function Tick<T extends string>({ label, hint, options, values, onChange }: TickProps<T>): JSX.Element {
  return (
    <Group id={useId()} label={label} hint={hint}>
      <div class="choices">
        {options.map((option) => (
          <Check
            key={option.value} label={option.label} hint={option.hint} checked={values.includes(option.value)}
            onChange={(on) => onChange(toggled(values, option.value, on))}
          />
        ))}
      </div>
    </Group>
  )
}

export interface OptionGroup {
  readonly name: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

interface SelectProps {
  readonly label: string
  readonly hint?: string | undefined
  /** The words of the empty choice. */
  readonly none: string
  readonly groups: readonly OptionGroup[]
  readonly value: string
  readonly onChange: (value: string) => void
  /** The label is for screen readers only. */
  readonly quiet?: boolean
}

/** A choice too long for radio buttons. */
export function Select({ label, hint, none, groups, value, onChange, quiet = false }: SelectProps): JSX.Element {
  const id = useId()
  return (
    <div class="field">
      <label class={quiet ? 'sr-only' : 'name'} for={id}>{label}</label>
      {hint !== undefined && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)} aria-describedby={hint === undefined ? undefined : `${id}-hint`}>
        <option value="">{none}</option>
        {groups.filter((group) => group.options.length > 0).map((group) => (
          <optgroup key={group.name} label={group.name}>
            {group.options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
