/** The frame of a first sign-in's steps: where one is, and a heading that has the focus when a step begins. */
import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

const STEPS = ['口令', '验证器', '通行密钥', '单位钥匙'] as const

export function StepHead({ at, children }: { readonly at: 1 | 2 | 3 | 4; readonly children: ComponentChildren }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  return (
    <>
      <p class="quiet">第{at}步，一共{STEPS.length}步：{STEPS[at - 1]}</p>
      <ol class="steps" aria-hidden="true">{STEPS.map((name, index) => <li key={name} class={index < at ? 'done' : undefined} />)}</ol>
      <h2 ref={heading} tabIndex={-1}>{children}</h2>
    </>
  )
}

export function Back({ onBack, children = '上一步' }: { readonly onBack: () => void; readonly children?: ComponentChildren }): JSX.Element {
  return <p class="back"><button type="button" class="link" onClick={onBack}>{children}</button></p>
}
