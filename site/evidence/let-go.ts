/**
 * Overwrites bytes that nobody needs any more, and gives their memory back at once where the browser can: left to be swept, the parts of a film pile up faster than anybody
 * sweeps. Whoever looks at them afterwards finds nothing. No DOM.
 */
export function letGo(bytes: Uint8Array<ArrayBuffer>): void {
  bytes.fill(0)
  // Younger than the browsers that we serve.
  const { buffer }: { buffer: ArrayBuffer & { transfer?: (size: number) => ArrayBuffer } } = bytes
  buffer.transfer?.(0)
}
