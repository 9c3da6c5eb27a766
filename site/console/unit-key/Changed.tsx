import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { RotationCard } from '#contract/unit-key.ts'
import { keyFileNames } from '../../crypto/rotation.ts'
import { fileNames, type Rotated } from './rotate.ts'

/** The two files, this once: the new private one is nowhere else but in the colleagues' boxes. */
export function Changed({ rotated }: { readonly rotated: Rotated }): JSX.Element {
  const { shared, leftOut } = rotated
  return (
    <div class="notice act" role="status">
      <div>
        <p><strong>换好了，{shared.length}位同事各有一份。现在存文件，离开这一页就没有了。</strong></p>
        <p>新的钥匙文件装进U盘，锁进单位的保险柜。谁拿到它，谁就能打开本单位的件。</p>
        <FileLink name={fileNames(rotated).private} value={rotated.keyFile} words="存新的钥匙文件（保密）" />
        {leftOut.length > 0 && <p>没有给{leftOut.map(({ displayName }) => displayName).join('、')}：没有凭据说明他们的钥匙是他们本人的。公布以后，当面核对12位再交给他们。</p>}
      </div>
    </div>
  )
}

/** The public half, for the office. */
export const CardFile = ({ card }: { readonly card: RotationCard }): JSX.Element => <FileLink name={keyFileNames(card.unit, card.from + 1).card} value={card} words="存公开卡片" />

function FileLink({ name, value, words }: { readonly name: string; readonly value: object; readonly words: string }): JSX.Element {
  const [address, setAddress] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [value])
  return <p><a class="button" href={address} download={name}>{words}</a></p>
}
