/** What the feeds carry: pieces, the last checked first. */
import { profile } from '#contract/county/profile.ts'
import { link } from '../ui/link.ts'
import { listPieces, type Listed } from './library.ts'

export const FEED = {
  title: `${profile.siteName} · 学安全`,
  description: '新写的、新核对过的安全知识、案例、法律讲解、自查清单和演练脚本。',
} as const

const MOST = 60

export async function newestPieces(): Promise<readonly Listed[]> {
  return (await listPieces()).toSorted((a, b) => b.reviewed.localeCompare(a.reviewed)).slice(0, MOST)
}

/** The full address of a path of this site. `site` is the configured origin. */
export const addressOf = (path: string, site: URL | undefined): string => new URL(link(path), site ?? 'http://localhost').href
