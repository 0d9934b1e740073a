import type { Session } from '../warehouse/duckdb.ts';
import {
	findDateShapes,
	type DateColumn,
	type DateShape,
	type NumericShape,
	type Sighting,
} from './date-shapes.ts';
import { isoOffset, plainOffset, toFormat } from './date-text.ts';
import { ImportError } from './import-error.ts';

/** Which of day and month a numeric date writes first. */
export type DateOrder = 'dmy' | 'mdy';

/** What is known of the numeric dates of one column that share a mark between their numbers. */
export interface DateFinding {
	/** The column by its header, and by its position among those that were looked at. */
	column: string;
	position: number;
	separator: string;
	/** Its first cell that is possible in one order or the other. */
	example: Sighting;
	cells: number;
	/** The first cell that can be day first only, the first that can be month first only, and how many. */
	dmy: Sighting | null;
	mdy: Sighting | null;
	dmyCells: number;
	mdyCells: number;
	/** The first cell such as 26-07-13, where nothing shows whether its day or its year stands first. */
	dayOrYear: Sighting | null;
	/** The order that follows; `null` has to be asked for. */
	order: DateOrder | null;
	/** What it follows from. */
	from: 'column' | 'file' | 'person' | null;
}

export interface DateFindings {
	/** Numeric dates whose order matters; none where all are ISO or name their months. */
	orders: DateFinding[];
	/** Cells that are no date in any form that is known, one of each shape, at most a hundred. */
	unread: { column: string; cells: number; example: Sighting }[];
	shapes: DateShape[];
	columns: readonly DateColumn[];
}

export interface DateReading {
	/** The order of most dates; `null`: no date of the file depends on it. */
	order: DateOrder | null;
	/** strptime formats of the dates that are not ISO. */
	formats: string[];
	/** The same with day and month exchanged, where the order matters; nothing is read by them. */
	exchanged: string[];
	/** Formats of the columns that write day and month in the other order. */
	otherFormats: { position: number; formats: string[] }[];
	/** Whether any date carries its own offset. */
	hasOffsets: boolean;
	/** Whether any has a time of day and no offset, so that a zone has to be known. */
	hasLocalTimes: boolean;
	/** Positions of the columns that hold such a time. */
	localTimes: number[];
	/** Whether any is written in words, so that it has to be put in plain form first. */
	isWorded: boolean;
}

interface Place {
	/** Names the file in errors. */
	file: string;
	/** The physical line of a record, for errors. */
	lineOf: (record: number) => Promise<number>;
}

/**
 * Decides how the dates of a file are written, from every cell of its date columns.
 * @param options.stated the order that the person stated, for the dates that do not show theirs
 * @throws {ImportError} as `settleDates` does
 */
export async function readDateFormats(
	session: Session,
	options: Place & { columns: readonly DateColumn[]; stated: DateOrder | null },
): Promise<DateReading> {
	const findings = await findDateFormats(session, options.columns, options.stated);
	return settleDates(findings, options);
}

/**
 * Finds out what the cells of the date columns show. Cells whose digits are the same but for their
 * values share a shape; a first or second number above twelve shows which of them is the day. The
 * dates of one column and mark decide for themselves, else their column does, else the file where
 * it is of one mind, else the person's word, which also decides between both orders in one column.
 * A date that is possible in neither order, such as 45/13/2026, shows nothing. A date such as 26-07-13
 * may have its year first, unless another one of its column shows that day or month is.
 */
export async function findDateFormats(
	session: Session,
	columns: readonly DateColumn[],
	stated: DateOrder | null = null,
): Promise<DateFindings> {
	const shapes = await findDateShapes(session, columns);
	const findings = groupNumeric(shapes, columns, stated);
	const inFile = new Set(findings.flatMap(shownOrders));
	for (const finding of findings) {
		const own = shownOrders(finding);
		const inColumn = new Set(
			findings.filter(({ position }) => position === finding.position).flatMap(shownOrders),
		);
		const [order, from] = (
			[
				[onlyOf(new Set(own)), 'column'],
				[own.length === 0 ? onlyOf(inColumn) : null, 'column'],
				[own.length === 0 && finding.dayOrYear === null ? onlyOf(inFile) : null, 'file'],
				[own.length === 1 ? null : stated, 'person'],
			] as const
		).find(([each]) => each !== null) ?? [null, null];
		Object.assign(finding, { order, from });
	}
	const unread = shapes
		.filter(({ isIso, plain }) => !isIso && !missing.test(plain) && toFormat(plain, 'dmy') === null)
		.slice(0, 100)
		.map(({ position, cells, example }) => ({
			column: columns[position]!.name,
			cells,
			example,
		}));
	return { orders: findings, unread, shapes, columns };
}

/** What `clean` in `queries/staging/values.sql` takes for a missing value. */
const missing = /^(\?|--?|null|NULL|N\/A|n\/a)?$/;

/** The numeric shapes of each column and mark, with the first cell that shows each order. */
function groupNumeric(
	shapes: readonly DateShape[],
	columns: readonly DateColumn[],
	stated: DateOrder | null,
): DateFinding[] {
	const findings = new Map<string, DateFinding & { dayOrYearCells: number }>();
	const numeric = shapes.filter((shape): shape is NumericShape => shape.separator !== null);
	for (const { position, separator, cells, dmy, mdy, either, dayOrYear, ...counts } of numeric) {
		const example = earlier(earlier(either, dayOrYear), earlier(dmy, mdy));
		if (example === null) continue;
		const key = `${position} ${separator}`;
		const known = findings.get(key);
		findings.set(key, {
			column: columns[position]!.name,
			position,
			separator,
			example: earlier(known?.example ?? null, example) ?? example,
			cells: (known?.cells ?? 0) + cells,
			dmy: earlier(known?.dmy ?? null, dmy),
			mdy: earlier(known?.mdy ?? null, mdy),
			dmyCells: (known?.dmyCells ?? 0) + counts.dmyCells,
			mdyCells: (known?.mdyCells ?? 0) + counts.mdyCells,
			dayOrYear: earlier(known?.dayOrYear ?? null, dayOrYear),
			dayOrYearCells: (known?.dayOrYearCells ?? 0) + counts.dayOrYearCells,
			order: null,
			from: null,
		});
	}
	// Where a year stands first is open only while nothing says that day and month do.
	return [...findings.values()].map(({ dayOrYearCells, ...finding }) => {
		const isOpen = stated === null && finding.dmy === null && finding.mdy === null;
		if (finding.dayOrYear === null || isOpen) return finding;
		return {
			...finding,
			dmy: earlier(finding.dmy, finding.dayOrYear),
			dmyCells: finding.dmyCells + dayOrYearCells,
			dayOrYear: null,
		};
	});
}

function earlier(a: Sighting | null, b: Sighting | null): Sighting | null {
	if (a === null || b === null) return a ?? b;
	return a.record <= b.record ? a : b;
}

const shownOrders = ({ dmy, mdy }: DateFinding): DateOrder[] => [
	...(dmy ? (['dmy'] as const) : []),
	...(mdy ? (['mdy'] as const) : []),
];

const isTorn = ({ dmy, mdy }: DateFinding) => dmy !== null && mdy !== null;

const countAgainst = ({ dmyCells, mdyCells }: DateFinding, stated: DateOrder) =>
	stated === 'dmy' ? mdyCells : dmyCells;

/** How many dates may be against a stated order and be kept aside; more say that it is wrong. */
const mostAgainst = ({ cells }: DateFinding) => Math.max(3, cells / 100);

function onlyOf(orders: ReadonlySet<DateOrder>): DateOrder | null {
	const [only] = orders;
	return orders.size === 1 && only !== undefined ? only : null;
}

/**
 * The reading that findings allow.
 * @throws {ImportError} when a column holds dates of both orders and nothing was stated or many are
 *   against it, when the person's word is against every date that shows its order, or when dates
 *   could be either order and nothing was stated
 */
export async function settleDates(
	{ orders, shapes, columns }: DateFindings,
	{ file, lineOf, stated }: Place & { stated: DateOrder | null },
): Promise<DateReading> {
	const placeOf = async ({ column }: DateFinding, { record, cell }: Sighting) => ({
		file,
		column,
		line: await lineOf(record),
		value: cell,
	});
	const torn = orders.find(
		(finding) =>
			isTorn(finding) && (stated === null || countAgainst(finding, stated) > mostAgainst(finding)),
	);
	if (torn?.dmy && torn.mdy) {
		const [first, second] =
			torn.dmy.record < torn.mdy.record ? [torn.dmy, torn.mdy] : [torn.mdy, torn.dmy];
		const counts = `${torn.dmyCells} day first, ${torn.mdyCells} month first`;
		const isFew = Math.min(torn.dmyCells, torn.mdyCells) <= mostAgainst(torn);
		throw new ImportError(`a column holds dates of both orders (${counts})`, {
			...(await placeOf(torn, second)),
			expected: `every date of the column in one order, as “${first.cell}” on line ${await lineOf(first.record)}`,
			remedy:
				stated === null && isFew
					? 'say whether they are day first (dmy, 31/12/2026) or month first (mdy, 12/31/2026), and the few others are kept aside; or export the file again with one date format'
					: 'export the file again with one date format',
		});
	}
	const shown = new Set(orders.flatMap(shownOrders));
	const [against] = orders.filter((finding) => shownOrders(finding).length > 0);
	if (stated && against && shown.size === 1 && !shown.has(stated)) {
		throw new ImportError(`the dates contradict the stated order (${stated})`, {
			...(await placeOf(against, (against.dmy ?? against.mdy)!)),
			expected: 'every date in one order, day first (dmy) or month first (mdy)',
			remedy: 'leave the date order out, or state the other one',
		});
	}
	const open = orders.find(({ order }) => order === null);
	if (open?.dayOrYear) {
		throw new ImportError('the dates of a column could have the day or the year first', {
			...(await placeOf(open, open.dayOrYear)),
			expected: 'a year of four digits, or a number above 31 at the end of a date',
			remedy:
				'if the day stands first, say so (dmy, 31/12/26); if the year does, export the file again with years of four digits (2026-12-31)',
		});
	}
	if (open) {
		throw new ImportError(
			shown.size === 0
				? 'every date in this file could be day first or month first'
				: 'the dates of a column could be day first or month first, and other columns differ',
			{
				...(await placeOf(open, open.example)),
				expected: 'at least one day after the 12th, or a stated order',
				remedy: 'say whether they are day first (dmy, 31/12/2026) or month first (mdy, 12/31/2026)',
			},
		);
	}
	return toReading(orders, shapes, columns);
}

function toReading(
	orders: readonly DateFinding[],
	shapes: readonly DateShape[],
	columns: readonly DateColumn[],
): DateReading {
	const orderOf = ({ position, separator }: DateShape) =>
		orders.find((each) => each.position === position && each.separator === separator)?.order ??
		null;
	const main = mainOrder(orders);
	const formats = new Set<string>();
	const exchanged = new Set<string>();
	const other = new Map<number, Set<string>>();
	for (const shape of shapes) {
		const order = orderOf(shape) ?? main ?? 'dmy';
		const format = shape.isIso ? null : toFormat(shape.plain, order);
		if (format === null) continue;
		const opposite = toFormat(shape.plain, main === 'mdy' ? 'dmy' : 'mdy');
		if (shape.separator !== null && opposite !== null) exchanged.add(opposite);
		if (order === (main ?? 'dmy')) formats.add(format);
		else other.set(shape.position, (other.get(shape.position) ?? new Set()).add(format));
	}
	const local = shapes.filter(({ hasTime, hasOffset }) => hasTime && !hasOffset);
	const localTimes = [...new Set(local.map(({ position }) => position))].filter(
		(position) => !columns[position]!.isUtc,
	);
	return {
		order: main,
		formats: sortFormats(formats),
		exchanged: sortFormats(exchanged),
		otherFormats: [...other].map(([position, each]) => ({
			position,
			formats: sortFormats(each),
		})),
		hasOffsets: columns.some(({ isUtc }) => isUtc) || shapes.some(({ hasOffset }) => hasOffset),
		hasLocalTimes: localTimes.length > 0,
		localTimes,
		isWorded: shapes.some(({ isWorded }) => isWorded),
	};
}

/**
 * The order that most columns have. A column of both goes by the stated one, and nothing may then
 * read its other dates.
 */
function mainOrder(orders: readonly DateFinding[]): DateOrder | null {
	if (orders.length === 0) return null;
	const torn = orders.find(isTorn);
	if (torn) return torn.order;
	const monthFirst = orders.filter(({ order }) => order === 'mdy').length;
	return monthFirst > orders.length / 2 ? 'mdy' : 'dmy';
}

/** %Y takes 26 for the year 26, so that %y has to be tried before it. */
const sortFormats = (formats: ReadonlySet<string>) => [...formats].sort().reverse();

const listed = (formats: readonly string[]) =>
	`[${formats.map((format) => `'${format}'`).join(', ')}]`;

/**
 * SQL macros that read a cell as a local time and as an instant, and that say of one that is neither
 * whether it is a date with day and month exchanged.
 * @param zone the IANA zone of the times that carry no offset
 */
export function toDateMacros(
	reading: Pick<DateReading, 'formats' | 'exchanged' | 'hasOffsets' | 'isWorded'>,
	zone: string,
): string {
	const { formats, exchanged, hasOffsets, isWorded } = reading;
	const readIso = (text: string) =>
		`try_cast(case when ${text}[5] = '-' then ${text} end as timestamp)`;
	const readOther = isWorded
		? `list_transform([plain_date(cell)], lambda text: coalesce(
				${readIso('without_offset(text)')}${formats.length === 0 ? '' : `, try_strptime(without_offset(text), ${listed(formats)})`}
			))[1]`
		: `try_strptime(cell, ${listed(formats)})`;
	const local =
		formats.length === 0 && !isWorded
			? readIso('cell')
			: `coalesce(${readIso('cell')}, ${readOther})`;
	const placed =
		zone === 'UTC'
			? 'make_timestamptz(epoch_us(parse_local(cell)))'
			: `timezone('${zone}', parse_local(cell))`;
	const worded = isWorded
		? `when regexp_matches(plain_date(cell), '${plainOffset.source}')
				then make_timestamptz(epoch_us(parse_local(cell)) - offset_us(plain_date(cell)))`
		: '';
	const instant = hasOffsets
		? `case
				when cell[5] = '-' and regexp_matches(cell, '${isoOffset.source}')
					then try_cast(cell as timestamptz)
				${worded}
				else ${placed}
			end`
		: placed;
	return `
		create or replace temp macro parse_local(cell) as ${local};
		create or replace temp macro is_exchanged(cell) as
			${exchanged.length === 0 ? 'false' : `try_strptime(cell, ${listed(exchanged)}) is not null`};
		create or replace temp macro parse_instant(cell) as ${instant};`;
}

/** SQL that writes the dates of a column in the other order than the file's as ISO. */
export function toIsoSql(sql: string, formats: readonly string[]): string {
	const withTime = formats.filter((format) => /%M/.test(format));
	const days = formats.filter((format) => !/%M/.test(format));
	const written = [
		...(days.length > 0
			? [`strftime(try_strptime(trim(${sql}), ${listed(days)}), '%Y-%m-%d')`]
			: []),
		...(withTime.length > 0
			? [`strftime(try_strptime(trim(${sql}), ${listed(withTime)}), '%Y-%m-%d %H:%M:%S.%f')`]
			: []),
	];
	return `coalesce(${[...written, sql].join(', ')})`;
}
