/** A film or a sound, played from where one wants: only the parts that are played are fetched. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { openFilm, Player, type Opened, type Playing } from './player.ts'
import type { ViewProps } from './Picture.tsx'

const START: Playing = { at: 0, playing: false, waiting: false }
const BROKEN = '这个文件不完整，或者坏了，放不了。另存下来，用播放软件试试。'
const NONE = '这个浏览器放不了这种格式。另存下来，用播放软件打开。'

export function Film(props: ViewProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { film, player, problem, setProblem, now } = usePlayer(props, canvas)
  return (
    <>
      <div role="alert">{problem !== '' && <p class="notice">{problem}</p>}</div>
      {film === null ? problem === '' && <p class="quiet" role="status">正在打开…</p> : (
        <>
          {film.pictures !== null && <div class="stage film"><canvas ref={canvas} width={film.size.width} height={film.size.height} role="img" aria-label={`录像画面：${props.name}`} /></div>}
          {film.lacks !== null && <p class="notice warn small">{film.lacks === 'picture' ? '画面的格式这个浏览器放不了，只能听声音。' : '声音的格式这个浏览器放不了，只有画面。'}</p>}
          <Controls player={player} now={now} seconds={film.seconds} onTry={() => setProblem('')} />
        </>
      )}
    </>
  )
}

function usePlayer({ parts, sayFault, onPicture }: ViewProps, canvas: { readonly current: HTMLCanvasElement | null }) {
  const player = useRef<Player | null>(null)
  const [film, setFilm] = useState<Opened | null>(null)
  const [problem, setProblem] = useState('')
  const [now, setNow] = useState(START)
  useEffect(() => {
    let alive = true
    const say = (fault: unknown) => sayFault(fault, BROKEN)
    const opening = openFilm(parts).catch(say)
    void opening.then((opened) => {
      if (!alive) return
      if (opened === null || typeof opened === 'string') return setProblem(opened ?? NONE)
      let isFirst = true
      const show = (frame: HTMLCanvasElement | OffscreenCanvas) => {
        canvas.current?.getContext('2d')?.drawImage(frame, 0, 0)
        if (isFirst) onPicture(frame, opened.size)
        isFirst = false
      }
      player.current = new Player(opened, show, setNow, (fault) => setProblem(say(fault)))
      setFilm(opened)
    })
    return () => {
      alive = false
      player.current?.close()
      void opening.then((opened) => player.current === null && opened !== null && typeof opened !== 'string' && opened.input.dispose())
    }
  }, [])
  useEffect(() => {
    // The canvas is there by now.
    if (film !== null) void player.current?.seek(0)
    const shown = canvas.current
    return () => { if (shown !== null) shown.width = 0 }
  }, [film])
  return { film, player: player.current, problem, setProblem, now }
}

interface ControlsProps {
  readonly player: Player | null
  readonly now: Playing
  readonly seconds: number
  readonly onTry: () => void
}

function Controls({ player, now, seconds, onTry }: ControlsProps): JSX.Element {
  const [loud, setLoud] = useState(true)
  const toggle = () => {
    onTry()
    if (now.playing) player?.pause()
    else void player?.play()
  }
  const hush = () => {
    if (player !== null) player.loud = !loud
    setLoud(!loud)
  }
  return (
    <div class="tools" role="group" aria-label="播放">
      <button type="button" class="button small act" onClick={toggle}>{now.playing ? '暂停' : '播放'}</button>
      <input type="range" aria-label="放到哪里" min={0} max={seconds} step={seconds > 600 ? 10 : seconds > 20 ? 1 : 0.1} value={now.at} aria-valuetext={`${sayTime(now.at)}，一共${sayTime(seconds)}`} onChange={(event) => {
        onTry()
        void player?.seek(Number(event.currentTarget.value))
      }} />
      <span class="time">{clock(now.at)} / {clock(seconds)}</span>
      <button type="button" class="button small" aria-pressed={!loud} onClick={hush}>静音</button>
      <span class="quiet" role="status">{now.waiting && '正在取后面的…'}</span>
    </div>
  )
}

const two = (value: number) => String(value).padStart(2, '0')
const clock = (seconds: number): string => `${two(Math.floor(seconds / 60))}:${two(Math.floor(seconds % 60))}`
const sayTime = (seconds: number): string => (seconds < 60 ? '' : `${Math.floor(seconds / 60)}分`) + `${Math.floor(seconds % 60)}秒`
