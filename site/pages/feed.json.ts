/** JSON Feed 1.1 (jsonfeed.org/version/1.1). */
import type { APIRoute } from 'astro'
import { addressOf, FEED, newestPieces } from '../learn/feed.ts'

const VERSION = 'https://jsonfeed.org/version/1.1'

export const GET: APIRoute = async ({ site }) =>
  new Response(JSON.stringify({
    version: VERSION,
    title: FEED.title,
    description: FEED.description,
    language: 'zh-CN',
    home_page_url: addressOf('/learn', site),
    feed_url: addressOf('/feed.json', site),
    items: (await newestPieces()).map(({ title, summary, path, reviewed }) => ({
      id: addressOf(path, site), url: addressOf(path, site), title, summary, content_text: summary, date_modified: `${reviewed}T00:00:00+08:00`,
    })),
  }), { headers: { 'content-type': 'application/feed+json; charset=utf-8' } })
