/** One thing after another, whoever asks: a telephone has the memory to decode one picture, not all that were chosen. */
let last: Promise<unknown> = Promise.resolve()

/** Begins once everything that was asked for before has come to an end, well or not. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work)
  last = turn.catch(() => undefined)
  return turn
}
