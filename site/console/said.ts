/** What was said last, for as long as it takes to read. No DOM. */

export const SAID_FOR_MS = 8_000

/**
 * Gives the words to `show`, and nothing once they have been read. The wait of the words before ends with the call itself: were it left to a later
 * drawing of the page, it could run out in between and take the new words away unread.
 */
export function saying(show: (words: string) => void): (words: string) => void {
  let read: ReturnType<typeof setTimeout> | undefined
  return (words) => {
    clearTimeout(read)
    show(words)
    read = setTimeout(() => show(''), SAID_FOR_MS)
  }
}
