/** How long a sending will still take. No DOM. */

/** When so many bytes were safe on the other side, in milliseconds of any clock. */
export type Steps = readonly { readonly at: number; readonly sent: number }[]

/** The steps that count: the speed of an hour ago says little. */
export const MOST_STEPS = 6

/** Milliseconds for the rest of `all`; null before there is a speed. By the middle one of the last steps: a night with the lid closed is one step among others. */
export function millisecondsLeft(steps: Steps, all: number): number | null {
  const paces = steps.slice(1).map(({ at, sent }, before) => (at - (steps[before]?.at ?? at)) / (sent - (steps[before]?.sent ?? 0))).sort((one, other) => one - other)
  const pace = paces[Math.floor((paces.length - 1) / 2)]
  return pace === undefined ? null : pace * (all - (steps.at(-1)?.sent ?? 0))
}
