/** Files that do not tell when they were made: Word's and Excel's are zips, and a zip dates each of its parts to two seconds. No DOM. */

/** The one moment that every paper bears: the first that a zip can say (APPNOTE 4.4.6). */
export const UNDATED = '1980-01-01T00:00:00Z'
const [TIME, DATE] = [0, 0x21]
const END = 0x06054b50

/** The same zip with every part of that moment. The parts themselves stay as they are. */
export function undated(zip: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = zip.slice()
  const view = new DataView(bytes.buffer)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1
  if (end < 0) throw new Error('not a zip')
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    dated(view, at + 12)
    dated(view, view.getUint32(at + 42, true) + 10)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return bytes
}

function dated(view: DataView, at: number): void {
  view.setUint16(at, TIME, true)
  view.setUint16(at + 2, DATE, true)
}
