/** The only thing that logs. A request id and a kind of fault; never a body, header, address, code or name. */
export function log(event: 'fault' | 'queue-fault' | 'notice-fault', facts: { requestId?: string; fault?: unknown }): void {
  const fault = facts.fault instanceof Error ? `${facts.fault.name}: ${faultWords(facts.fault)}` : undefined
  console.error(JSON.stringify({ event, requestId: facts.requestId, fault }))
}

/** Messages of D1 and of our own code name tables and columns; a value could only come after a colon and a quote, so cut there. */
const faultWords = (fault: Error) => fault.message.split(/["'`]/)[0]?.slice(0, 200)
