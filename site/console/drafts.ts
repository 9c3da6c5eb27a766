/** What members have typed and not sent. Memory only; outlives a stale answer, a locked screen and a look at another report. */
import { useState } from 'preact/hooks'

export class Drafts {
  private readonly kept = new Map<string, unknown>()

  read<T>(key: string, initial: T): T {
    return (this.kept.get(key) as T | undefined) ?? initial
  }

  keep(key: string, value: unknown): void {
    this.kept.set(key, value)
  }

  forget(key: string): void {
    this.kept.delete(key)
  }

  wipe(): void {
    this.kept.clear()
  }

  /** Whether leaving the page would lose words. */
  get hasWords(): boolean {
    return [...this.kept.values()].some(isWordy)
  }
}

const isWordy = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim().length > 8 : typeof value === 'object' && value !== null && Object.values(value).some(isWordy)

/** A form's values, kept under `key`. The setter takes the fields that change. */
export function useDraft<T extends object>(drafts: Drafts, key: string, initial: T): [T, (change: Partial<T>) => void] {
  const [value, setValue] = useState(() => drafts.read(key, initial))
  return [
    value,
    (change) => setValue((before) => {
      const next = { ...before, ...change }
      drafts.keep(key, next)
      return next
    }),
  ]
}
