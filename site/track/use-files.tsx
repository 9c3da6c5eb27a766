import { messages } from '#contract/county/messages.ts'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { FilesLater } from './files-later.ts'
import type { OpenReport } from './track.ts'

/** A report's files on the page: what shows them is fetched where there are any, a message names one, or some came with the filing. */
export function useFiles(report: OpenReport): { of: (compartments: readonly string[]) => JSX.Element | null; besides: JSX.Element | null } {
  const { files, messages: said, tracked: { filedFiles } } = report
  const named = said.flatMap((message) => message.files)
  const wanted = files.length + filedFiles + named.length > 0
  const [later, setLater] = useState<FilesLater | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (wanted) void import('./files-later.ts').then(({ filesLater }) => setLater(filesLater), () => setFailed(true))
  }, [wanted])
  if (later === null) return { of: () => null, besides: failed ? <p class="error" role="alert">{messages.network['not-opened']}</p> : null }
  const { FileList, Besides } = later
  return {
    of: (compartments) => <FileList report={report} of={compartments} />,
    besides: <Besides report={report} named={named} />,
  }
}
