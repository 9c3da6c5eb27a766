/** Where one can go after the one review of a result. The office’s number is in its name. Pure. */
import { recourses } from '../county/recourses.ts'
import { small } from '../county/small.ts'
import { track } from '../county/track.ts'
import type { Basis } from '../county-schema.ts'
import { fill } from './fill.ts'

const isFact = (basis: readonly Basis[]) => basis.some(({ mark }) => mark === '✔')

/** A line for each; whatever has no ✔ among its grounds says that the county's own notice counts. */
export const sayRecourses = (): string[] =>
  recourses.map(({ basis, ...row }) => fill(track.review.recourse, row) + (isFact(basis) ? '' : fill(small.aside, { words: track.review.unsure })))
