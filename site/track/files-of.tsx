import { messages } from '#contract/county/messages.ts'
import type { JSX } from 'preact'
import { besides, hasFiles } from './besides.ts'
import type { OpenReport } from './track.ts'

/** Shows the files that came with a message; what shows them came before the report was shown. */
export const filesOf = (report: OpenReport) => (compartments: readonly string[]): JSX.Element | null => {
  const { files } = besides()
  return files === null ? null : <files.FileList report={report} of={compartments} />
}

/** What no message tells of; and that files cannot be shown, where what shows them did not come. */
export function ReportFiles({ report }: { readonly report: OpenReport }): JSX.Element | null {
  const { files } = besides()
  if (files !== null) return <files.Besides report={report} named={report.messages.flatMap((message) => message.files)} />
  return hasFiles(report) ? <p class="error" role="alert">{messages.network['not-opened']}</p> : null
}
