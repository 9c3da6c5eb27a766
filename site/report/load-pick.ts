import type { pick } from '../evidence/pick/pick.ts'

type Pick = typeof pick

/** What chooses, cleans and sends files: fetched by whoever comes to that screen. A load that failed is tried again the next time. */
export const loadPick = async (): Promise<Pick> => (await import('../evidence/pick/pick.ts')).pick
