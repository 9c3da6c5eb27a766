import * as z from 'zod/mini'
import { many } from './d1.ts'
import { randomId } from './random.ts'

/** Which change is announced; the units are told, and nothing of the report. */
export type Topic = 'report.received' | 'report.changed'
export const Announcement = z.object({ id: z.string(), topic: z.string(), units: z.string() })
export type Announcement = z.infer<typeof Announcement>

/** Stages an announcement in the same batch as the change. */
export function enqueue(db: D1Database, topic: Topic, units: readonly string[]): D1PreparedStatement {
  return db.prepare('INSERT INTO outbox (id, topic, units) VALUES (?1, ?2, ?3)').bind(randomId(), topic, units.join(' '))
}

/** Gives staged announcements to the queue and forgets them; twice is possible, never is not. */
export async function drain(db: D1Database, queue: Queue): Promise<void> {
  const staged = await many(Announcement, db.prepare('SELECT id, topic, units FROM outbox LIMIT 50'))
  if (staged.length === 0) return
  await queue.sendBatch(staged.map((announcement) => ({ body: announcement })))
  await db.prepare('DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(staged.map((row) => row.id))).run()
}
