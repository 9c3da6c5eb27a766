type Data = Readonly<Record<string, unknown>>

/** JSON that cannot end the element it stands in, whatever it says (HTML Standard §4.12.1.3). */
export const dataBlock = (data: Data): string => JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', String.raw`\u003c`)
