/** All pieces as the pages list them: one shape for articles, laws, cases, lists, questions, drills. */
import { getCollection, type CollectionEntry } from 'astro:content'
import type { Shape } from '../ui/Sign.tsx'
import type { Glyph } from '../ui/glyph-names.ts'

/** The collections that hold pieces, with the words of their pages. Order is the order on a topic's page. */
export const COLLECTIONS = {
  knowledge: { name: '知识', title: '安全知识', lead: '家里、路上、厂里、学校、村里，一篇讲清一件事。', sign: 'triangle', glyph: 'alert' },
  checklists: { name: '自查清单', title: '自查清单', lead: '拿着手机，一条一条看过去。查完可以打印，看见不对的可以直接说。', sign: 'disc', glyph: 'check' },
  cases: { name: '案例', title: '事故案例', lead: '已经发生过的事：怎么发生的，为什么，你身边有没有一样的。', sign: 'triangle', glyph: 'flame' },
  law: { name: '法律', title: '法律怎么说', lead: '一条一条用大白话讲，对干活的人、当老板的、住旁边的，各是什么意思。', sign: 'disc', glyph: 'paper' },
  quiz: { name: '练习题', title: '练一练', lead: '做几道题，看自己记住了没有。做了多少、对了几道，只留在这台手机里。', sign: 'square', glyph: 'check' },
  drills: { name: '演练脚本', title: '演练脚本', lead: '村里、学校、厂里拿去就能用：几点几分，谁做什么，说什么。', sign: 'square', glyph: 'exit' },
} as const satisfies Record<string, { name: string; title: string; lead: string; sign: Shape; glyph: Glyph }>

export type CollectionName = keyof typeof COLLECTIONS
export const COLLECTION_NAMES = Object.keys(COLLECTIONS) as CollectionName[]

export interface Listed {
  readonly collection: CollectionName
  readonly id: string
  /** Path of its page, without the base. */
  readonly path: string
  readonly title: string
  readonly summary: string
  readonly hazards: readonly string[]
  readonly audience: readonly string[]
  readonly categories: readonly string[]
  readonly checklists: readonly string[]
  readonly keywords: readonly string[]
  readonly scene: string | null
  readonly reviewed: string
}

type Entry = CollectionEntry<CollectionName>

let pieces: Promise<readonly Listed[]> | undefined

/** Every piece that has a page, in the order of the collections, then by id. Contest banks have none. Read once for a build: every page asks. */
export const listPieces = (): Promise<readonly Listed[]> => (pieces ??= import.meta.env.DEV ? undefined : readPieces()) ?? readPieces()

async function readPieces(): Promise<readonly Listed[]> {
  const lists = await Promise.all(COLLECTION_NAMES.map((name) => getCollection(name)))
  return lists.flatMap((entries) => (entries as Entry[]).filter(isPublic).map(pieceOf).sort((a, b) => a.id.localeCompare(b.id)))
}

export const isPublic = (entry: Entry): boolean => entry.collection !== 'quiz' || entry.data.use === 'practice'

/** What a list says of a piece. */
export function pieceOf(entry: Entry): Listed {
  const { collection, id, data } = entry
  return {
    collection, id,
    path: `/learn/${collection}/${id}`,
    title: data.title, summary: data.summary, hazards: data.hazards, audience: data.audience, reviewed: data.reviewed,
    categories: 'categories' in data ? data.categories : [],
    checklists: 'checklists' in data ? data.checklists : [],
    keywords: data.keywords,
    scene: collection === 'knowledge' ? (id.split('/')[0] ?? null) : 'scene' in data ? data.scene : null,
  }
}

/** Pieces near to one: those it names come first, then what shares its hazards; at most `most`, and no more than two of a kind from sharing alone. */
export function relatedTo(piece: Listed, all: readonly Listed[], most = 6): Listed[] {
  const others = all.filter((other) => other.path !== piece.path)
  const named = others.filter((other) => other.collection === 'checklists' && piece.checklists.includes(other.id))
  const near = others
    .filter((other) => !named.includes(other))
    .map((other) => ({ other, score: nearness(piece, other) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
  const perKind = new Map<string, number>()
  const chosen = near.filter(({ other: { collection } }) => {
    const count = (perKind.get(collection) ?? 0) + 1
    perKind.set(collection, count)
    return count <= 2
  })
  return [...named, ...chosen.map(({ other }) => other)].slice(0, most)
}

/** The main hazard counts most, then what people would search for; a shared category or scene breaks ties. */
function nearness(one: Listed, other: Listed): number {
  const shared = one.hazards.filter((hazard) => other.hazards.includes(hazard)).length
  const main = one.hazards[0] === other.hazards[0] ? 3 : 0
  const categories = one.categories.filter((category) => other.categories.includes(category)).length
  const words = one.keywords.filter((word) => other.keywords.includes(word)).length
  return shared === 0 ? 0 : main + shared * 2 + words * 2 + categories + (one.scene !== null && one.scene === other.scene ? 1 : 0)
}

/** The topics of content/learn/topics.yaml in their order. */
export async function readTopicLists() {
  const inOrder = <T extends { data: { order: number } }>(entries: T[]): T['data'][] => entries.map(({ data }) => data).sort((a, b) => a.order - b.order)
  const [scenes, hazards, audiences] = await Promise.all([getCollection('scenes'), getCollection('hazards'), getCollection('audiences')])
  return { scenes: inOrder(scenes), hazards: inOrder(hazards), audiences: inOrder(audiences) }
}

/** 2026-11-22 anywhere in the words becomes 2026年11月22日, 2026-09 becomes 2026年9月. */
export const sayDate = (words: string): string =>
  words.replace(/\b(\d{4})-0?(\d+)-0?(\d+)\b/g, '$1年$2月$3日').replace(/\b((?:19|20)\d\d)-(?:0([1-9])|(1[0-2]))(?![\d-])/g, '$1年$2$3月')
