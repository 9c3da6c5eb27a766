import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { profile } from '#contract/county/profile.ts'
import { broadcastOf } from '../../../month/broadcast.ts'
import { currentPackages, hotlineNumber } from '../../../month/library.ts'

/** The text for the loudspeaker by itself, to copy or to print. */
export async function getStaticPaths() {
  return (await currentPackages()).map((one) => ({ params: { id: one.id }, props: { one } }))
}

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { one } }) =>
  new Response(`${broadcastOf(one, { office: profile.office, hotline: hotlineNumber }).join('\n\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
