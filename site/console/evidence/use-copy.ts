/** A redacted copy of a file on its way from choosing to the server. A lock ends it with what is shown; what the browser laid on its disk of it goes with the tab (ADR 0034). */
import { useEffect, useRef, useState } from 'preact/hooks'
import { readReport } from '#contract/console.ts'
import { bytesOf } from '../../evidence/clean/bytes.ts'
import { pick } from '../../evidence/pick/pick.ts'
import type { Item, Picked, Refusal } from '../../evidence/pick/picked.ts'
import { sendPicked } from '../../evidence/pick/send-picked.ts'
import { useConsole, type ConsoleState } from '../context.ts'
import { redactFile } from '../holding/copy-file.ts'
import type { Refusal as Refused } from '../outcome.ts'
import { memberLines } from '../report/send.ts'
import type { CopyProps } from './CopyForm.tsx'
import { sayFault, sayUnsent, UNREAD } from './faults.ts'

/** The file in one piece, to be drawn on. Where the browser has no room it lays a Blob on its disk: README, 27. */
async function wholeOf({ shown: { parts } }: CopyProps): Promise<File> {
  const bytes = await bytesOf(parts.bits)
  const file = new File([bytes], '')
  bytes.fill(0)
  return file
}

/** What is covered, or was chosen, and what can be done with it. */
export function useCopy(props: CopyProps) {
  const state = useConsole()
  const { picked, stop } = useOwn()
  const [item, setItem] = useState<Item | null>(null)
  /** Whether it is the file itself, opened here to be covered, and not one that was brought. */
  const [isByHand, setByHand] = useState(false)
  const [covering, setCovering] = useState(false)
  const { working, ...standing } = useWorking()
  const clear = () => {
    for (const { id } of picked.items) picked.remove(id)
    setItem(null)
  }
  /** Cleaned, as whatever goes. */
  async function take(file: File, byHand: boolean): Promise<void> {
    clear()
    picked.add([file])
    await picked.settled()
    const [made] = picked.items
    if (made === undefined || made.refused !== null) throw new Unfit(sayRefused(made?.refused ?? 'empty'))
    setItem(made)
    setByHand(byHand)
  }
  return {
    ...standing, item, isByHand, covering, picked, clear,
    brush: () => working('正在打开…', async () => {
      await take(await wholeOf(props), true)
      setCovering(true)
    }),
    choose: (file: File) => working('正在清理…', () => take(file, false)),
    cover: () => setCovering(true),
    leaveCover: () => {
      const now = picked.items.find(({ id }) => id === item?.id) ?? null
      setCovering(false)
      // What was only opened to be covered, and was not, is the file itself.
      if (now !== null && now.covered === 0 && isByHand) clear()
      else setItem(now)
    },
    send: () => working('', async (say) => {
      await sendCopy(state, props, picked, stop, (percent) => say(`送了${percent}%`))
      props.onEnd()
    }),
  }
}

/** The one file that is chosen, and what ends its sending with the form. */
function useOwn(): { readonly picked: Picked; readonly stop: AbortSignal } {
  const own = useRef<{ readonly picked: Picked; readonly over: AbortController } | null>(null)
  own.current ??= { picked: pick.make(), over: new AbortController() }
  const { picked, over } = own.current
  useEffect(() => () => over.abort(), [])
  return { picked, stop: over.signal }
}

/** Why it is not done, in words. */
class Unfit extends Error {
  override readonly name = 'Unfit'
}

/** Whatever else a large file trips over here. */
const BROKEN = '这台电脑没能做成，可能是内存不够。关掉别的网页再试一次。'

/** One thing at a time; what goes wrong is said, and then it can be tried again. */
function useWorking() {
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')
  async function working(words: string, work: (say: (words: string) => void) => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(true)
    setSaid(words)
    setProblem('')
    await work(setSaid).catch((fault: unknown) => setProblem(fault instanceof Unfit ? fault.message : sayFault(fault, BROKEN)))
    setBusy(false)
    setSaid('')
  }
  return { busy, said, problem, working }
}

function sayRefused(refused: Refusal): string {
  if (refused === 'program') return '清理用的程序没有取到。连上网再试一次。'
  return refused === 'count' || refused === 'size' ? '太大了，放不下。' : UNREAD[refused]
}

/** A session that ended keeps what was made: only other refusals may lead away from here. */
const unfit = (state: ConsoleState, refused: Refused): Unfit => new Unfit(refused.code === 'unauthenticated' ? sayUnsent(refused.code) : state.explain(refused))

/** Throws Unfit where it did not come to anything. */
async function sendCopy(state: ConsoleState, { unsealed, file, onChanged }: CopyProps, picked: Picked, signal: AbortSignal, onSent: (percent: number) => void): Promise<void> {
  const { session } = state
  const sent = await sendPicked(picked, { ...memberLines(session.tools), signal, onProgress: ({ sent: done, all }) => onSent(all === 0 ? 100 : Math.floor((done / all) * 100)) })
  if (!sent.ok) throw new Unfit(sayUnsent(sent.code))
  const [made] = sent.value
  if (made === undefined) throw new Unfit('没有可以存的。')
  const done = await redactFile(session, unsealed, file.k, made)
  if (done.ok) {
    await onChanged(done.value)
    return state.say('脱敏件做好了，转给别的单位的时候可以只给它。')
  }
  if (done.code !== 'conflict') throw unfit(state, done)
  pick.forget(picked)
  const now = await session.tools.call(readReport, { reference: unsealed.report.reference }, {})
  if (!now.ok) throw unfit(state, now)
  await onChanged(now.value)
  throw new Unfit('别人刚刚改过这件，已经换成最新的。再按一次。')
}
