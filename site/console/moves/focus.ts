import { useLayoutEffect, useRef } from 'preact/hooks'

/** When a form is put away, the focus goes where it was asked to go, in the same task. A move that is shut by now has no button. */
export function useFocusAfter(active: string | null, pane: { readonly current: HTMLElement | null }): (selector: string) => void {
  const wanted = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (active === null && wanted.current !== null) (pane.current?.querySelector<HTMLElement>(wanted.current) ?? pane.current?.querySelector('h3'))?.focus()
    wanted.current = null
  }, [active])
  return (selector) => {
    wanted.current = selector
  }
}
