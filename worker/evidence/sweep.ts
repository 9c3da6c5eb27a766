/** What the night does with uploads: forgets those that nobody named, and gives the others' objects a time that tells nothing. */
import * as z from 'zod/mini'
import { commit, many } from '../platform/d1.ts'
import { log } from '../platform/log.ts'
import { copyObject, deleteObjects, keysBefore } from '../platform/objects.ts'
import { randomId } from '../platform/random.ts'
import { NEW } from './commands.ts'

const DAY_HOURS = 24
const DAY_SECONDS = DAY_HOURS * 3600
/** Bounds of one night's work; what is left over is the next one's. */
const MOST_DOOMED = 500
const MOST_MOVED = 200
/** Of these at least, for what was tried before. */
const AGAIN = 20
const LIST_PAGES = 10
const KEPT = 'kept/'

/**
 * In this order: objects that lose their row in one step are found by the next, tonight or tomorrow. A step that fails holds up none of the others,
 * is tried again the next night, and is told in the end.
 */
export async function sweepUploads(db: D1Database, bucket: R2Bucket, seconds: number): Promise<void> {
  const faults: unknown[] = []
  for (const step of [() => forgetUnnamed(db, bucket, seconds), () => moveNamed(db, bucket), () => forgetRowless(db, bucket, seconds)]) {
    await step().catch((fault: unknown) => faults.push(fault))
  }
  if (faults.length > 0) throw new AggregateError(faults, 'the uploads were not all looked after')
}

const Id = z.object({ id: z.string() })
const Key = z.object({ object: z.string() })

/**
 * Uploads that no report has named within a day: marked first, so that neither a part nor a report comes to them any more; then their objects
 * go, then their rows. Whatever dies in between is still marked the next night.
 */
async function forgetUnnamed(db: D1Database, bucket: R2Bucket, seconds: number): Promise<void> {
  const before = Math.floor(seconds / 3600) - DAY_HOURS
  await db.prepare('UPDATE upload SET doomed = 1 WHERE hour < CAST(?1 AS INTEGER)').bind(before).run()
  const doomed = await many(Id, db.prepare('SELECT id FROM upload WHERE hour IS NOT NULL AND doomed = 1 LIMIT ?1').bind(MOST_DOOMED))
  if (doomed.length === 0) return
  const ids = JSON.stringify(doomed.map(({ id }) => id))
  const objects = await many(Key, db.prepare('SELECT object FROM upload_part WHERE upload_id IN (SELECT value FROM json_each(?1))').bind(ids))
  await deleteObjects(bucket, objects.map(({ object }) => object))
  await commit(db, [
    db.prepare('DELETE FROM upload_part WHERE upload_id IN (SELECT value FROM json_each(?1))').bind(ids),
    db.prepare('DELETE FROM upload WHERE id IN (SELECT value FROM json_each(?1))').bind(ids),
  ])
}

const Moving = z.object({ upload_id: z.string(), n: z.int(), digest: z.string(), object: z.string(), moving: z.nullable(z.string()) })

/**
 * The store keeps the second in which each object was put, and that is the reporter's. So the night copies what reports name to keys of its own:
 * what is left is the night's time. The new key is written down first: a copy that is interrupted is made again under the same key.
 * Those that were never tried come first, and of the others some each night, by lot: objects that are gone for good, however many, take nobody's turn for ever, nor do new ones, however many come a day.
 */
async function moveNamed(db: D1Database, bucket: R2Bucket): Promise<void> {
  const find = (tried: 'IS NULL' | 'IS NOT NULL', most: number) => many(
    Moving,
    db.prepare(
      `SELECT p.upload_id, p.n, p.digest, p.object, p.moving FROM upload_part p JOIN upload u ON u.id = p.upload_id
       WHERE u.hour IS NULL AND p.object >= '${NEW}' AND p.object < '${NEW.slice(0, -1)}0' AND p.moving ${tried} ORDER BY random() LIMIT ?1`,
    ).bind(most),
  )
  const untried = await find('IS NULL', MOST_MOVED - AGAIN)
  const waiting = [...untried, ...(await find('IS NOT NULL', MOST_MOVED - untried.length))]
  // One that the store will not read holds up none of the others, nor the night: it is tried again the next, and whoever opens it is told.
  for (const part of waiting) await movePart(db, bucket, part).catch((fault: unknown) => log('sweep-fault', { fault }))
}

async function movePart(db: D1Database, bucket: R2Bucket, { upload_id, n, digest, object, moving }: z.infer<typeof Moving>): Promise<void> {
  const to = moving ?? KEPT + randomId()
  const where = (sql: string) => db.prepare(`UPDATE upload_part SET ${sql} WHERE upload_id = ?1 AND n = ?2`)
  if (moving === null) await where('moving = ?3').bind(upload_id, n, to).run()
  // An object that is gone, or is not what it was, stays where the row says: whoever reads it is told.
  if (!(await copyObject(bucket, object, to, digest))) return
  await where('object = ?3, moving = NULL').bind(upload_id, n, to).run()
  await deleteObjects(bucket, [object])
}

/** Objects whose row never came, or is gone. Only among the new ones: every other was given its row before it was put there. */
async function forgetRowless(db: D1Database, bucket: R2Bucket, seconds: number): Promise<void> {
  const old = await keysBefore(bucket, NEW, seconds - DAY_SECONDS, LIST_PAGES)
  if (old.length === 0) return
  const known = await many(Key, db.prepare('SELECT object FROM upload_part WHERE object IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(old)))
  const named = new Set(known.map(({ object }) => object))
  await deleteObjects(bucket, old.filter((key) => !named.has(key)))
}
