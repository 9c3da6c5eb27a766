/** Something wrong on a form, and the sentence that says so. */
export interface Problem {
  /** The id of the field or group it is about. */
  readonly field: string
  readonly sentence: string
}
