/** A path of this site, under whatever base the county's portal serves it from. */
export const link = (path: string): string => import.meta.env.BASE_URL.replace(/\/$/, '') + path
