/** Which of the files go with a hand-off, and of which a redacted copy in their place. */
import type { JSX } from 'preact'
import { Pick, Tick } from '../fields.tsx'
import { choiceOfTick, type Chosen, type Giving, type NamedFile } from './files.ts'

interface Props {
  readonly files: readonly NamedFile[]
  readonly givingOf: (file: NamedFile) => Giving
  /** Whether all units get the redacted copy of the report, and of files copies at most. */
  readonly copiesOnly: boolean
  /** Whether some get the original and some the redacted copy. */
  readonly both: boolean
  readonly onGive: (giving: Chosen) => void
}

export function FileGiving({ files, givingOf, copiesOnly, both, onGive }: Props): JSX.Element {
  if (copiesOnly) return <Ticked label="连这些附件的脱敏件一起给" hint="不勾的不给；原来的附件都不给" files={files} givingOf={givingOf} onGive={onGive} />
  const whole = files.filter(({ copy }) => copy === null)
  return (
    <>
      {whole.length > 0 && <Ticked label="拿原件的，连这些附件一起给" hint="不勾的不给，它打不开；以后可以再给" files={whole} givingOf={givingOf} onGive={onGive} />}
      {files.filter(({ copy }) => copy !== null).map((file) => (
        <Pick key={file.k} label={`${file.name}，给哪一份`} hint={both ? '只拿脱敏件的单位，附件也只给脱敏件' : undefined} options={optionsOf(file)} value={givingOf(file)} onChange={(giving) => onGive({ [file.k]: giving })} />
      ))}
    </>
  )
}

const optionsOf = ({ isHere }: NamedFile) => [
  { value: 'copy' as const, label: '脱敏件', hint: '遮过的那一份；原来的它打不开，以后可以再给' },
  ...(isHere ? [{ value: 'original' as const, label: '原件' }] : []),
  { value: 'none' as const, label: '不给' },
]

interface TickedProps {
  readonly files: Props['files']
  readonly givingOf: Props['givingOf']
  readonly onGive: Props['onGive']
  readonly label: string
  readonly hint: string
}

function Ticked({ label, hint, files, givingOf, onGive }: TickedProps): JSX.Element {
  return (
    <Tick label={label} hint={hint} options={files.map(({ k, name }) => ({ value: String(k), label: name }))} values={files.filter((file) => givingOf(file) !== 'none').map(({ k }) => String(k))}
      onChange={(values) => onGive(choiceOfTick(files, givingOf, values.map(Number)))} />
  )
}
