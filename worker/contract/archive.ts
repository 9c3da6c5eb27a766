/** 封存档案: everything the database holds of one report, as it is and still sealed, in one file that can be checked without us. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Bytes32, Bytes64, Day } from './ids.ts'
import { MAX_SMALL_BYTES } from './limits.ts'
import { ChainLink } from './public.ts'
import { Receipt } from './report.ts'
import { VerifyKey } from './sealed.ts'

export const ARCHIVE_FORMAT = 'anshao/archive/v1'

/** Every table that holds rows of a report. The inbox is left out: it repeats what these say. */
export const ARCHIVED_TABLES = ['report', 'position', 'event', 'body', 'report_grant', 'part', 'filed', 'custody', 'reporter_key', 'letter', 'award', 'transfer', 'evidence', 'withheld'] as const
export type ArchivedTable = (typeof ARCHIVED_TABLES)[number]

export const ArchivedRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
export type ArchivedRow = z.infer<typeof ArchivedRow>

export const Archive = z.strictObject({
  format: z.literal(ARCHIVE_FORMAT),
  county: z.string(),
  /** The day of the export. */
  day: Day,
  receipt: Receipt,
  /** The key that the receipt and the seal are verified with; compare it with the county's published one. */
  receiptKey: Bytes32,
  /** The published link that holds the filing, and the head before it; null until the filing's day has been linked. */
  chain: z.nullable(z.strictObject({ before: Bytes32, link: ChainLink })),
  /** The keyring's version that the filing was sealed to; and of the units in it every key that their signatures may be by, former ones included. */
  keyring: z.strictObject({ version: z.int(), verify: z.record(z.string(), z.array(VerifyKey)) }),
  /** As the console shows it (StaffReport), with route and deadlines as they stood; grants and bodies left to the tables. Kept unparsed: archives outlive versions. */
  shown: z.record(z.string(), z.unknown()),
  /** Table by table, row by row; but of the grant that opens an identity only its digest (`withheld`). */
  tables: z.record(z.string(), z.array(ArchivedRow)),
  /** SHA-256 of each of the parts above; see rules/archive.ts. */
  manifest: z.record(z.string(), Bytes32),
  /** The receipt key's signature over the manifest. */
  seal: Bytes64,
})
export type Archive = z.infer<typeof Archive>

export const exportReport = endpoint({
  name: 'exportReport',
  summary: 'A report’s whole life as a sealed archive. That somebody took one is an event in its history.',
  method: 'POST',
  path: '/api/staff/reports/:reference/export',
  access: ['auditor', 'supervisor'],
  maxBytes: MAX_SMALL_BYTES,
  input: z.strictObject({}),
  ok: Archive,
})
