/** Which of the files go with a hand-off, and of which a redacted copy in their place: file by file, and for each unit by itself where they differ. */
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Check } from '../../ui/Choice.tsx'
import { cannotGive } from '../report/holders.ts'
import type { UnsealedReport } from '../report/unseal.ts'
import { unitName } from '../words.ts'
import { filesOf, givingTo, withGiving, type FileChoice, type Giving, type NamedFile } from './files.ts'

/** Files that will go to nobody, whatever is chosen. */
export function Stuck({ unsealed }: { readonly unsealed: UnsealedReport }): JSX.Element | null {
  const stuck = cannotGive(unsealed)
  if (stuck.length === 0) return null
  const named = filesOf(unsealed).filter(({ k }) => stuck.includes(k)).map(({ name }) => name)
  return <p class="bad">这些附件核对不上，给不出去：{named.join('、')}。记下是哪一件，告诉管理员。</p>
}

export interface GivingProps {
  readonly files: readonly NamedFile[]
  /** Who is given the report by this. */
  readonly units: readonly string[]
  /** Those of them that get the redacted copy of the report, and of files copies at most. */
  readonly redacted?: readonly string[]
  readonly choice: FileChoice
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
        {files.map((file) => (choice.apart && units.length > 1 ? <OfEach key={file.k} {...props} file={file} /> : <OfAll key={file.k} {...props} file={file} />))}
      </table>
    </section>
  )
}

/** The files about which there is something to choose. */
const filesShown = ({ files, units, redacted = [] }: Pick<GivingProps, 'files' | 'units' | 'redacted'>): NamedFile[] =>
  units.length === 0 ? [] : files.filter(({ copy }) => copy !== null || units.some((unit) => !redacted.includes(unit)))

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

/** A unit with the redacted copy of the report gets a copy of a file where others get the file. */
const shownGiving = (giving: Giving, copyOnly: boolean): Giving => (copyOnly && giving === 'original' ? 'copy' : giving)

/** What goes otherwise than whole, once more in words before it is sent; empty where all goes to all. */
export function sayFiles({ units, redacted = [], choice, ...rest }: Omit<GivingProps, 'onChoose'>): string {
  const files = filesShown({ units, redacted, ...rest })
  const sayTo = (unit: string | null, copyOnly: boolean) => {
    const named = (wanted: Giving) => files.filter((file) => (!copyOnly || file.copy !== null) && shownGiving(givingTo(choice, unit, file), copyOnly) === wanted).map(({ name }) => name).join('、')
    const [copies, none] = [named('copy'), named('none')]
    return [copies !== '' && `附件给脱敏件：${copies}。`, none !== '' && `不给：${none}。`].filter(Boolean).join('')
  }
  if (!choice.apart || units.length < 2) return sayTo(null, units.every((unit) => redacted.includes(unit)))
  return units.flatMap((unit) => {
    const said = sayTo(unit, redacted.includes(unit))
    return said === '' ? [] : [`${unitName(unit)}，${said}`]
  }).join('')
}
