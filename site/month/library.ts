/** What the pages of the month and of the year read from the content. */
import { getCollection } from 'astro:content'
import { hotlines } from '#contract/county/hotlines.ts'
import { profile } from '#contract/county/profile.ts'
import { listPieces, type Listed } from '../learn/library.ts'
import { link } from '../ui/link.ts'
import { todayIn } from '../ui/today.ts'
import { editionAt, latestWith, type Edition } from './editions.ts'

/** The day of the build in the county. What depends on it is turned to the reader's day by season-page.ts. */
export const builtOn = (): string => todayIn(profile.timezone)

/** All editions, newest first. */
export async function listEditions(): Promise<Edition[]> {
  return (await getCollection('campaigns')).map(({ data }) => data).sort((a, b) => b.year - a.year)
}

/** Whether more is written of an edition than its theme: such have a page of their own. */
export const isToldOf = ({ activities, letter, packages }: Edition): boolean => activities.length > 0 || letter !== undefined || packages.length > 0

/** The packages in use: the coming edition's, or the newest that are written. */
export async function currentPackages(): Promise<Edition['packages']> {
  const editions = await listEditions()
  return latestWith(editions, editionAt(editions, builtOn()).year, ({ packages }) => packages.length > 0)?.packages ?? []
}

export interface Target { readonly path: string; readonly title: string }

/** Titles and paths of pieces by `collection/id`. Those without a page of their own (contest banks) are left out. */
export async function findTargets(): Promise<(keys: readonly string[]) => Target[]> {
  const pieces = new Map<string, Target>((await listPieces()).map(({ collection, id, path, title }) => [`${collection}/${id}`, { path, title }]))
  for (const { year } of (await listEditions()).filter(isToldOf)) pieces.set(`campaigns/${year}`, { path: `/learn/campaigns/${year}`, title: `${year}年安全生产月` })
  return (keys) => keys.flatMap((key) => pieces.get(key) ?? [])
}

/** The listed pieces behind `collection/id`, in the order asked for. */
export async function findListed(keys: readonly string[]): Promise<Listed[]> {
  const pieces = new Map((await listPieces()).map((piece) => [`${piece.collection}/${piece.id}`, piece]))
  return keys.flatMap((key) => pieces.get(key) ?? [])
}

/** The whole address of a page for a QR code or a printed line; null where the county has not said where its site is. */
export const addressOf = (path: string): string | null => (profile.address === undefined ? null : profile.address + link(path))

/** The tip line's number, if this county's list says it as a fact. */
export const hotlineNumber: string | null = hotlines.find(({ report, mark }) => report === true && mark === '✔')?.number ?? null
