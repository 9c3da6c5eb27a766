import type { PracticeBank } from './practice.ts'

const BANKS = import.meta.glob<PracticeBank | null>(['../../../content/learn/quiz/*.yaml', '!**/contest-*.yaml'], { import: 'default' })

/** One bank's questions; null where the network did not bring them, or there is no such bank for practice. */
export async function loadBank(id: string): Promise<PracticeBank | null> {
  const load = BANKS[`../../../content/learn/quiz/${id}.yaml`]
  return load === undefined ? null : load().catch(() => null)
}
