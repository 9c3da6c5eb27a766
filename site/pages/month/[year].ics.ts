import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { profile } from '#contract/county/profile.ts'
import { calendarFile } from '../../month/ics.ts'
import { listEditions } from '../../month/library.ts'

/** Editions that have days to put into a calendar. */
export async function getStaticPaths() {
  const dated = (await listEditions()).filter(({ activities, consultation }) => activities.length > 0 || consultation !== undefined)
  return dated.map((edition) => ({ params: { year: String(edition.year) }, props: { edition } }))
}

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { edition } }) =>
  new Response(calendarFile(edition, profile.id), { headers: { 'content-type': 'text/calendar; charset=utf-8' } })
