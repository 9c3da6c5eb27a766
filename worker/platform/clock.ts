import { profile } from '#contract/county/profile.ts'

/** The Worker's one clock. Everything else gets its time as an argument. */
export interface Moment {
  /** The day in the county's time zone: the only form of time that is kept with a report. */
  readonly today: string
  /** Seconds since 1970, for challenges, TOTP and sessions; never stored with a report. */
  readonly seconds: number
}

const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: profile.timezone, year: 'numeric', month: '2-digit', day: '2-digit' })

export function now(): Moment {
  const instant = Date.now()
  return { today: dayFormat.format(instant), seconds: Math.floor(instant / 1000) }
}
