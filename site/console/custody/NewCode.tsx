import type { JSX } from 'preact'
import { ReadOut } from '../proxy/ReadOut.tsx'
import type { MadeCode } from './act.ts'

const TITLE = '新查询码做好了，现在念给他'
const LINES = ['一共七组，念一组，等他记一组。', '受理台同意以后，它才能用；那时旧的当场作废。', '离开这一页就再也看不到了。你也听到了：别记，别存。']

/** The new code, read out like that of a filing for somebody; then gone. */
export const NewCode = ({ made, reference, onDone }: { readonly made: MadeCode; readonly reference: string; readonly onDone: () => void }): JSX.Element =>
  <ReadOut code={made.code} reference={reference} channel="visit" title={TITLE} lines={LINES} onDone={onDone} />
