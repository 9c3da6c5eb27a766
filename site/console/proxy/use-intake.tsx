import { hotlines } from '#contract/county/hotlines.ts'
import { proxy } from '#contract/county/proxy.ts'
import type { Channel } from '#contract/proxy.ts'
import { channelsOf } from '#contract/rules/proxy.ts'
import { fill } from '#contract/rules/fill.ts'
import { useState } from 'preact/hooks'
import { EMPTY, type Draft } from '../../report/draft.ts'
import type { ForSomebody } from '../../report/for-somebody.ts'
import type { Underway } from '../../report/underway.ts'
import type { FiledReport } from '../../report/submit.ts'
import { Radios } from '../../ui/Choice.tsx'
import { Group } from '../../ui/Field.tsx'
import { Sign } from '../../ui/Sign.tsx'
import { useConsole } from '../context.ts'
import { avoidsOwn, deliverBy } from './file.ts'

/** A report that was filed; its code is null once it was read out. */
export type Left = Omit<FiledReport, 'code'> & { readonly code: string | null }

/** Everything of one filing for somebody, kept in memory over a lock and a look at another section; until its code was read out, that too. */
interface Kept {
  readonly draft: Draft
  readonly channel: Channel | null
  readonly file: Underway
  readonly filed: Left | null
}

const KEY = 'proxy'
const reportLine = hotlines.find(({ report }) => report === true)?.number ?? null

/** Where one filing for somebody stands, and what its form needs. */
export function useIntake() {
  const { session, drafts, explain } = useConsole()
  const channels = channelsOf(session.me)
  const fresh = (): Kept => ({ draft: EMPTY, channel: channels.length === 1 ? (channels[0] ?? null) : null, file: { current: null }, filed: null })
  const [kept, setKept] = useState<Kept>(() => drafts.read(KEY, fresh()))
  // From what is kept, not from what was drawn: an answer may come when the screen is locked and this component gone.
  const change = (changed: Partial<Kept>) => {
    const next = { ...drafts.read(KEY, kept), ...changed }
    drafts.keep(KEY, next)
    setKept(next)
  }
  const leave = (left: Kept) => {
    drafts.forget(KEY)
    setKept(left)
  }
  const deliver = deliverBy(session, () => drafts.read(KEY, kept).channel ?? 'proxy')
  const member: ForSomebody = {
    begun: kept.draft,
    keep: (draft) => change({ draft }),
    besides: ({ screen, draft, errorAt }) => screen === 'emergency'
      ? <Opening channels={channels} channel={kept.channel} error={kept.channel === null ? errorAt('channel') : undefined} onChange={(channel) => change({ channel })} />
      : ['avoid', 'check', 'send'].includes(screen) && avoidsOwn(session, draft.avoid) && <OwnUnit />,
    problemsOn: (screen) => (screen === 'emergency' && kept.channel === null ? [{ field: 'channel', sentence: proxy.channel.missing }] : []),
    sending: {
      hint: proxy.send, sealing: proxy.sealing,
      deliver: async (filing) => {
        const answer = await deliver(filing)
        if (!answer.ok && answer.code === 'unauthenticated') explain(answer)
        return answer
      },
    },
    file: kept.file,
    onFiled: (filed) => change({ filed, draft: EMPTY, file: { current: null } }),
  }
  return {
    at: kept.filed ?? ('form' as const), channel: kept.channel, member,
    /** The code goes, from the screen and from everything that this page remembers. */
    wipe: () => leave({ ...kept, filed: kept.filed && { ...kept.filed, code: null } }),
    again: () => leave(fresh()),
  }
}

interface OpeningProps {
  readonly channels: readonly Channel[]
  readonly channel: Channel | null
  readonly error: string | undefined
  readonly onChange: (channel: Channel) => void
}

const Opening = ({ channels, channel, error, onChange }: OpeningProps) => (
  <Group id="channel" role="radiogroup" label={proxy.channel.question} hint={proxy.channel.hint} error={error}>
    <Radios two options={channels.map((value) => ({ value, ...proxy.channel.kinds[value] }))} value={channel} onChange={onChange} />
  </Group>
)

const OwnUnit = () => (
  <div class="notice warn" role="note">
    <Sign shape="triangle" glyph="alert" size={44} />
    <p>{fill(proxy.own, { number: reportLine })}</p>
  </div>
)
