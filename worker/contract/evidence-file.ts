import * as z from 'zod/mini'
import { Bytes32, Id, UnitId } from './ids.ts'
import { MAX_FILES } from './rules/part-size.ts'

/** A file of a report, or a redacted copy of one. `k`: its number within the report (rules/file-copy.ts); for a unit with the redacted copy of the report, one of its own (../report/copy-numbers.ts). Its name and all else stand in its sealed manifest, the body at `compartment` and `n`. */
export const EvidenceFile = z.strictObject({ k: z.int(), seq: z.int(), parts: z.int(), last: z.int(), digest: Bytes32, compartment: Id, n: z.int() })
export type EvidenceFile = z.infer<typeof EvidenceFile>

/** The same as its reporter sees it: without the number of the event, which would tell how many there are that a reporter is not told. */
export const TrackedFile = z.omit(EvidenceFile, { seq: true })
export type TrackedFile = z.infer<typeof TrackedFile>

/** A file, or a redacted copy of one, that a unit was not given. */
export const Withheld = z.strictObject({ unit: UnitId, k: z.int() })
export type Withheld = z.infer<typeof Withheld>

/**
 * The files of either side and the redacted copies of files, by number, that units which are given a report are not given with it. Without a file a unit
 * with the original gets its newest copy, unless that is left out too; one with the redacted copy of the report never gets more than these copies.
 */
export const Without = z.record(UnitId, z.array(z.int().check(z.positive())).check(z.minLength(1), z.maxLength(4 * MAX_FILES)))
export type Without = Readonly<Record<string, readonly number[]>>
