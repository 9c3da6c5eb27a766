import { evidenceWords } from '#contract/county/evidence.ts'
import { trackFiles as words } from '#contract/county/track-files.ts'
import { track } from '#contract/county/track.ts'
import { join } from '#contract/bytes.ts'
import { fill } from '#contract/rules/fill.ts'
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { getBytes } from '../api/bytes.ts'
import { bytesBits, LARGEST } from '../evidence/clean/bytes.ts'
import { kindOf, type Kind } from '../evidence/clean/kind.ts'
import { Drawn } from '../evidence/Drawn.tsx'
import { fitOf, MOST_ON_A_PHONE } from '../evidence/picture-size.ts'
import type { OpenedFile } from '../evidence/read.ts'
import { saySize } from '../evidence/say-size.ts'
import { save } from '../evidence/save.ts'
import { fetchTrackedFile, laidAside } from './files.ts'
import type { OpenReport } from './track.ts'

interface Props {
  readonly report: OpenReport
  /** The compartments of the files to show, as their message names them. */
  readonly of: readonly string[]
}

/** The files of one message. One that it names and that is not there is missed. */
export function FileList({ report, of }: Props): JSX.Element {
  return (
    <ul class="plain sent-files">
      {of.map((compartment) => {
        const file = report.files.find((one) => one.compartment === compartment)
        return <li key={compartment}>{file === undefined ? <p class="bad">{words.gone}</p> : <OneFile report={report} file={file} />}</li>
      })}
    </ul>
  )
}

/** What no message tells of: how many came with the report, and files that the server shows and nobody has signed for. */
export function Besides({ report, named }: { readonly report: OpenReport; readonly named: readonly string[] }): JSX.Element | null {
  const { files, tracked: { filedFiles } } = report
  const strays = files.map(({ compartment }) => compartment).filter((one) => !named.includes(one))
  if (filedFiles + strays.length === 0) return null
  return (
    <>
      {strays.length > 0 && <p class="error">{words.stray}</p>}
      {strays.length > 0 && <FileList report={report} of={strays} />}
      {filedFiles > 0 && <p class="hint">{fill(words.filed, { n: filedFiles })}</p>}
    </>
  )
}

/** Pictures that every browser draws; anything else is saved. */
const DRAWN = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']
/** A telephone has no memory for more, twice. */
const LONGEST = 4096

function OneFile({ report, file }: { readonly report: OpenReport; readonly file: OpenedFile }): JSX.Element {
  const { picture, said, asking, working, saving, look, drawn, broken, ask, keep, close } = useFile(report, file)
  if (file.words === null || file.problem !== null) return <p class="bad">{file.problem === 'altered' ? words.altered : file.problem === 'unlisted' ? words.gone : words.shut}</p>
  const { name, type, size } = file.words
  return (
    <>
      <p class="name" dir="auto">{fill(words.said, { name, size: saySize(size) })}</p>
      {file.signature !== 'good' && <p class="bad">{file.signature === 'missing' ? track.signature.unsigned : track.signature.wrong}</p>}
      {picture !== null && <Drawn {...picture} label={name} longest={LONGEST} onDrawn={drawn} onBroken={broken} />}
      <div class="actions">
        {DRAWN.includes(type) && <button type="button" class="button" aria-expanded={picture !== null} aria-disabled={working} onClick={() => void look()}>{picture === null ? words.look : words.close}</button>}
        <button ref={saving} type="button" class="button" aria-expanded={asking} onClick={asking ? close : ask}>{words.save}</button>
      </div>
      {asking && (
        <div class="notice warn">
          <p>{words.really}</p>
          <div class="actions"><button type="button" class="button" aria-disabled={working} onClick={() => void keep()}>{words.sure}</button><button type="button" class="button" onClick={close}>{words.not}</button></div>
        </div>
      )}
      <p role="status" class="hint">{said}</p>
    </>
  )
}

/** A picture in one piece, and what it is, whatever it was said to be. */
interface Opened {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly kind: Kind
}

/** The picture, or why it is not drawn. */
async function drawable(parts: Uint8Array<ArrayBuffer>[]): Promise<Opened | string> {
  const bytes = join(parts)
  const bits = bytesBits(bytes)
  const kind = await kindOf(bits)
  const fit = await fitOf(bits, kind, MOST_ON_A_PHONE)
  return fit === 'fits' ? { bytes, kind } : fit === 'huge' ? words.huge : words.broken
}

/** A file opened in memory; nothing is on the device unless saved. */
function useFile({ keys: { lookup } }: OpenReport, file: OpenedFile) {
  const [picture, show] = useState<Opened | null>(null)
  const [said, setSaid] = useState('')
  const [asking, setAsking] = useState(false)
  const [working, setWorking] = useState(false)
  const saving = useRef<HTMLButtonElement>(null)

  const read = async <T,>(keep: (part: Uint8Array<ArrayBuffer>) => T): Promise<T[] | null> => {
    setWorking(true)
    const percent = (parts: number) => setSaid(fill(words.opening, { percent: Math.floor((100 * parts) / file.shape.parts) }))
    percent(0)
    const answer = await fetchTrackedFile(lookup, file, { get: getBytes, onProgress: percent, keep })
    setWorking(false)
    if (answer.ok) return answer.value
    setSaid(answer.code === 'altered' ? words.altered : answer.code === 'unavailable' ? words.gone : words.lost)
    return null
  }
  /** The focus goes to what stays. */
  const close = () => {
    saving.current?.focus()
    setAsking(false)
  }
  const look = async () => {
    if (working) return
    if (picture !== null) return (show(null), setSaid(''))
    if ((file.words?.size ?? 0) > LARGEST) return setSaid(words.huge)
    const parts = await read((part) => part)
    if (parts === null) return
    const opened = await drawable(parts)
    if (typeof opened === 'string') setSaid(opened)
    else show(opened)
  }
  const keep = async () => {
    if (working) return
    const parts = await read(laidAside)
    close()
    if (parts === null) return
    save(file.words?.name ?? '', new Blob(parts, { type: 'application/octet-stream' }), fill(evidenceWords.pick.names.paper, { n: file.k }))
    setSaid(words.kept)
  }
  return { picture, said, asking, working, saving, look, drawn: () => setSaid(words.looking), broken: () => (show(null), setSaid(words.broken)), keep, ask: () => setAsking(true), close }
}
