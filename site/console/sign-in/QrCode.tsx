import type { JSX } from 'preact'
import { qrOf } from '../../report/qr.ts'

/** A QR code drawn here; what it says goes nowhere. Its words stand beside it. */
export function QrCode({ text }: { readonly text: string }): JSX.Element {
  const { size, path } = qrOf(text)
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  )
}
