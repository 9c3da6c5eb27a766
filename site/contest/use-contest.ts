/** Where an entrant stands: before, at the paper, or judged; and everything that is asked of the Worker. */
import { contest } from '#contract/county/contest.ts'
import type { Answers, ContestPhase, Entry, Result, Standing } from '#contract/contest.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Answer, Failure } from '../api/call.ts'
import { clearDraft, keepDraft, readDraft, type Draft } from './draft.ts'
import type { Later } from './later.ts'
import { sayContestFailure } from './words.ts'

export interface Seen { readonly phase: ContestPhase; readonly standings: readonly Standing[] }
export type Stage = { readonly at: 'start' } | { readonly at: 'paper'; readonly entry: Entry; readonly answers: Answers } | { readonly at: 'result'; readonly result: Result }

const load = (): Promise<Later> => import('./later.ts').then((module) => module.later)
type Wish = Pick<Draft, 'entry' | 'unit' | 'nickname'>

/** Solves and enters. A wish that was begun before needs no challenge: the Worker knows it by its id. */
async function enterWith(wish: Wish, known: boolean): Promise<Answer<Entry>> {
  const { call, solve, enterContest, readChallenge } = await load()
  const { entry, unit, nickname } = wish
  if (known) return call(enterContest, {}, { entry, unit, nickname })
  const challenge = await call(readChallenge, {}, { for: 'contest' })
  if (!challenge.ok) return challenge
  const solved = await solve(challenge.value)
  return call(enterContest, {}, { entry, unit, nickname, ...(solved !== null && { challenge: solved }) })
}

async function sendAnswers(entry: string, answers: Answers, sent: Answers | null): Promise<Answer<Result>> {
  const { call, answerContest } = await load()
  const judged = await call(answerContest, { id: entry }, { answers })
  // Changed after a sending whose answer was lost: what arrived first counts, and can be asked for again.
  return !judged.ok && judged.code === 'conflict' && sent !== null ? call(answerContest, { id: entry }, { answers: sent }) : judged
}

export function useContest() {
  const [seen, setSeen] = useState<Seen | null>(null)
  const [unreached, setUnreached] = useState(false)
  const [stage, setStage] = useState<Stage>({ at: 'start' })
  const [held, setHeld] = useState<Draft | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const look = async () => {
    const answer = await load().then(({ call, readContest }) => call(readContest, {}, {})).catch(() => null)
    setUnreached(answer?.ok !== true)
    if (answer?.ok === true) setSeen(answer.value)
  }
  useEffect(() => {
    setHeld(readDraft(contest.id))
    void look()
  }, [])
  /** Does one thing at a time; what the network or a chunk that did not load throws is said in words. */
  const doing = async (what: 'begin' | 'send', work: () => Promise<string | null>) => {
    if (busy) return
    setBusy(true)
    setTrouble(null)
    const said = await work().catch(() => sayContestFailure({ ok: false, code: 'network', message: '', requestId: '' }, what))
    setTrouble(said)
    setBusy(false)
  }
  const moves = useMoves(doing, setStage, setHeld, look)
  const back = () => {
    moves.forget()
    setStage({ at: 'start' })
  }
  return { seen, unreached, stage, held, busy, trouble, look, back, ...moves }
}

type Doing = (what: 'begin' | 'send', work: () => Promise<string | null>) => Promise<void>

/** The entry at hand, as it is kept in the tab. */
function useHand() {
  const wish = useRef<Wish | null>(null)
  const current = useRef<Draft | null>(null)
  const take = (draft: Draft) => {
    current.current = draft
    keepDraft(draft)
  }
  const keep = (change: Partial<Draft>) => {
    if (current.current !== null) take({ ...current.current, ...change })
  }
  const drop = () => {
    clearDraft()
    wish.current = current.current = null
  }
  return { wish, current, take, keep, drop }
}

function useMoves(doing: Doing, setStage: (stage: Stage) => void, setHeld: (draft: Draft | null) => void, look: () => Promise<void>) {
  const hand = useHand()
  const open = (entry: Entry, draft: Draft) => {
    hand.take(draft)
    setHeld(null)
    setStage({ at: 'paper', entry, answers: draft.answers })
    return null
  }
  const begin = (unit: string, nickname: string) => doing('begin', async () => {
    // The same wish again after a lost answer goes under the same id, so that it counts as one try.
    if (hand.wish.current?.unit !== unit || hand.wish.current.nickname !== nickname) hand.wish.current = { entry: (await load()).freshId(), unit, nickname }
    const wish = hand.wish.current
    const answer = await enterWith(wish, false)
    return answer.ok ? open(answer.value, draftOf(answer.value, { contest: contest.id, ...wish, answers: [], sent: null })) : sayContestFailure(answer, 'begin')
  })
  const forget = () => {
    hand.drop()
    setHeld(null)
  }
  const resume = (draft: Draft) => doing('begin', async () => {
    const answer = await enterWith(draft, true)
    if (answer.ok) return open(answer.value, draftOf(answer.value, draft))
    if (isLost(answer)) return sayContestFailure(answer, 'begin')
    forget()
    return '上次那份卷子已经清掉了，可以重新开始。'
  })
  const send = (answers: Answers) => doing('send', async () => {
    const draft = hand.current.current
    if (draft === null) return null
    const answer = await sendAnswers(draft.entry, answers, draft.sent)
    if (!answer.ok) {
      if (isLost(answer)) hand.keep({ sent: draft.sent ?? answers })
      return sayContestFailure(answer, 'send')
    }
    forget()
    setStage({ at: 'result', result: answer.value })
    void look()
    return null
  })
  return { begin, resume, keep: (answers: Answers) => hand.keep({ answers }), send, forget }
}

/** With room for an answer to every question that was asked. */
const draftOf = ({ questions }: Entry, draft: Draft): Draft => ({ ...draft, answers: questions.map((_, at) => draft.answers[at] ?? []) })

/** Nothing came back, or nothing of the contract: it may have arrived. */
const isLost = ({ code }: Failure): boolean => code === 'network' || code === 'garbled' || code === 'fault' || code === 'unavailable'
