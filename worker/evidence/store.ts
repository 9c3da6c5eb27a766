/** The rows of uploads and their parts. */
import * as z from 'zod/mini'
import { allSealed, type Shape } from '#contract/rules/part-size.ts'
import { one, readTogether } from '../platform/d1.ts'
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

/** Writes nothing where the hour's uploads that no report names would come to more than `most` bytes: then no row is returned. */
export function insertUpload(db: D1Database, upload: Shape & { id: string; verify: string }, hour: number, most: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO upload (id, verify_key, parts, last, bytes, hour) SELECT ?1, ?2, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER), CAST(?5 AS INTEGER), CAST(?6 AS INTEGER)
       WHERE (SELECT coalesce(sum(bytes), 0) FROM upload WHERE hour = CAST(?6 AS INTEGER)) + ?5 <= ?7 RETURNING id`,
    )
    .bind(upload.id, upload.verify, upload.parts, upload.last, allSealed(upload), hour, most)
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
