import { small } from '#contract/county/small.ts'
import type { JSX } from 'preact'

interface Props {
  /** The number on the dial. */
  readonly days: number
  /** The part of the round that is drawn, 0 to 1. */
  readonly part: number
  readonly size?: number
  readonly unit?: string
  readonly late?: boolean
}

/** A dial that shows a span of days as a part of a round, with the number on it. The words beside it say the same. */
export function Clock({ days, part, size = 88, unit = small.days, late = false }: Props): JSX.Element {
  const drawn = Math.min(Math.max(part, 0), 0.9999)
  const x = 24 + 19 * Math.sin(drawn * 2 * Math.PI)
  const y = 24 - 19 * Math.cos(drawn * 2 * Math.PI)
  return (
    <svg class={late ? 'clock late' : 'clock'} viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" focusable="false">
      <circle class="dial" cx="24" cy="24" r="19" />
      <path class="span" d={`M24 5A19 19 0 ${drawn > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}`} />
      <text x="24" y="27.5" text-anchor="middle" class="days">{days}</text>
      <text x="24" y="36.5" text-anchor="middle" class="unit">{unit}</text>
    </svg>
  )
}
