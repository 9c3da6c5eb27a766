/** What a member is told who makes a redacted copy, or saves a file cleaned: of what it still has in it, and of a picture that cannot be covered here. The form's own words (content/form/evidence.yaml) speak to whoever reports. */
import { evidenceWords } from '#contract/county/evidence.ts'
import type { LeftWords, UncoveredWords } from '../../evidence/pick/told.ts'

const { inside, big, stream } = evidenceWords.left

export const HUGE = '这张太大，这里显示不了，照样能存成脱敏件。'

export const BROKEN = '这张图在这里打不开，看不到是什么样。先用看图的软件打开看清楚，再存成脱敏件。'

export const LEFT: LeftWords = {
  kind: '这种文件清理不了，里面可能写着拍摄的人、单位、用的设备。另存成照片或者 PDF 再选，更稳妥。',
  'old-office': '老格式的文档清理不了。另存成 docx、xlsx、pptx 或者 PDF 再选。',
  locked: '这个文件有密码，清理不了。去掉密码再选。',
  nested: '压缩包里套的压缩包太多层，最里面的没有清理。解开再选。',
  names: '压缩包里各个文件的名字没有改，看看有没有能认出举报人的。',
  stands: '清理完又查了一遍，{what}还在。能认出举报人的，先在别的软件里去掉再选。',
  inside, big, stream,
}

/** Of a file that was saved, and is as it is. */
export const LEFT_IN_SAVED: LeftWords = {
  kind: '这种文件清理不了，存的是原样，里面可能写着拍摄的人、单位、用的设备。',
  'old-office': '老格式的文档清理不了，存的是原样。',
  locked: '这个文件有密码，清理不了，存的是原样。',
  nested: '压缩包里套的压缩包太多层，最里面的没有清理。',
  names: '压缩包里各个文件的名字没有改，看看有没有能认出举报人的。',
  stands: '清理完又查了一遍，{what}还在。',
  inside, big, stream,
}

export const UNCOVERED: UncoveredWords = {
  failed: '这张图在这里遮不了，没有遮上。用别的软件遮好，再到这里选它。',
  'too-large': '这张图太大，在这里遮不了，没有遮上。用别的软件遮好，再到这里选它。',
  'no-room': '遮好的图有{size}，放不下，没有遮上。用别的软件遮好、缩小，再到这里选它。',
}
