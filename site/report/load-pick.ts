import type { pick } from '../evidence/pick/pick.ts'

type Pick = typeof pick
let there: Pick | null = null

/** What chooses, cleans and sends files: fetched with the rest of the form. A load that failed is tried again the next time. */
export async function loadPick(): Promise<Pick> {
  const { pick, dressing } = await import('../evidence/pick/pick.ts')
  await dressing()
  return (there = pick)
}

/** The same without waiting, once it is there. */
export const pickNow = (): Pick | null => there
