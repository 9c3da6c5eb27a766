/** A file to be kept or printed: its name and its bytes. Neither Word nor Excel runs anything in it. */
export interface Paper {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}
