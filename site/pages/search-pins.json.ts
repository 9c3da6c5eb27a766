/** content/learn/search.yaml for the search: each pin with the title and the sentence of its page, where it has none of its own. */
import type { APIRoute } from 'astro'
import { getCollection } from 'astro:content'
import { listPieces } from '../learn/library.ts'
import type { Pin } from '../search/pins.ts'

/** Pages that are neither a piece nor a card: their pins say everything themselves. */
const OTHERS = new Set(['/emergency', '/en', '/hotlines', '/who', '/report', '/guide'])

export const GET: APIRoute = async () => {
  const cards = (await getCollection('emergency')).map(({ id, data: { title, summary } }) => [id.replace(/^zh\//, '/emergency/').replace(/^en\//, '/en/'), { title, summary }] as const)
  const pieces = (await listPieces()).map(({ path, title, summary }) => [path, { title, summary }] as const)
  const known = new Map([...cards, ...pieces])
  const pins = (await getCollection('pins')).sort((a, b) => a.data.order - b.data.order).map(({ data: { id, page, title, say, words } }): Pin => {
    const own = known.get(page)
    const named = title ?? own?.title
    const said = say ?? own?.summary
    if ((own === undefined && !OTHERS.has(page)) || named === undefined || said === undefined) throw new Error(`content/learn/search.yaml：${id} 的 page 写了“${page}”，没有这一页，或者这一页要自己写 title 和 say。`)
    return { page, title: named, say: said, words: words.map((word) => word.split(' ')) }
  })
  return Response.json(pins)
}
