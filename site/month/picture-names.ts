/** Pictures that only posters show: they stay out of the scripts of the form. Names apart from the pictures, for commands that cannot import JSX. */
export const PICTURE_NAMES = ['swimmer', 'pit', 'bike', 'blast', 'cylinder', 'helmet', 'bus'] as const

export type Picture = (typeof PICTURE_NAMES)[number]
