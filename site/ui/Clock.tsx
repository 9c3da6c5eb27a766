import type { JSX } from 'preact'

interface Props {
  /** How many days the clock allows. */
  readonly days: number
  /** What a full round stands for. */
  readonly round?: number
  readonly size?: number
  readonly unit?: string
}

/** A dial that shows a span of days as a part of a round, with the number on it. The words beside it say the same. */
export function Clock({ days, round = 60, size = 88, unit = '天' }: Props): JSX.Element {
  const part = Math.min(days / round, 0.9999)
  const angle = part * 2 * Math.PI
  const x = 24 + 19 * Math.sin(angle)
  const y = 24 - 19 * Math.cos(angle)
  return (
    <svg class="clock" viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" focusable="false">
      <circle class="dial" cx="24" cy="24" r="19" />
      <path class="span" d={`M24 5A19 19 0 ${part > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}`} />
      <text x="24" y="27.5" text-anchor="middle" class="days">{days}</text>
      <text x="24" y="36.5" text-anchor="middle" class="unit">{unit}</text>
    </svg>
  )
}
