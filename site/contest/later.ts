/** What talks to the Worker, loaded once the page stands. */
import { toBase64Url } from '#contract/bytes.ts'
import { call } from '../api/call.ts'
import { solve } from '../report/solve.ts'
import { answerContest, enterContest, readContest } from '#contract/contest.ts'
import { readChallenge } from '#contract/public.ts'

/** 128 random bits: an entry's own id, which its entrant makes. */
const freshId = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)))

export const later = { freshId, call, solve, answerContest, enterContest, readContest, readChallenge }
export type Later = typeof later
