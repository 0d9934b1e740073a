import type { PageData } from './$types';

/** What was found out about the file. */
export type Found = NonNullable<PageData['found']>;
