import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { isFileCopy } from '#contract/rules/file-copy.ts'
import type { EvidenceProps } from './Evidence.tsx'

/** 附件 of a report that has any: what shows them is fetched then, and not before. */
export function EvidenceSection({ unsealed, onChanged }: EvidenceProps): JSX.Element | null {
  const [Evidence, setEvidence] = useState<ComponentType<EvidenceProps> | null>(null)
  const [problem, setProblem] = useState('')
  const count = Math.max(unsealed.report.evidence?.length ?? 0, unsealed.evidence.length)
  const copies = unsealed.report.evidence?.filter(({ k }) => isFileCopy(k)).length ?? 0
  const hasAny = count > 0
  useEffect(() => {
    if (hasAny) import('./Evidence.tsx').then((part) => setEvidence(() => part.Evidence), () => setProblem('附件这一段没有取到。连上网，刷新这一页再打开。'))
  }, [hasAny])
  if (!hasAny) return null
  return (
    <section class="evidence" aria-labelledby="evidence-title">
      <h3 id="evidence-title">附件<small>{sayCount(count - copies, copies)}</small></h3>
      {problem !== '' ? <p class="notice" role="alert">{problem}</p> : Evidence === null ? <p class="quiet" role="status">正在打开…</p> : <Evidence unsealed={unsealed} onChanged={onChanged} />}
    </section>
  )
}

const sayCount = (files: number, copies: number): string => [files > 0 && `${files}个`, copies > 0 && `脱敏件${copies}个`].filter(Boolean).join('，')
