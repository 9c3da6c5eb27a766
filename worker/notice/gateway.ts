import { units } from '#contract/county/units.ts'
import { Announcement } from '../platform/outbox.ts'
import type { Secrets } from '../platform/secrets.ts'

/**
 * Tells the county's own gateway (短信, 政务即时通讯 …) that a unit has something to look at: the unit and the topic, nothing of the report,
 * not even its reference. Without NOTICE_URL there is nobody to tell. Throws when the gateway did not take it, so that the queue tries again.
 */
export async function announce(secrets: Secrets, message: unknown): Promise<void> {
  const { topic, units: told } = Announcement.parse(message)
  if (secrets.NOTICE_URL === undefined) return
  const known = told.split(' ').flatMap((id) => units.filter((unit) => unit.id === id).map((unit) => ({ id, name: unit.name })))
  const response = await fetch(secrets.NOTICE_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ topic, units: known }),
  })
  if (!response.ok) throw new Error(`notice gateway answered ${response.status}`)
}
