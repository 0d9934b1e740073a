import { describeTemplates } from '#lib/server/import/template.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ templates: describeTemplates() });
