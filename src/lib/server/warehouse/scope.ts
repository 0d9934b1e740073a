import { isDay, isInstant, isZone } from '#lib/calendar.ts';
import type { SqlParameters } from './duckdb.ts';
import { ParameterError } from './errors.ts';

/** What every figure is about: whose tickets, when, as of when, and cut down to what. */
export interface Scope {
	/** Client ids; `null`: all, tickets without a client included. */
	clients: readonly string[] | null;
	/** First and last local day of the period, ISO; `null`: unbounded. */
	fromOn: string | null;
	toOn: string | null;
	/** The instant whose state is asked for, ISO with Z. */
	asOf: string;
	/** The IANA zone in which days begin. */
	zone: string;
	filters: Filters;
}

/** Each a list of values, or absent for all. */
export interface Filters {
	teams?: readonly string[];
	persons?: readonly string[];
	priorities?: readonly string[];
	types?: readonly string[];
	systems?: readonly string[];
	categories?: readonly string[];
	channels?: readonly string[];
}

/** @throws {ParameterError} when a day, instant or zone is none, or the period ends before it begins */
export function checkScope({ fromOn, toOn, asOf, zone }: Scope): void {
	const day = 'a day such as 2026-03-02';
	const rules = [
		{ name: 'from', value: fromOn, isValid: isDay, example: day },
		{ name: 'to', value: toOn, isValid: isDay, example: day },
		{
			name: 'as-of',
			value: asOf,
			isValid: isInstant,
			example: 'an instant such as 2026-03-02T09:00:00Z',
		},
		{ name: 'zone', value: zone, isValid: isZone, example: 'an IANA zone such as Europe/London' },
	];
	for (const { name, value, isValid, example } of rules) {
		if (value !== null && !isValid(value)) {
			throw new ParameterError(`${name} is ${example}, not ${value}`);
		}
	}
	if (fromOn !== null && toOn !== null && fromOn > toOn) {
		throw new ParameterError(`the period ends (${toOn}) before it begins (${fromOn})`);
	}
}

/** The parameters that every module's SQL takes, by name. */
export function toScopeParameters(scope: Scope, by: string | null): SqlParameters {
	const { filters } = scope;
	return {
		clients: scope.clients,
		from_on: scope.fromOn,
		to_on: scope.toOn,
		as_of: scope.asOf,
		zone: scope.zone,
		teams: filters.teams ?? null,
		persons: filters.persons ?? null,
		priorities: filters.priorities ?? null,
		types: filters.types ?? null,
		systems: filters.systems ?? null,
		categories: filters.categories ?? null,
		channels: filters.channels ?? null,
		by,
	};
}
