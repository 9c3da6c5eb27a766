/** Says parts one after another, each an utterance of its own, until there are none or somebody says otherwise. */
import type { Part } from './text.ts'

/** Beyond this an engine that has not begun will not: Safari, when the press was too long ago. */
const SILENCE_MS = 5000

interface Hears {
  readonly begins: (part: Part) => void
  readonly ends: () => void
  readonly fails: () => void
}

export class Speaker {
  /** Chrome forgets an utterance that nobody holds, and never tells its end. What any other still reports is no news. */
  private held: SpeechSynthesisUtterance | null = null
  private readonly hears: Hears

  constructor(hears: Hears) {
    this.hears = hears
  }

  speak(parts: readonly Part[], voice: SpeechSynthesisVoice): void {
    const [part, ...rest] = parts
    if (part === undefined) return this.hears.ends()
    const utterance = Object.assign(new SpeechSynthesisUtterance(part.text), { voice, lang: voice.lang.replace('_', '-') })
    const silence = setTimeout(() => this.tell(utterance, this.hears.fails), SILENCE_MS)
    utterance.onstart = () => clearTimeout(silence)
    utterance.onend = () => {
      clearTimeout(silence)
      this.tell(utterance, () => this.speak(rest, voice))
    }
    utterance.onerror = () => {
      clearTimeout(silence)
      this.tell(utterance, this.hears.fails)
    }
    this.held = utterance
    this.hears.begins(part)
    speechSynthesis.speak(utterance)
  }

  hush(): void {
    this.held = null
    if ('speechSynthesis' in window) speechSynthesis.cancel()
  }

  private tell(utterance: SpeechSynthesisUtterance, news: () => void): void {
    if (this.held === utterance) news()
  }
}
