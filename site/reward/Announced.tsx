import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'

type Standing = { step: 'working' } | { step: 'failed' } | { step: 'done'; references: readonly string[] }

async function fetchAnnounced(): Promise<Standing> {
  try {
    const { call, readAnnounced } = await import('./announced-later.ts')
    const answer = await readAnnounced(call)
    return answer.ok ? { step: 'done', references: answer.value } : { step: 'failed' }
  } catch {
    return { step: 'failed' } // The script itself could not be fetched.
  }
}

/** The references of reports whose reward waits: what the county announces instead of calling somebody whom it does not know. */
export function Announced(): JSX.Element {
  const [standing, setStanding] = useState<Standing>({ step: 'working' })
  const read = async () => {
    setStanding({ step: 'working' })
    setStanding(await fetchAnnounced())
  }
  useEffect(() => void read(), [])
  return (
    <div class="waiting">
      <div role="status">
        {standing.step === 'working' && <p>正在取公告…</p>}
        {standing.step === 'failed' && <p>没有取到公告。网络好了再取一次，或者用查询码直接查进度。</p>}
        {standing.step === 'done' && <p>{standing.references.length === 0 ? '现在没有可以领的奖励。' : `这${standing.references.length}件的奖励已经批准：`}</p>}
      </div>
      {standing.step === 'failed' && <p><button type="button" class="button small" onClick={() => void read()}>再取一次</button></p>}
      {standing.step === 'done' && standing.references.length > 0 && <ul class="references plain" aria-label="奖励已经批准的公开编号">{standing.references.map((reference) => <li key={reference}>{reference}</li>)}</ul>}
    </div>
  )
}
