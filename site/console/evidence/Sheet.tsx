/** The contact sheet: every file as a small picture or the sign of its kind, with what must be known before it is opened. */
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { isFileCopy } from '#contract/rules/file-copy.ts'
import type { Glyph } from '../../ui/glyph-names.ts'
import { Sign } from '../../ui/Sign.tsx'
import { saySize } from '../../evidence/say-size.ts'
import { nameOf, type HeldFile } from './held.ts'
import { FAMILY_NAMES, familyOf, PROBLEMS, sayCleaned, type Family } from './words.ts'

const SIGNS: Record<Family, Glyph> = { picture: 'look', film: 'look', sound: 'speak', pdf: 'paper', paper: 'paper', archive: 'paper', other: 'paper' }

interface Props {
  readonly files: readonly HeldFile[]
  readonly thumbs: ReadonlyMap<number, ImageBitmap>
  readonly open: number | null
  readonly onOpen: (k: number) => void
}

export function Sheet({ files, thumbs, open, onOpen }: Props): JSX.Element {
  const list = useRef<HTMLUListElement>(null)
  return (
    <ul ref={list} class="plain contact" aria-label="附件，方向键移动，回车打开" onKeyDown={(event) => {
      const tiles = [...(list.current?.querySelectorAll<HTMLButtonElement>('.tile') ?? [])]
      const at = tiles.indexOf(document.activeElement as HTMLButtonElement)
      const to = at < 0 ? null : tiles[step(event.key, at, tiles)]
      if (to === null || to === undefined) return
      event.preventDefault()
      to.focus()
    }}>
      {files.map((file) => <li key={file.k}><Tile file={file} copied={copiedName(file, files)} thumb={thumbs.get(file.k)} isOpen={open === file.k} onOpen={() => onOpen(file.k)} /></li>)}
    </ul>
  )
}

/** Where a key leads from tile `at`; -1: nowhere. */
function step(key: string, at: number, tiles: readonly HTMLElement[]): number {
  const top = tiles[at]?.offsetTop ?? 0
  const left = tiles[at]?.offsetLeft ?? 0
  if (key === 'ArrowLeft') return at - 1
  if (key === 'ArrowRight') return at + 1 < tiles.length ? at + 1 : -1
  if (key === 'Home') return 0
  if (key === 'End') return tiles.length - 1
  if (key === 'ArrowDown') return tiles.findIndex((one, n) => n > at && one.offsetTop > top && one.offsetLeft >= left)
  return key === 'ArrowUp' ? tiles.findLastIndex((one, n) => n < at && one.offsetTop < top && one.offsetLeft <= left) : -1
}

/** What the file is called that a copy is of, where this unit has it. */
function copiedName({ copyOf }: HeldFile, files: readonly HeldFile[]): string | null {
  const file = files.find(({ k }) => k === copyOf)
  return file === undefined ? null : nameOf(file)
}

function Tile({ file, copied, thumb, isOpen, onOpen }: { readonly file: HeldFile; readonly copied: string | null; readonly thumb: ImageBitmap | undefined; readonly isOpen: boolean; readonly onOpen: () => void }): JSX.Element {
  const { k, words, problem, signature } = file
  const family = words === null ? 'other' : familyOf(words)
  const isShut = problem !== null || words === null
  const cleaned = words === null ? null : sayCleaned({ ...words, own: file.author === 'reporter' })
  return (
    <button type="button" id={`file-${k}`} class={isShut ? 'tile shut' : 'tile'} aria-expanded={isOpen} aria-disabled={isShut} onClick={() => { if (!isShut) onOpen() }}>
      <span class="face">{thumb === undefined ? <Sign shape={isShut ? 'triangle' : 'square'} glyph={isShut ? 'alert' : SIGNS[family]} size={56} /> : <Thumb picture={thumb} />}</span>
      <span class="label"><bdi>{nameOf(file)}</bdi></span>
      <span class="quiet">{words !== null && !isFileCopy(k) && `附件${k}，`}{FAMILY_NAMES[family]}{words !== null && `，${saySize(words.size)}`}</span>
      {copied !== null && <span class="quiet">原来的附件：<bdi>{copied}</bdi></span>}
      {problem !== null && <span class="bad">{PROBLEMS[problem]}</span>}
      {signature === 'good' ? <span class="signature">✓ 签名核对过</span> : signature !== null && <span class="bad">{signature === 'missing' ? '没有签名，不知道是谁的' : '签名核对不上，可能被改过'}</span>}
      {cleaned !== null && <span class="quiet">{cleaned}</span>}
    </button>
  )
}

function Thumb({ picture }: { readonly picture: ImageBitmap }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const shown = canvas.current
    if (shown === null) return undefined
    shown.width = picture.width
    shown.height = picture.height
    shown.getContext('2d')?.drawImage(picture, 0, 0)
    return () => { shown.width = 0 }
  }, [picture])
  return <canvas ref={canvas} aria-hidden="true" />
}
