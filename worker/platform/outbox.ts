import * as z from 'zod/mini'
import { many } from './d1.ts'
import { randomId } from './random.ts'

/** A queue takes at most 100 messages in one call. */
const AT_ONCE = 50

/** Which change is told of; the units are told, and nothing of the report. */
export type Topic = 'report.received' | 'report.changed'
export const Notice = z.object({ id: z.string(), topic: z.string(), units: z.string() })
export type Notice = z.infer<typeof Notice>

export const noticeTo = (topic: Topic, units: readonly string[]): Notice => ({ id: randomId(), topic, units: units.join(' ') })

/** Stages a notice in the same batch as the change. */
export function enqueue(db: D1Database, { id, topic, units }: Notice): D1PreparedStatement {
  return db.prepare('INSERT INTO outbox (id, topic, units) VALUES (?1, ?2, ?3)').bind(id, topic, units)
}

/** Gives notices that are staged to the queue, then forgets them; twice is possible, never is not. */
export async function handOver(db: D1Database, queue: Queue, staged: readonly Notice[]): Promise<void> {
  await queue.sendBatch(staged.map((notice) => ({ body: notice })))
  await db.prepare('DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(staged.map((row) => row.id))).run()
}

/** Hands over whatever a crash, or a queue out of reach, has left staged. */
export async function drain(db: D1Database, queue: Queue): Promise<void> {
  for (;;) {
    const staged = await many(Notice, db.prepare('SELECT id, topic, units FROM outbox LIMIT ?1').bind(AT_ONCE))
    if (staged.length === 0) return
    await handOver(db, queue, staged)
  }
}
