/** How each question went the last time, by bank, on this device only. The key exists from the moment the reader asks for it until they clear it. */
import { forget, isRecord, keep, readKept } from '../keep.ts'

const QUIZ_KEY = 'anshao.quiz'

/** Bank → short name of the question → whether it went well. */
export type Progress = Readonly<Record<string, Readonly<Record<string, boolean>>>>

/** Null: the reader has not asked to keep anything. */
export function readProgress(): Progress | null {
  const kept = readKept(QUIZ_KEY)
  if (!isRecord(kept)) return null
  return Object.fromEntries(Object.entries(kept).map(([bank, results]) => [bank, Object.fromEntries(Object.entries(isRecord(results) ? results : {}).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'))]))
}

export const noted = (progress: Progress, bank: string, key: string, right: boolean): Progress => ({ ...progress, [bank]: { ...progress[bank], [key]: right } })
export const keepProgress = (progress: Progress): boolean => keep(QUIZ_KEY, progress)
export const forgetProgress = (): void => forget(QUIZ_KEY)
