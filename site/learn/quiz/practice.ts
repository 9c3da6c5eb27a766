/** A bank as the practice page gets it; made by site/build/practice-banks.ts. */
export interface Question {
  readonly question: string
  readonly options: readonly string[]
  /** The right ones, 1-based. */
  readonly answer: readonly number[]
  readonly explanation: string
  /** 1-based, into the bank's sources. */
  readonly source: number
}

export interface PracticeBank {
  readonly sources: readonly string[]
  readonly questions: readonly Question[]
}

/** What the page says of a bank before it is loaded. */
export interface BankName {
  readonly id: string
  readonly title: string
  readonly count: number
}
