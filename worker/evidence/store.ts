/** The rows of uploads and their parts. */
import * as z from 'zod/mini'
import type { EvidenceFile } from '#contract/evidence-file.ts'
import type { Copy } from '#contract/staff-report.ts'
import { isFileCopy } from '#contract/rules/file-copy.ts'
import { allSealed, type Shape } from '#contract/rules/part-size.ts'
import { many, one, readTogether } from '../platform/d1.ts'
import type { Upload, UploadPart } from './decide.ts'

const truth = z.pipe(z.int(), z.transform((value) => value === 1))
export const UPLOAD_COLUMNS = 'id, verify_key AS verify, parts, last, digest, hour, doomed'
export const UploadRow = z.object({ id: z.string(), verify: z.string(), parts: z.int(), last: z.int(), digest: z.nullable(z.string()), hour: z.nullable(z.int()), doomed: truth })
const PART_COLUMNS = 'n, bytes, digest, object'
const PartRow = z.object({ n: z.int(), bytes: z.int(), digest: z.string(), object: z.string() })

export function findByKey(db: D1Database, verify: string): Promise<Upload | null> {
  return one(UploadRow, db.prepare(`SELECT ${UPLOAD_COLUMNS} FROM upload WHERE verify_key = ?1`).bind(verify))
}

/** An upload with its parts in order, in one round trip; with `n` that part alone. */
export async function findUpload(db: D1Database, id: string, n: number | null = null): Promise<{ upload: Upload; kept: UploadPart[] } | null> {
  const [uploads, kept] = await readTogether(db, [
    db.prepare(`SELECT ${UPLOAD_COLUMNS} FROM upload WHERE id = ?1`).bind(id),
    db.prepare(`SELECT ${PART_COLUMNS} FROM upload_part WHERE upload_id = ?1 AND (?2 IS NULL OR n = ?2) ORDER BY n`).bind(id, n),
  ])
  const [upload] = z.array(UploadRow).parse(uploads)
  return upload === undefined ? null : { upload, kept: z.array(PartRow).parse(kept) }
}

export interface NewUpload extends Shape {
  readonly id: string
  readonly verify: string
  /** Whether a member began it. */
  readonly member: boolean
}

/** Writes nothing where the hour's uploads that no report names, members' or all the others', would come to more than `most` bytes: then no row is returned. */
export function insertUpload(db: D1Database, upload: NewUpload, hour: number, most: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO upload (id, verify_key, parts, last, bytes, hour, member)
       SELECT ?1, ?2, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER), CAST(?5 AS INTEGER), CAST(?6 AS INTEGER), CAST(?8 AS INTEGER)
       WHERE (SELECT coalesce(sum(bytes), 0) FROM upload WHERE hour = CAST(?6 AS INTEGER) AND member = ?8) + ?5 <= ?7 RETURNING id`,
    )
    .bind(upload.id, upload.verify, upload.parts, upload.last, allSealed(upload), hour, most, upload.member ? 1 : 0)
}

/** Its primary key is (upload_id, n): of two that bring one part at once the second fails. So does a part of an upload that is closed (0018_uploads.sql). */
export function insertPart(db: D1Database, upload: string, part: UploadPart): D1PreparedStatement {
  return db
    .prepare('INSERT INTO upload_part (upload_id, n, bytes, digest, object) VALUES (?1, ?2, ?3, ?4, ?5)')
    .bind(upload, part.n, part.bytes, part.digest, part.object)
}

export function closeUpload(db: D1Database, upload: string, digest: string): D1PreparedStatement {
  return db.prepare('UPDATE upload SET digest = ?2 WHERE id = ?1 AND digest IS NULL AND doomed = 0').bind(upload, digest)
}

export function findUploads(db: D1Database, ids: readonly string[]): Promise<Upload[]> {
  return many(UploadRow, db.prepare(`SELECT ${UPLOAD_COLUMNS} FROM upload WHERE id IN (SELECT value FROM json_each(?1))`).bind(JSON.stringify(ids)))
}

export interface NewEvidence extends EvidenceFile {
  readonly upload: string
  readonly proof: string
}

/** Fails where the upload is not whole, or was named or doomed meanwhile (0022_evidence.sql). */
export function insertEvidence(db: D1Database, report: string, { k, seq, upload, digest, parts, last, compartment, n, proof }: NewEvidence): D1PreparedStatement {
  return db
    .prepare('INSERT INTO evidence (report_id, k, seq, upload_id, digest, parts, last, compartment, n, proof) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)')
    .bind(report, k, seq, upload, digest, parts, last, compartment, n, proof)
}

/** Of the report whose id this SQL gives. */
export const selectEvidence = (db: D1Database, id: string, value: string): D1PreparedStatement =>
  db.prepare(`SELECT k, seq, parts, last, digest, compartment, n FROM evidence WHERE report_id = ${id} ORDER BY k`).bind(value)

export interface WhichPart {
  readonly reference: string
  readonly k: number
  readonly n: number
}

/** Where a part lies, if the member's unit holds this of the report, and was given the file: with the redacted copy none but copies of files; `opened`: whether the member's look at the file stands in today's history. */
export function findObject(db: D1Database, { reference, k, n }: WhichPart, { unit, name }: { unit: string | null; name: string }, today: string, copy: Copy): Promise<{ object: string; opened: boolean } | null> {
  return one(
    z.object({ object: z.string(), opened: truth }),
    db
      .prepare(
        `SELECT p.object, EXISTS (
             SELECT 1 FROM event o WHERE o.report_id = r.id AND o.kind = 'evidence-opened' AND o.member = ?5 AND o.day = ?6 AND json_extract(o.detail, '$.file') = e.k) AS opened
         FROM report r JOIN part h ON h.report_id = r.id AND h.unit = ?2 AND h.standing = 'holding' AND h.copy = ?7
           JOIN evidence e ON e.report_id = r.id AND e.k = ?3 JOIN upload_part p ON p.upload_id = e.upload_id AND p.n = ?4 WHERE r.reference = ?1 AND (?7 = 'original' OR ?8 = 1)
           AND NOT EXISTS (SELECT 1 FROM withheld w WHERE w.report_id = r.id AND w.unit = ?2 AND w.k = ?3)`,
      )
      .bind(reference, unit, k, n, name, today, copy, isFileCopy(k) ? 1 : 0),
  )
}

/** Where a part of a file that came after the filing lies, for whoever holds the code. Redacted copies are among members. */
export async function findTrackedObject(db: D1Database, lookupHash: string, k: number, n: number): Promise<string | null> {
  if (isFileCopy(k)) return null
  const found = await one(
    z.object({ object: z.string() }),
    db
      .prepare(
        `SELECT p.object FROM report r JOIN evidence e ON e.report_id = r.id AND e.k = ?2 AND e.seq > 1
           JOIN upload_part p ON p.upload_id = e.upload_id AND p.n = ?3 WHERE r.lookup_hash = ?1`,
      )
      .bind(lookupHash, k, n),
  )
  return found?.object ?? null
}
