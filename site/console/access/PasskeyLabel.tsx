import type { JSX } from 'preact'
import { Line } from '../fields.tsx'

export const LABEL_MISSING = '给它起个名字，以后好认。'

/** What most people would call the thing in front of them. */
export const defaultLabel = (): string => (matchMedia('(pointer: coarse)').matches ? '这部手机' : '这台电脑')

export function LabelLine({ value, onInput }: { readonly value: string; readonly onInput: (value: string) => void }): JSX.Element {
  return <Line label="叫它什么" hint="写是哪台设备，丢了好认出来移除，比如办公室电脑" value={value} onInput={onInput} autoComplete="off" maxLength={20} />
}
