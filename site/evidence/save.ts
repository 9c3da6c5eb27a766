import { fileNameOf } from './file-name.ts'

/** A file that the browser keeps under this name, made fit for a folder, as if it had been downloaded. `otherwise`: where nothing of the name can stay. */
export function save(name: string, file: Blob, otherwise = '附件'): void {
  const address = URL.createObjectURL(file)
  Object.assign(document.createElement('a'), { href: address, download: fileNameOf(name, otherwise) }).click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
