/** Refuses to write a demo whose stories are not true or whose rows could not have been exported. */
import type { Facts } from './facts.ts';
import { isAmbiguous, localDay, localTime, MINUTE } from './london.ts';
import { AS_OF } from './provider.ts';
import {
	APPROVAL_FLAWS,
	RETAINER_RUNS_OUT,
	STUCK_IN_CLIENT_REVIEW,
	UNEXPLAINED_LINES,
} from './stories.ts';
import type { World } from './world.ts';

function require(condition: boolean, statement: string): void {
	if (!condition) throw new Error(`The demo does not hold: ${statement}`);
}

export function verify(world: World, facts: Facts): void {
	verifyHistory(world);
	verifyDiaries(world);
	verifyStories(facts);
}

function verifyHistory({ tickets }: World): void {
	const keys = new Set<string>();
	for (const { number, versions, messages } of tickets) {
		require(!keys.has(number), `${number} is unique`);
		keys.add(number);
		versions.forEach((version, index) => {
			const before = versions[index - 1];
			require(!before || before.at <= version.at, `${number} moves forward in time`);
			require(!before ||
				before.modifications < version.modifications, `${number} counts its changes`);
			require(version.at <= AS_OF, `${number} knows nothing after the export`);
			require(!isAmbiguous(version.at), `${number} was not changed while clocks went back`);
		});
		require(messages.every(({ at }) => at < AS_OF), `${number} has no reply after the export`);
	}
}

function verifyDiaries({ entries }: World): void {
	const byDay = Map.groupBy(
		entries,
		({ person, startedAt }) => `${person.name} ${localDay(startedAt)}`,
	);
	for (const [who, day] of byDay) {
		const sorted = day.toSorted((a, b) => a.startedAt - b.startedAt);
		sorted.forEach((entry, index) => {
			const before = sorted[index - 1];
			const isOrdinary = localTime(entry.startedAt).minute >= 8 * 60 + 30;
			const overlaps = before && before.startedAt + before.minutes * MINUTE > entry.startedAt;
			require(!overlaps || !isOrdinary, `${who} does one thing at a time`);
			require(entry.enteredAt >= entry.startedAt &&
				entry.enteredAt <= AS_OF, `${who} enters work done`);
		});
	}
}

function verifyStories(facts: Facts): void {
	for (const { openAtStart, arrivals, closures, withdrawn, openAtEnd } of Object.values(
		facts.flow,
	)) {
		require(openAtStart + arrivals - closures - withdrawn === openAtEnd, 'the backlog balances');
	}
	const whole = facts.scopeDrift.byQuarter.slice(1, -1);
	const drift = whole.map(({ ticketHours }) => ticketHours.shareByRule);
	require(drift.every(
		(value, index) => index === 0 || value > (drift[index - 1] ?? 0),
	), 'the drifting share rises in every whole quarter');
	require(facts.retainerRunsOut.runsOutOn ===
		RETAINER_RUNS_OUT.on, `the retainer runs out on ${RETAINER_RUNS_OUT.on}, not ${facts.retainerRunsOut.runsOutOn}`);
	require(facts.approvals.retroactive.tickets ===
		APPROVAL_FLAWS.retroactive, 'as many approvals are retroactive as planned');
	require(facts.invoices.unexplainedLines.count ===
		UNEXPLAINED_LINES.length, 'as many lines are unexplained as planned');
	require(facts.stuckInClientReview.atLeast14Days >=
		STUCK_IN_CLIENT_REVIEW.count, 'what was left in client review is still there');
	require(Object.keys(facts.salesLoadFailures.byWording).length === 10, 'ten wordings occur');
}
