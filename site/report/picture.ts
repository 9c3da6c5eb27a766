const FACE = "'PingFang SC', 'HarmonyOS Sans SC', MiSans, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
const WIDTH = 720
const MARGIN = 48

/** The code as a picture to keep: seven groups and the QR code, and not a word of what they are for. A `blob:` address of a PNG. */
export function codePicture(groups: readonly string[], qr: { readonly size: number; readonly path: string }): Promise<string> {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = 1000
  const context = canvas.getContext('2d')
  if (context === null) return Promise.reject(new Error('no canvas'))
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  context.textBaseline = 'middle'
  groups.forEach((group, index) => {
    const x = MARGIN + (index % 2) * 330
    const y = 72 + Math.floor(index / 2) * 92
    context.font = `24px ${FACE}`
    context.fillText(String(index + 1), x, y)
    context.font = `bold 64px ${FACE}`
    context.fillText(group, x + 36, y)
  })
  const edge = 520
  context.translate((WIDTH - edge) / 2, 440)
  context.scale(edge / qr.size, edge / qr.size)
  const modules = new Path2D(qr.path)
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, not an array
  context.fill(modules)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(URL.createObjectURL(blob))), 'image/png'),
  )
}
