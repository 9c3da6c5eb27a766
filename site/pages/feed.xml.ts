import rss from '@astrojs/rss'
import type { APIRoute } from 'astro'
import { addressOf, FEED, newestPieces } from '../learn/feed.ts'

export const GET: APIRoute = async ({ site }) =>
  rss({
    ...FEED,
    site: addressOf('/learn', site),
    trailingSlash: false,
    customData: '<language>zh-cn</language>',
    items: (await newestPieces()).map(({ title, summary, path, reviewed }) => ({ title, description: summary, link: addressOf(path, site), pubDate: new Date(reviewed) })),
  })
