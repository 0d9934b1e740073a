import type { Session } from '../warehouse/duckdb.ts';
import { readSql } from '../warehouse/sql-files.ts';
import { findReadPositions } from './read-positions.ts';
import { describeClockChanges, findClockChanges, type ClockFinding } from './clock-changes.ts';
import {
	findDateFormats,
	settleDates,
	toDateMacros,
	toIsoSql,
	type DateFindings,
	type DateReading,
} from './date-formats.ts';
import type { DateColumn } from './date-shapes.ts';
import type { Header } from './header.ts';
import type { ImportOptions } from './import-options.ts';
import { readTypes } from './load.ts';
import { countMissing, type MissingCount } from './missing-values.ts';
import {
	describeOpenNumbers,
	findNumberFormats,
	toPlainNumberSql,
	type NumberColumn,
	type NumberFinding,
} from './number-formats.ts';
import { hours, minutes } from './preset-fields.ts';
import type { Feed, Preset } from './preset.ts';
import type { ReadFile } from './read-file.ts';
import { describeRounded, findRounded } from './rounded-numbers.ts';
import { findLines } from './scan.ts';
import { rewriteColumns, toFileColumns, type Rewrites } from './stage.ts';

/** A staged file with what it was taken for. */
export interface ChosenFile {
	file: ReadFile;
	preset: Preset;
	feeds: readonly Feed[];
	/** The IANA zone of times without an offset, by DuckDB's name. */
	zone: string;
	options: Pick<ImportOptions, 'dateOrder' | 'decimalMark'>;
}

/** How the values of a file are written, and what a person has to know of it. */
export interface SettledValues {
	dates: DateReading;
	numbers: NumberFinding[];
	clockChanges: ClockFinding[];
	missing: MissingCount[];
	/** The feeds, with durations read as such where a column holds more than plain numbers. */
	feeds: readonly Feed[];
	warnings: string[];
}

/**
 * Settles how the dates and numbers of a staged file are written, defines the macros that read its
 * cells (`queries/staging/values.sql`), and makes `file` show numbers in plain digits.
 * @throws {ImportError} when the dates cannot be read without a word from the person
 */
export async function settleValues(session: Session, chosen: ChosenFile): Promise<SettledValues> {
	const { file, preset, feeds, zone, options } = chosen;
	const linesOf = (records: readonly number[]) => findLines(file.path, file.dialect, records);
	const lineOf = async (record: number) => (await linesOf([record])).get(record) ?? record + 1;
	const findings = await inspectDates(session, chosen);
	const dates = await settleDates(findings, {
		file: file.name,
		lineOf,
		stated: options.dateOrder ?? null,
	});
	await session.run(toDateMacros(dates, zone));
	await session.run(readSql('staging/values'));
	const numberColumns = await listNumberColumns(session, { file, preset, feeds });
	const numbers = await findNumberFormats(session, numberColumns, options.decimalMark ?? null);
	const rounded = await findRounded(session, numberColumns);
	const clockChanges = await findClockChanges(session, {
		zone,
		columns: dates.localTimes.map((position) => findings.columns[position]!),
	});
	const missing = await countMissing(session, {
		columns: listReadColumns(file.header, feeds),
		dates: findings.columns.map((column, position) => ({
			...column,
			isIso: findings.shapes.every((shape) => shape.position !== position || shape.isIso),
		})),
	});
	await rewriteColumns(session, collectRewrites(findings, dates, numbers));
	return {
		dates,
		numbers,
		clockChanges,
		missing,
		feeds: feeds.map((feed) => readDurations(feed, file.header, numbers)),
		warnings: [
			...(await describeClockChanges(clockChanges, { zone, linesOf })),
			...describeOpenNumbers(numbers),
			...(await describeRounded(rounded, linesOf)),
		],
	};
}

/** What the date columns of a staged file show, for a person to look at and decide. */
export async function inspectDates(
	session: Session,
	{ file, preset, feeds, options }: Pick<ChosenFile, 'file' | 'preset' | 'feeds' | 'options'>,
): Promise<DateFindings> {
	const columns = toFileColumns(file.header);
	const dates = preset.dates ?? [];
	const spellings = dates.filter((date) => typeof date === 'string');
	for (const { relation, fields } of feeds) {
		const types = await readTypes(session, relation);
		for (const [field, source] of Object.entries(fields)) {
			const isDate = /^(TIMESTAMP|DATE)/.test(types[field] ?? '');
			if (isDate && typeof source !== 'function') spellings.push(...source);
		}
	}
	const positions = [...new Set(file.header.find(spellings))];
	const looked: DateColumn[] = [
		...positions.map((position) => ({
			name: file.header.names[position] ?? '',
			sql: `c${position}`,
			position,
			isUtc: file.header.isUtc(position),
		})),
		...dates
			.filter((date) => typeof date !== 'string')
			.flatMap(({ name, sql }) => {
				const texts = sql(columns);
				return (Array.isArray(texts) ? texts : [texts]).map((text) => ({ name, sql: text }));
			}),
	];
	return findDateFormats(session, looked, options.dateOrder ?? null);
}

/** The columns of a staged file that numbers are read from. */
async function listNumberColumns(
	session: Session,
	{ file, preset, feeds }: Pick<ChosenFile, 'file' | 'preset' | 'feeds'>,
): Promise<NumberColumn[]> {
	const columns = new Map<number, NumberColumn>();
	const texts = new Set<number>();
	const note = (position: number, kind: Pick<NumberColumn, 'isDuration' | 'isCount'>) => {
		const known = columns.get(position);
		columns.set(position, {
			name: file.header.names[position] ?? '',
			position,
			isDuration: kind.isDuration || (known?.isDuration ?? false),
			isCount: kind.isCount && (known?.isCount ?? true),
		});
	};
	for (const feed of feeds) {
		const types = await readTypes(session, feed.relation);
		for (const [field, positions] of findReadPositions(feed, file.header).fields) {
			const type = types[field] ?? '';
			const isNumber = type.startsWith('DECIMAL') || type === 'INTEGER';
			const isPlain = typeof feed.fields[field] !== 'function';
			for (const position of positions) {
				if (isNumber) {
					note(position, { isDuration: durationOf(field) !== null, isCount: type === 'INTEGER' });
				} else if (isPlain) texts.add(position);
			}
		}
	}
	for (const position of file.header.find(preset.numbers ?? [])) {
		note(position, { isDuration: false, isCount: false });
	}
	// Text that SQL for a number looks at, such as the type of a line, is no number.
	return [...columns.values()].filter(({ position }) => !texts.has(position));
}

function durationOf(field: string): 'hours' | 'minutes' | null {
	if (/(^|_)hours$/.test(field)) return 'hours';
	return /_minutes$/.test(field) ? 'minutes' : null;
}

/** Reads a field that is named after a unit as a duration, where its column is no plain number. */
function readDurations(feed: Feed, header: Header, numbers: readonly NumberFinding[]): Feed {
	const fields = Object.entries(feed.fields).map(([field, source]) => {
		const unit = durationOf(field);
		if (unit === null || typeof source === 'function') return [field, source] as const;
		const [position] = header.find(source);
		const isMarked = numbers.some((finding) => finding.position === position);
		if (!isMarked) return [field, source] as const;
		return [field, unit === 'hours' ? hours(...source) : minutes(...source)] as const;
	});
	return { ...feed, fields: Object.fromEntries(fields) };
}

function collectRewrites(
	findings: DateFindings,
	dates: DateReading,
	numbers: readonly NumberFinding[],
): Rewrites {
	const rewrites = new Map<number, (sql: string) => string>();
	for (const finding of numbers) {
		if (!finding.isMarked && finding.open === null) continue;
		rewrites.set(finding.position, (sql) => toPlainNumberSql(sql, finding));
	}
	for (const { position, formats } of dates.otherFormats) {
		const inFile = findings.columns[position]!.position;
		if (inFile !== undefined) rewrites.set(inFile, (sql) => toIsoSql(sql, formats));
	}
	return rewrites;
}

/** Every column of the file that a field reads. */
function listReadColumns(header: Header, feeds: readonly Feed[]): DateColumn[] {
	const positions = feeds.flatMap((feed) => {
		const { fields, rows } = findReadPositions(feed, header);
		return [...fields.values(), rows].flat();
	});
	return [...new Set(positions)]
		.sort((a, b) => a - b)
		.map((position) => ({ name: header.names[position] ?? '', sql: `c${position}` }));
}
