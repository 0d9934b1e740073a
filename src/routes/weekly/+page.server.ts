import { error } from '@sveltejs/kit';
import {
	listWeeks,
	readReviewSearch,
	toPreviousPeriod,
	toReviewPeriod,
	toReviewSearch,
} from '#lib/filters.ts';
import { getApp } from '#lib/server/app.ts';
import { readClients, requireKnownClients } from '#lib/server/clients.ts';
import { loadWeekly } from '#lib/server/reviews/weekly.ts';
import { wordWeek, wordWeekBefore, wordReviewWeek } from '#lib/period-words.ts';
import { loadPlainly } from '../plain-errors.server.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

export const load: PageServerLoad = (event) => {
	event.depends('waybill:data');
	return loadPlainly(() => loadWeek(event));
};

async function loadWeek({ url, request }: PageServerLoadEvent) {
	const { reader } = await getApp();
	const data = await reader.describe();
	if (!data?.asOf || !data.firstAt) {
		error(404, {
			message: 'There is nothing to review yet.',
			remedy: 'Import an export of tickets first.',
		});
	}
	const zone = data.reportingZone;
	const address = readReviewSearch(url.searchParams);
	const clients = await readClients(reader);
	requireKnownClients(address.clients, clients);

	const weeks = listWeeks(data.firstAt, data.asOf, zone);
	const [latest] = weeks as [string, ...string[]];
	const week = address.week ?? latest;
	if (!weeks.includes(week)) {
		error(404, {
			message: `The data has no week ${week}.`,
			remedy: `It goes from ${weeks.at(-1)} to ${latest}.`,
		});
	}
	const period = toReviewPeriod(week, data.asOf, zone);
	const previous = toPreviousPeriod(period, zone);
	const place = weeks.indexOf(week);
	const hrefOf = (other: string | undefined) =>
		other ? `/weekly${toReviewSearch({ ...address, week: other })}` : null;

	return {
		question: 'Are we keeping up, and where does work wait?',
		period: {
			from: period.fromOn,
			to: period.toOn,
			words: wordReviewWeek(period, previous, zone),
			isPartial: period.isPartial,
			previousWords: wordWeekBefore(previous),
		},
		periodLinks: {
			previous: hrefOf(weeks[place + 1]),
			next: hrefOf(weeks[place - 1]),
			current: hrefOf(latest)!,
		},
		periods: weeks.map((value) => ({ value, label: wordWeek(value) })),
		selectedPeriod: week,
		clients,
		selectedClients: address.clients,
		zone,
		...(await loadWeekly(reader, {
			period,
			previous,
			clients: address.clients.length > 0 ? address.clients : null,
			zone,
			firstAt: data.firstAt,
			signal: request.signal,
		})),
	};
}
