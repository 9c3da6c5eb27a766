/** The only thing that logs: which event, which request, what kind of fault and where in our code; never a word that somebody sent. */
type Event = 'fault' | 'queue-fault' | 'notice-fault' | 'sweep-fault'

export function log(event: Event, facts: { requestId?: string; fault?: unknown }): void {
  const { fault } = facts
  const known = fault instanceof Error ? { fault: nameOf(fault), at: placesOf(fault) } : {}
  console.error(JSON.stringify({ event, requestId: facts.requestId, ...known }))
}

/**
 * A message may quote what somebody sent, and where it quotes nobody can tell: so none is logged. Only what SQLite says of its own
 * constraints, in names of our tables and columns, and its result code.
 */
function nameOf(fault: Error): string {
  const constraint = /\b(?:UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed(?:: [a-z_]+(?:\.[a-z_]+(?:, [a-z_]+\.[a-z_]+)*)?(?=:|$))?/.exec(fault.message)?.[0]
  const code = /\bSQLITE_[A-Z_]+\b/.exec(fault.message)?.[0]
  const name = /^[A-Za-z]{1,40}$/.test(fault.name) ? fault.name : 'Error'
  return [name, constraint, code].filter((word) => word !== undefined).join(' · ')
}

/** The innermost places in the code: function, file, line. The message, which a stack repeats, is cut off first. */
function placesOf(fault: Error): string[] {
  const stack = fault.stack ?? ''
  const said = stack.indexOf(fault.message)
  const frames = said === -1 ? stack : stack.slice(said + fault.message.length)
  const found = frames.matchAll(/^ {4}at (?:([\w.<>[\] ]{1,60}) \()?[^\n()]*?([\w.-]{1,60}:\d+:\d+)\)?$/gm)
  return [...found].slice(0, 4).map(([, name = '', place]) => `${name} ${place}`.trim())
}
