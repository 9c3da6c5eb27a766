/** Runs in the editor's browser: Sveltia CMS with our configuration, which the build puts in. */
import CMS from '@sveltia/cms'

declare const ANSHAO_CMS: NonNullable<NonNullable<Parameters<typeof CMS.init>[0]>['config']>

CMS.init({ config: ANSHAO_CMS })
