import type { ComponentChildren, JSX } from 'preact'

interface ChoiceProps {
  readonly label: ComponentChildren
  readonly hint?: string | undefined
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** One box to tick. */
export function Check({ label, hint, checked, onChange }: ChoiceProps): JSX.Element {
  return (
    <label class="choice">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
      {hint !== undefined && <span class="hint">{hint}</span>}
    </label>
  )
}

interface RadioProps<T extends string> {
  readonly options: readonly { readonly value: T; readonly label: ComponentChildren; readonly hint?: string | undefined }[]
  readonly value: T | null
  readonly onChange: (value: T) => void
  readonly two?: boolean
}

/**
 * Radio buttons without a `name` are each a group of their own to the browser, so the arrow keys and the single tab stop that people expect
 * of a group are made here.
 */
export function Radios<T extends string>({ options, value, onChange, two = false }: RadioProps<T>): JSX.Element {
  const stop = options.some((option) => option.value === value) ? value : options[0]?.value
  const move = (event: KeyboardEvent, index: number) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    const next = step === undefined ? undefined : options[(index + step + options.length) % options.length]
    if (step === undefined || next === undefined) return
    event.preventDefault()
    onChange(next.value)
    const radios = (event.currentTarget as HTMLElement).closest('.choices')?.querySelectorAll<HTMLInputElement>('input[type=radio]')
    radios?.[(index + step + options.length) % options.length]?.focus()
  }
  return (
    <div class={two ? 'choices two' : 'choices'}>
      {options.map((option, index) => (
        <label class="choice" key={option.value}>
          <input
            type="radio"
            checked={option.value === value}
            tabIndex={option.value === stop ? 0 : -1}
            onChange={() => onChange(option.value)}
            onKeyDown={(event) => move(event, index)}
          />
          <span>{option.label}</span>
          {option.hint !== undefined && <span class="hint">{option.hint}</span>}
        </label>
      ))}
    </div>
  )
}

/** The list with `item` in it or out of it, in the order of choosing. */
export const toggled = <T,>(list: readonly T[], item: T, on: boolean): readonly T[] =>
  on ? (list.includes(item) ? list : [...list, item]) : list.filter((other) => other !== item)
