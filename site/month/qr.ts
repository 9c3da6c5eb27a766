import { encode } from 'uqr'

/** An address as a QR code: one SVG path over `size` × `size` modules, its quiet zone of four included. Correction M bears a stain and a fold. */
export function qrPath(address: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(address, { ecc: 'M', border: 4 })
  return { size, path: data.flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1H${x}z`)).join('') }
}

/** Dark runs of a row: where each begins, and how long it is. */
function runsOf(row: readonly boolean[]): [x: number, length: number][] {
  const runs: [number, number][] = []
  row.forEach((dark, x) => {
    const last = runs.at(-1)
    if (!dark) return
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1
    else runs.push([x, 1])
  })
  return runs
}
