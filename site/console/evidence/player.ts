/**
 * Plays a film or a sound from the parts that are asked for: mediabunny reads the packets, the browser's own codecs (WebCodecs) decode them, frames go
 * on a canvas and sound to Web Audio. No media element, so no address, no Blob and no cache that could write to a disk (ADR 0030).
 */
import { ALL_FORMATS, AudioBufferSink, CanvasSink, CustomSource, Input, type WrappedAudioBuffer, type WrappedCanvas } from 'mediabunny'
import type { Parts } from './parts.ts'

/** Beyond what can be seen in a console. */
const WIDEST = 1280
/** Sound is laid ready so far ahead. */
const AHEAD = 1
/** Without anything new for so long, the clock waits. */
const PATIENCE = 0.4

export interface Playing {
  readonly at: number
  readonly playing: boolean
  /** For bytes, or for the decoder. */
  readonly waiting: boolean
}

export interface Opened {
  readonly input: Input
  readonly seconds: number
  /** When the first picture stands, often a little after 0: before it there is none. */
  readonly first: number
  readonly pictures: CanvasSink | null
  readonly sounds: AudioBufferSink | null
  readonly size: { readonly width: number; readonly height: number }
  /** A track that this browser cannot decode. */
  readonly lacks: 'picture' | 'sound' | null
}

/** Null where nothing of it can be played here. Reads what stands at its beginning and end, or wherever it says what is in it. */
export async function openFilm(parts: Parts): Promise<Opened | null> {
  const input = new Input({ source: new CustomSource({ getSize: () => parts.size, read: (start, end) => parts.read(start, end), maxCacheSize: 4 << 20 }), formats: ALL_FORMATS })
  const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
  const [sees, hears] = [(await video?.canDecode()) === true, (await audio?.canDecode()) === true]
  if (!sees && !hears) {
    input.dispose()
    return null
  }
  const [width, height] = video === null ? [0, 0] : [await video.getDisplayWidth(), await video.getDisplayHeight()]
  const scale = Math.min(1, WIDEST / Math.max(1, width, height))
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  return {
    input, size,
    seconds: (await input.getDurationFromMetadata()) ?? (await input.computeDuration()),
    first: sees && video !== null ? await video.getFirstTimestamp() : 0,
    pictures: sees && video !== null ? new CanvasSink(video, { ...size, fit: 'fill', poolSize: 3 }) : null,
    sounds: hears && audio !== null ? new AudioBufferSink(audio) : null,
    lacks: video !== null && !sees ? 'picture' : audio !== null && !hears ? 'sound' : null,
  }
}

export class Player {
  readonly #film: Opened
  readonly #show: (frame: WrappedCanvas['canvas']) => void
  readonly #tell: (now: Playing) => void
  readonly #fail: (fault: unknown) => void
  #context: AudioContext | null = null
  #gain: GainNode | null = null
  #loud = true
  readonly #laid = new Set<AudioBufferSourceNode>()
  /** Counts up with each start and stop: whatever belongs to an earlier one ends. */
  #turn = 0
  #playing = false
  #waiting = false
  #from = 0
  #startedAt = 0
  #seen = 0
  #heard = 0

  constructor(film: Opened, show: (frame: WrappedCanvas['canvas']) => void, tell: (now: Playing) => void, fail: (fault: unknown) => void) {
    this.#film = film
    this.#show = show
    this.#tell = tell
    this.#fail = fail
  }

  get at(): number {
    return this.#playing && this.#context !== null ? this.#from + this.#context.currentTime - this.#startedAt : this.#from
  }

  set loud(loud: boolean) {
    this.#loud = loud
    if (this.#gain !== null) this.#gain.gain.value = loud ? 1 : 0
  }

  async play(): Promise<void> {
    if (this.#playing) return
    const turn = ++this.#turn
    if (this.#from >= this.#film.seconds) this.#from = 0
    const context = this.#readyContext()
    await context.resume()
    if (turn !== this.#turn) return
    this.#startedAt = context.currentTime
    this.#playing = true
    this.#seen = this.#film.pictures === null ? Infinity : this.#from
    this.#heard = this.#film.sounds === null ? Infinity : this.#from
    const run = (work: Promise<void>) => void work.catch((fault: unknown) => turn === this.#turn && this.#stopWith(fault))
    run(this.#runPictures(turn))
    run(this.#runSounds(turn, context))
    run(this.#watch(turn, context))
  }

  pause(): void {
    this.#from = Math.min(this.at, this.#film.seconds)
    this.#turn += 1
    this.#playing = false
    this.#waiting = false
    for (const node of this.#laid) node.stop()
    this.#laid.clear()
    this.#say()
  }

  /** Goes to this second, and shows what is there; plays on if it played. */
  async seek(second: number): Promise<void> {
    const played = this.#playing
    this.pause()
    const turn = this.#turn
    this.#from = Math.min(Math.max(0, second), this.#film.seconds)
    this.#say()
    const frame = await this.#film.pictures?.getCanvas(Math.max(this.#from, this.#film.first)).catch((fault: unknown) => {
      this.#stopWith(fault)
      return null
    })
    if (turn !== this.#turn) return
    if (frame != null) this.#show(frame.canvas)
    if (played) await this.play()
  }

  close(): void {
    this.pause()
    void this.#context?.close()
    this.#film.input.dispose()
  }

  #readyContext(): AudioContext {
    if (this.#context !== null) return this.#context
    const context = new AudioContext()
    this.#gain = context.createGain()
    this.#gain.gain.value = this.#loud ? 1 : 0
    this.#gain.connect(context.destination)
    this.#context = context
    return context
  }

  async #runPictures(turn: number): Promise<void> {
    const { pictures } = this.#film
    if (pictures === null) return
    for await (const { canvas, timestamp, duration } of pictures.canvases(this.#from)) {
      this.#seen = timestamp + duration
      while (turn === this.#turn && timestamp > this.at) await nextFrame()
      if (turn !== this.#turn) return
      this.#show(canvas)
    }
    this.#seen = Infinity
  }

  async #runSounds(turn: number, context: AudioContext): Promise<void> {
    const { sounds } = this.#film
    if (sounds === null) return
    for await (const sound of sounds.buffers(this.#from)) {
      if (turn !== this.#turn) return
      this.#lay(sound, context)
      this.#heard = sound.timestamp + sound.duration
      while (turn === this.#turn && sound.timestamp - this.at > AHEAD) await pause(100)
      if (turn !== this.#turn) return
    }
    this.#heard = Infinity
  }

  #lay({ buffer, timestamp }: WrappedAudioBuffer, context: AudioContext): void {
    const late = context.currentTime - (this.#startedAt + timestamp - this.#from)
    if (this.#gain === null || late >= buffer.duration) return
    const node = context.createBufferSource()
    node.buffer = buffer
    node.connect(this.#gain)
    node.start(late > 0 ? 0 : context.currentTime - late, Math.max(0, late))
    this.#laid.add(node)
    node.addEventListener('ended', () => this.#laid.delete(node))
  }

  /** Keeps the clock from running away from what is there, and ends at the end. */
  async #watch(turn: number, context: AudioContext): Promise<void> {
    while (turn === this.#turn) {
      const ready = Math.min(this.#seen, this.#heard)
      const waits = this.at > ready + PATIENCE
      if (waits !== this.#waiting) {
        this.#waiting = waits
        await (waits ? context.suspend() : context.resume())
      }
      if (turn !== this.#turn) return
      if (this.at >= this.#film.seconds || (ready === Infinity && this.#laid.size === 0 && this.#film.pictures === null)) return this.#end()
      this.#say()
      await nextFrame()
    }
  }

  #end(): void {
    this.pause()
    this.#from = this.#film.seconds
    this.#say()
  }

  #stopWith(fault: unknown): void {
    this.pause()
    this.#fail(fault)
  }

  #say(): void {
    this.#tell({ at: Math.min(this.at, this.#film.seconds), playing: this.#playing, waiting: this.#waiting })
  }
}

const nextFrame = () => new Promise<void>((done) => { requestAnimationFrame(() => done()) })
const pause = (milliseconds: number) => new Promise<void>((done) => { setTimeout(done, milliseconds) })
