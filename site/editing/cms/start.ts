/** Runs in the editor's browser: Sveltia CMS with our configuration, which the build puts in. */
import { init } from '@sveltia/cms'

declare const ANSHAO_CMS: NonNullable<NonNullable<Parameters<typeof init>[0]>['config']>

void init({ config: ANSHAO_CMS })
