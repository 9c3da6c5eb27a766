/** A place where one thing is done after another, whoever asks. Each begins once everything that was asked for before has come to an end, well or not. */
export function makeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}

/** A telephone has the memory to decode one picture, not all that were chosen. */
export const inTurn = makeTurns()
