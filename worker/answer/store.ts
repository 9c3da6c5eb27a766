import { PublicAnswer } from '#contract/answer.ts'
import { digestOf } from '#contract/rules/digest.ts'
import { many, one } from '../platform/d1.ts'

const COLUMNS = 'id, question, answer, category, unit, day'

/** What happened to a published answer: seq 1 published, seq 2 withdrawn. */
export interface AnswerEvent {
  readonly seq: 1 | 2
  readonly kind: 'published' | 'withdrawn'
  readonly unit: string
  readonly member: string
  readonly day: string
}

export function insertAnswer(db: D1Database, answer: PublicAnswer): D1PreparedStatement {
  return db
    .prepare(`INSERT INTO answer (${COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`)
    .bind(answer.id, answer.question, answer.answer, answer.category, answer.unit, answer.day)
}

/** Its key is (answer_id, seq): of two who withdraw at once, the second changes nothing. */
export async function insertAnswerEvent(db: D1Database, answer: PublicAnswer, event: AnswerEvent): Promise<D1PreparedStatement> {
  const digest = await digestOf('answer', [answer.id, answer.question, answer.answer, answer.category ?? '', answer.unit, answer.day])
  return db
    .prepare('INSERT INTO answer_event (answer_id, seq, kind, unit, member, day, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)')
    .bind(answer.id, event.seq, event.kind, event.unit, event.member, event.day, digest)
}

export function deleteAnswer(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare('DELETE FROM answer WHERE id = ?1').bind(id)
}

export function findAnswer(db: D1Database, id: string): Promise<PublicAnswer | null> {
  return one(PublicAnswer, db.prepare(`SELECT ${COLUMNS} FROM answer WHERE id = ?1`).bind(id))
}

/** Newest day first; within a day by the random id, so that nothing tells which came first. */
export function listAnswers(db: D1Database, most: number): Promise<PublicAnswer[]> {
  return many(PublicAnswer, db.prepare(`SELECT ${COLUMNS} FROM answer ORDER BY day DESC, id DESC LIMIT ?1`).bind(most))
}
