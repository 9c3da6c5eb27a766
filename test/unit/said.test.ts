import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SAID_FOR_MS, saying } from '../../site/console/said.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** What is shown, and how to say something. */
function talk() {
  const page = { shown: '' }
  return { page, say: saying((words) => { page.shown = words }) }
}

it('what is said stands until it has been read', () => {
  const { page, say } = talk()
  say('收回了。')
  vi.advanceTimersByTime(SAID_FOR_MS - 1)
  expect(page.shown).toBe('收回了。')
  vi.advanceTimersByTime(1)
  expect(page.shown).toBe('')
})

it('what is said in the last moment of something else stands as long, and so does the same said again', () => {
  const { page, say } = talk()
  for (const words of ['收回了。', '提了。', '提了。']) {
    say(words)
    vi.advanceTimersByTime(SAID_FOR_MS - 1)
    expect(page.shown).toBe(words)
  }
  vi.advanceTimersByTime(1)
  expect(page.shown).toBe('')
})
