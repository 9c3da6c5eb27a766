import type { JSX } from 'preact'
import type { ScreenProps } from './screen.ts'
import { SendStep } from './SendStep.tsx'
import { toTip } from './tip.ts'

/** The form's last screen. */
export const SendScreen = ({ draft, today, file, member, go, onFiled }: ScreenProps): JSX.Element =>
  <SendStep words={() => toTip(draft, today)} file={file} sending={member?.sending} onFiled={member?.onFiled ?? onFiled} onBack={() => go('check')} />
