import { units } from '#contract/county/units.ts'
import { ask } from '../platform/ask.ts'
import { log } from '../platform/log.ts'
import { Notice, drain } from '../platform/outbox.ts'
import type { Secrets } from '../platform/secrets.ts'

/**
 * Tells the county's own gateway (短信, 政务即时通讯 …) that a unit has something to look at: the unit and the topic, nothing of the report,
 * not even its reference. Without NOTICE_URL there is nobody to tell. Throws when the gateway did not take it, so that the queue tries again.
 */
export async function notify(secrets: Secrets, message: unknown): Promise<void> {
  const { topic, units: told } = Notice.parse(message)
  if (secrets.NOTICE_URL === undefined) return
  const ids = told.split(' ')
  const known = units.filter((unit) => ids.includes(unit.id)).map(({ id, name }) => ({ id, name }))
  if (known.length === 0) return
  const answered = await ask(secrets.NOTICE_URL, { topic, units: known })
  if (answered?.ok !== true) throw new Error('notice gateway did not take it')
}

/** What the queue brings: each message is acknowledged or tried again by itself. Then whatever is still staged follows. */
export async function notifyAll(batch: MessageBatch, env: Env & Secrets): Promise<void> {
  for (const message of batch.messages) {
    await notify(env, message.body).then(
      () => message.ack(),
      (fault: unknown) => {
        log('notice-fault', { fault })
        message.retry()
      },
    )
  }
  await drain(env.DB, env.OUTBOX).catch((fault: unknown) => log('queue-fault', { fault }))
}
