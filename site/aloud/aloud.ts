/** The row 朗读、暂停、停止 at work. Fetched by the first press, which it answers at once; keeps nothing. */
import { addSheet } from '../ui/sheet.ts'
import { Speaker } from './speaker.ts'
import { partsOf, type Part } from './text.ts'
import { findVoice } from './voice.ts'

const WORDS = {
  zh: { idle: '朗读', reading: '暂停', paused: '接着读', none: '这台设备没有中文朗读的声音。', failed: '没读出来，再按一次“朗读”。' },
  en: { idle: 'Read aloud', reading: 'Pause', paused: 'Go on', none: 'This device has no voice that reads English.', failed: 'Nothing was read. Press “Read aloud” again.' },
} as const
const language = document.documentElement.lang.startsWith('en') ? 'en' : 'zh'
const words = WORDS[language]

interface Row {
  readonly article: Element
  readonly main: HTMLButtonElement
  readonly end: HTMLButtonElement
  readonly status: Element
}

class Reading {
  private state: 'idle' | 'reading' | 'paused' = 'idle'
  private left: readonly Part[] = []
  /** Grows with every press: who waited for a voice may find that nobody wants to listen any more. */
  private press = 0
  private readonly row: Row
  private readonly speaker = new Speaker({
    begins: (part) => {
      this.left = this.left.slice(this.left.indexOf(part))
      this.mark(part.block)
    },
    ends: () => this.show('idle'),
    fails: () => this.show('idle', words.failed),
  })

  constructor(row: Row) {
    this.row = row
  }

  async start(): Promise<void> {
    if (this.state === 'idle') this.left = partsOf(this.row.article)
    this.show('reading')
    const { press } = this
    const voice = await findVoice(language)
    if (press !== this.press) return
    if (voice === undefined) this.show('idle', words.none)
    else this.speaker.speak(this.left, voice)
  }

  /** Engines on phones have no true pause: reading goes on at the beginning of what was being said. */
  turn(): void {
    if (this.state === 'reading') this.show('paused')
    else void this.start()
  }

  stop(): void {
    if (this.state !== 'idle') this.show('idle')
  }

  private show(state: typeof this.state, said = ''): void {
    const { main, end, status } = this.row
    this.state = state
    this.press += 1
    this.speaker.hush()
    main.textContent = words[state]
    if (state === 'idle' && document.activeElement === end) main.focus()
    end.hidden = state === 'idle'
    status.textContent = said
    if (state === 'idle') this.mark()
  }

  private mark(block?: Element): void {
    for (const one of this.row.article.querySelectorAll('.being-read')) one.classList.remove('being-read')
    if (block === undefined) return
    block.classList.add('being-read')
    const { top, bottom } = block.getBoundingClientRect()
    const moves = matchMedia('(prefers-reduced-motion: no-preference)').matches
    if (moves && (top < 0 || bottom > innerHeight)) block.scrollIntoView({ behavior: 'smooth', block: 'center' })
  }
}

function wire(row: Row): void {
  const reading = new Reading(row)
  row.main.addEventListener('click', () => reading.turn())
  row.end.addEventListener('click', () => reading.stop())
  addEventListener('keydown', ({ key }) => key === 'Escape' && reading.stop())
  addEventListener('pagehide', () => reading.stop())
  void reading.start()
}

const place = document.querySelector<HTMLElement>('.aloud')
const article = place?.closest('article')
const [main, end] = place?.querySelectorAll('button') ?? []
const status = place?.querySelector('[role=status]')
addSheet(place?.dataset['style'] ?? '')
if (article && main && end && status) wire({ article, main, end, status })
