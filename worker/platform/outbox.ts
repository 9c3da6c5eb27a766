import * as z from 'zod/mini'
import { many } from './d1.ts'
import { randomId } from './random.ts'

/** A queue takes at most 100 messages in one call. */
const AT_ONCE = 50

/** Which change is announced; the units are told, and nothing of the report. */
export type Topic = 'report.received' | 'report.changed'
export const Announcement = z.object({ id: z.string(), topic: z.string(), units: z.string() })
export type Announcement = z.infer<typeof Announcement>

export const announcementOf = (topic: Topic, units: readonly string[]): Announcement => ({ id: randomId(), topic, units: units.join(' ') })

/** Stages an announcement in the same batch as the change. */
export function enqueue(db: D1Database, { id, topic, units }: Announcement): D1PreparedStatement {
  return db.prepare('INSERT INTO outbox (id, topic, units) VALUES (?1, ?2, ?3)').bind(id, topic, units)
}

/** Gives announcements that are staged to the queue, then forgets them; twice is possible, never is not. */
export async function handOver(db: D1Database, queue: Queue, staged: readonly Announcement[]): Promise<void> {
  await queue.sendBatch(staged.map((announcement) => ({ body: announcement })))
  await db.prepare('DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(staged.map((row) => row.id))).run()
}

/** Hands over whatever a crash, or a queue out of reach, has left staged. */
export async function drain(db: D1Database, queue: Queue): Promise<void> {
  for (;;) {
    const staged = await many(Announcement, db.prepare('SELECT id, topic, units FROM outbox LIMIT ?1').bind(AT_ONCE))
    if (staged.length === 0) return
    await handOver(db, queue, staged)
  }
}
