/**
 * Memory that is free and not given back. What a film takes on its way (read, cleaned, sealed) is used once and let go, hundreds of megabytes in
 * seconds; a collector that looks at small objects comes late. ADR 0033 has the figures.
 */

/** More than any browser gives, and not more than V8 lets one ask for (32 GiB less a page). */
const TOO_MUCH = 2 ** 35 - 2 ** 16

/**
 * Has what nobody uses any more collected now, in some 10 ms: V8 collects before it says that there is no room (`Heap::AllocateExternalBackingStore`).
 * Elsewhere it is refused and nothing happens. For threads that hold little else: a page full of objects would halt. Whether it was refused is
 * answered so that no minifier takes it for work without effect.
 */
export function giveBack(): boolean {
  try {
    return new ArrayBuffer(TOO_MUCH).byteLength !== TOO_MUCH
  } catch {
    return true
  }
}
