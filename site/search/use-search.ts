import { useEffect, useRef, useState } from 'preact/hooks'
import { readHash, writeHash, type Search } from './address.ts'
import type { Found } from './find.ts'
import { openFinder, type Finder } from './finder.ts'

export type Standing = { readonly step: 'idle' } | { readonly step: 'failed' } | { readonly step: 'found'; readonly query: string; readonly found: Found }

/** How long a hand rests before what it typed is looked up, in milliseconds. */
const REST = 220
/** Pages shown at first, and added by each asking for more. */
const PAGE = 8

const NOTHING: Search = { query: '', filters: {} }

/** The search as the address and the fields say it, and what came of it. `ready` once the fields work. */
export function useSearch() {
  const [ready, setReady] = useState(false)
  const [search, setSearch] = useState<Search>(NOTHING)
  const [most, setMost] = useState(PAGE)
  const [tries, setTries] = useState(0)
  const [standing, setStanding] = useState<Standing>({ step: 'idle' })
  const finder = useRef<Finder | null>(null)

  useEffect(() => {
    const read = () => setSearch(readHash(location.hash))
    read()
    setReady(true)
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])

  useEffect(() => {
    if (!ready) return
    history.replaceState(null, '', location.pathname + writeHash(search))
    const query = search.query.trim()
    if (query === '') return setStanding({ step: 'idle' })
    let left = false
    const timer = setTimeout(() => {
      finder.current ??= openFinder()
      void finder.current.ask(query, search.filters, most).then((found) => {
        if (!left) setStanding(found === null ? { step: 'failed' } : { step: 'found', query, found })
      })
    }, REST)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [ready, search, most, tries])

  const change = (next: Partial<Search>) => {
    setSearch((now) => ({ ...now, ...next }))
    setMost(PAGE)
  }
  return { ready, search, standing, change, more: () => setMost(most + PAGE), again: () => setTries(tries + 1) }
}
