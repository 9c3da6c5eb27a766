/**
 * Memory that is free and not given back. What a film takes on its way (read, cleaned, sealed) is used once and let go, hundreds of megabytes in
 * seconds; a collector that looks at small objects comes late. ADR 0033 has the figures.
 */

/** So many sealed parts go by between two askings: each costs as much as a tenth of a part's sealing. */
export const PARTS_BETWEEN = 2

/** A terminal's runtime might really give as much. */
const IS_BROWSER = 'WorkerGlobalScope' in globalThis || 'document' in globalThis

/** More than any browser gives, and not more than V8 lets one ask for (32 GiB less a page). */
const TOO_MUCH = 2 ** 35 - 2 ** 16

/**
 * Has what nobody uses any more collected now, in some 10 ms: V8 collects before it says that there is no room (`Heap::AllocateExternalBackingStore`).
 * Elsewhere it is refused and nothing happens. Meant for threads that hold little else; the console's page asks while a film passes through it to be saved, and halts for a moment each time. Whether it was refused is
 * answered so that no minifier takes it for work without effect.
 */
export function giveBack(): boolean {
  if (!IS_BROWSER) return false
  try {
    return new ArrayBuffer(TOO_MUCH).byteLength !== TOO_MUCH
  } catch {
    return true
  }
}
