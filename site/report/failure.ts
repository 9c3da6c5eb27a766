import { formEnd } from '#contract/county/form-end.ts'
import { messages } from '#contract/county/messages.ts'
import { fill } from '#contract/rules/fill.ts'
import type { Failure } from '../api/call.ts'
import type { FilingFailure } from './submit.ts'

/** What is said when a filing did not go through. Whatever it says, nothing typed is lost. */
export function sentenceOf(failure: FilingFailure): string {
  if (failure.code === 'sealing') return messages.network['not-sealed']
  if (failure.code === 'challenge') return formEnd.challenge.failed
  return failure.lost ? messages.network['no-answer'] : sayFailure(failure, 'not-sent')
}

/** The same for any other call: the county's own words for the code, or for a network that is not there. `lost`: whether something was being sent. */
export function sayFailure({ code, requestId }: Failure, lost: 'not-sent' | 'not-opened' = 'not-opened'): string {
  if (code === 'network') return globalThis.navigator?.onLine === false ? messages.network.offline : messages.network[lost]
  if (code === 'garbled') return messages.network[lost]
  return fill(messages.errors[code], { requestId })
}
