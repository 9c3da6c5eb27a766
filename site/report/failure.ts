import { form } from '#contract/county/form.ts'
import { messages } from '#contract/county/messages.ts'
import { fill } from '#contract/rules/fill.ts'
import type { Failure } from '../api/call.ts'
import type { FilingFailure } from './submit.ts'

/** What is said when a filing did not go through. Whatever it says, nothing typed is lost. */
export function sentenceOf(failure: FilingFailure): string {
  if (failure.code === 'sealing') return fill(messages.errors.fault, { requestId: failure.reason })
  if (failure.code === 'challenge') return form.challenge.failed
  return failure.lost ? messages.network['no-answer'] : sayFailure(failure)
}

/** The same for any other call: the county's own words for the code, or for a network that is not there. */
export function sayFailure({ code, requestId }: Failure): string {
  if (code === 'network') return globalThis.navigator?.onLine === false ? messages.network.offline : messages.network['not-sent']
  if (code === 'garbled') return messages.network['not-sent']
  return fill(messages.errors[code], { requestId })
}
