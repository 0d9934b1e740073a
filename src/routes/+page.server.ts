import { redirect } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import type { PageServerLoad } from './$types';

/** Until there are more reviews, where things stand is the weekly one; before any data, imports. */
export const load: PageServerLoad = async () => {
	const { reader } = await getApp();
	const data = await reader.describe();
	redirect(307, data?.asOf ? '/weekly' : '/imports');
};
