import { commit } from '../platform/d1.ts'
import { ok, refuse, type Result } from '../platform/result.ts'
import { deleteAnswer, findAnswer, insertAnswerEvent } from './store.ts'

/** Takes an answer back: two round trips. Its words go; who took it back, and on which day, stays. */
export async function withdraw(
  db: D1Database, member: { readonly name: string; readonly unit: string | null }, id: string, today: string,
): Promise<Result<{ ok: true }, 'not-found'>> {
  const answer = await findAnswer(db, id)
  if (answer === null) return refuse('not-found')
  const event = await insertAnswerEvent(db, answer, { seq: 2, kind: 'withdrawn', unit: member.unit ?? '', member: member.name, day: today })
  const committed = await commit(db, [event, deleteAnswer(db, id)])
  return committed.ok ? ok({ ok: true as const }) : refuse('not-found')
}
