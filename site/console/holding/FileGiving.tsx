/** Which of the files go with a hand-off, and of which a redacted copy in their place: file by file, and for each unit by itself where they differ. */
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Check } from '../../ui/Choice.tsx'
import type { UnsealedReport } from '../report/unseal.ts'
import { unitName } from '../words.ts'
import { choiceFor, givingTo, stuckFiles, withGiving, type FileChoice, type Giving, type GivingTo, type NamedFile } from './files.ts'
import { filesShown, shownGiving } from './say-giving.ts'

/** Files that will not go to those who are given the original by this, whatever is chosen. */
export function Stuck({ unsealed, units }: { readonly unsealed: UnsealedReport; readonly units: readonly string[] }): JSX.Element | null {
  const stuck = stuckFiles(unsealed, units)
  return stuck.length === 0 ? null : <p class="bad">这些附件核对不上，给不出去：{stuck.join('、')}。记下是哪一件，告诉管理员。</p>
}

export interface GivingProps extends GivingTo {
  readonly onChoose: (choice: FileChoice) => void
}

export function FileGiving(props: GivingProps): JSX.Element | null {
  const { units, redacted = [], choice, onChoose } = props
  const id = useId()
  const files = filesShown(props)
  if (files.length === 0) return null
  const some = redacted.length > 0
  return (
    <section class="giving" aria-labelledby={id}>
      <h5 id={id}>附件给哪一份</h5>
      <p class="hint">不给的，它打不开，以后可以再给。{some && (redacted.length < units.length ? '只拿脱敏件的单位，附件也只给脱敏件。' : '原来的附件都不给。')}</p>
      {units.length > 1 && <Check label="各单位不同" checked={choice.apart} onChange={(apart) => onChoose({ ...choice, apart })} />}
      <table aria-labelledby={id}>
        <thead class="sr-only"><tr><th scope="col">附件</th><th scope="col">给哪一份</th></tr></thead>
        {files.map((file) => (choiceFor(props).apart ? <OfEach key={file.k} {...props} file={file} /> : <OfAll key={file.k} {...props} file={file} />))}
      </table>
    </section>
  )
}

type RowsProps = GivingProps & { readonly file: NamedFile }

function OfAll({ units, redacted = [], choice, onChoose, file }: RowsProps): JSX.Element {
  const copyOnly = units.every((unit) => redacted.includes(unit))
  return (
    <tbody>
      <tr>
        <th scope="row">{file.name}</th>
        <td><Which label={`${file.name}，给哪一份`} options={optionsOf(file, copyOnly)} value={shownGiving(givingTo(choice, null, file), copyOnly)} onChange={(giving) => onChoose(withGiving(choice, null, file, giving))} /></td>
      </tr>
    </tbody>
  )
}

function OfEach({ units, redacted = [], choice, onChoose, file }: RowsProps): JSX.Element {
  return (
    <tbody>
      <tr><th scope="rowgroup" colSpan={2}>{file.name}</th></tr>
      {units.filter((unit) => file.copy !== null || !redacted.includes(unit)).map((unit) => (
        <tr key={unit}>
          <th scope="row" class="unit">{unitName(unit)}</th>
          <td>
            <Which label={`${file.name}，给${unitName(unit)}哪一份`} options={optionsOf(file, redacted.includes(unit))} value={shownGiving(givingTo(choice, unit, file), redacted.includes(unit))}
              onChange={(giving) => onChoose(withGiving(choice, unit, file, giving))} />
          </td>
        </tr>
      ))}
    </tbody>
  )
}

interface WhichProps {
  readonly label: string
  readonly options: readonly Giving[]
  readonly value: Giving
  readonly onChange: (giving: Giving) => void
}

const NAMES: Readonly<Record<Giving, string>> = { original: '原件', copy: '脱敏件', none: '不给' }

function Which({ label, options, value, onChange }: WhichProps): JSX.Element {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(options.find((one) => one === event.currentTarget.value) ?? value)} class={value}>
      {options.map((one) => <option key={one} value={one}>{NAMES[one]}</option>)}
    </select>
  )
}

const optionsOf = ({ copy, isHere }: NamedFile, copyOnly: boolean): Giving[] =>
  [...(isHere && !copyOnly ? ['original' as const] : []), ...(copy === null ? [] : ['copy' as const]), 'none']
