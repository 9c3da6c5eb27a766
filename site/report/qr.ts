import { encode } from 'uqr'

/** A QR code as one SVG path over `size` × `size` modules, its quiet zone included. Digits only: no address, nothing that says what they open. */
export function qrOf(digits: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(digits, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, path }
}
