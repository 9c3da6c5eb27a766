/** A source by its name, without its day. Knows nothing of Astro, so that what makes a build's chunks may say the same. */
interface Named { readonly document: string; readonly number?: string | undefined; readonly article?: string | undefined }

/** 城镇燃气管理条例（国务院令第583号），第二十八条 */
export const nameSource = ({ document, number, article }: Named): string =>
  `${document}${number === undefined ? '' : `（${number}）`}${article === undefined ? '' : `，${article}`}`
