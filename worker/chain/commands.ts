import type { ChainLink } from '#contract/public.ts'
import { FIRST_HEAD, linkHead } from '#contract/rules/receipt.ts'
import { commit } from '../platform/d1.ts'
import { findLastLink, insertLink, listLinks, listPositions, type PositionRow } from './store.ts'

const AT_ONCE = 500
const LINKS_A_PAGE = 100

/** Links every filing that is not linked yet, one link a day at most 500 long; another cron at the same time does no harm. */
export async function linkFilings(db: D1Database): Promise<number> {
  let linked = 0
  for (;;) {
    const last = await findLastLink(db)
    const done = last === null ? 0 : last.first + last.digests.length - 1
    const open = await listPositions(db, done, AT_ONCE)
    const [first] = open
    if (first === undefined) return linked
    // Days never go back along the positions (report/store.ts), so one day's are a stretch without a hole.
    const stretch = open.filter((position) => position.day === first.day)
    const link = await makeLink(last, stretch, first)
    const committed = await commit(db, [insertLink(db, link)])
    if (committed.ok) linked += stretch.length
  }
}

async function makeLink(last: ChainLink | null, stretch: readonly PositionRow[], first: PositionRow): Promise<ChainLink> {
  let head = last?.head ?? FIRST_HEAD
  for (const { n, digest, day } of stretch) head = await linkHead(head, { position: n, digest, day })
  return { n: (last?.n ?? 0) + 1, day: first.day, first: first.n, digests: stretch.map((position) => position.digest), head }
}

/** A page of the published chain; `next` is the `after` of the following one. */
export async function listHeads(db: D1Database, after: number): Promise<{ links: ChainLink[]; next: number | null }> {
  const links = await listLinks(db, after, LINKS_A_PAGE)
  return { links, next: links.length === LINKS_A_PAGE ? (links.at(-1)?.n ?? null) : null }
}
