import type { Session } from '../warehouse/duckdb.ts';
import type { Sighting } from './date-shapes.ts';

/** What stands before the fraction of a number; the other one then groups its thousands. */
export type DecimalMark = '.' | ',';

export interface NumberColumn {
	/** The column by its header, and by its position in the file. */
	name: string;
	position: number;
	/** Whether it holds durations, whose units are part of what they say. */
	isDuration: boolean;
	/** Whether it holds whole numbers only, so that no mark of it stands before a fraction. */
	isCount: boolean;
}

/** How the numbers of a column are written that are not all plain digits. */
export interface NumberFinding extends NumberColumn {
	/** `null`: nothing shows it, or the column shows both. */
	mark: DecimalMark | null;
	/** What the mark follows from. */
	from: 'column' | 'file' | 'person' | null;
	/** The first cell that can be read with a point only, and with a comma only. */
	point: Sighting | null;
	comma: Sighting | null;
	/** The first cell such as `1,234` that each mark reads in its own way, and how many there are. */
	open: Sighting | null;
	openCells: number;
	/** The one unit or currency beside its numbers; `null` where there is none or several. */
	unit: string | null;
	/** Whether it has numbers that only this finding makes readable. */
	isMarked: boolean;
}

/** Numbers that say the same whatever the mark; two ways to write a fraction prove their point. */
const plain =
	'[+-]?([0-9]+(\\.([0-9]{1,2}|[0-9]{4,}))?|0*\\.[0-9]+|0\\.[0-9]+|[0-9]{4,}\\.[0-9]{3})';

/** Digits with marks of which `mark` can only be that of the fraction. */
function onlyWith(mark: string, other: string): string {
	const spaced = "[0-9]{1,3}([ \\x{A0}\\x{202F}''’][0-9]{3})+";
	return `[+-]?(${[
		`[0-9]{1,3}(${other}[0-9]{3})+${mark}[0-9]+`,
		`[0-9]{1,3}(${other}[0-9]{3}){2,}`,
		`[0-9]+${mark}([0-9]{1,2}|[0-9]{4,})`,
		`0${mark}[0-9]+`,
		`[0-9]{4,}${mark}[0-9]{3}`,
		`${spaced}${mark}[0-9]+`,
	].join('|')})`;
}
const withPoint = onlyWith('\\.', ',');
const withComma = onlyWith(',', '\\.');
/** A group of three after one mark: a thousand, or a fraction of three digits. */
const openWith = (mark: string) => `[+-]?[1-9][0-9]{0,2}${mark}[0-9]{3}`;

/**
 * Finds out how the numbers of a file are written, from every cell of its number columns. Columns
 * of plain numbers cost one test a cell and are not among the findings. Otherwise a column's own
 * cells decide its mark, else the person's word, else the file's other columns where they agree.
 */
export async function findNumberFormats(
	session: Session,
	columns: readonly NumberColumn[],
	stated: DecimalMark | null = null,
): Promise<NumberFinding[]> {
	const marked = await findMarked(session, columns);
	if (marked.length === 0) return [];
	const findings: NumberFinding[] = [];
	for (const column of marked) findings.push(await lookAt(session, column));
	const shown = new Set(findings.flatMap(({ mark }) => mark ?? []));
	const [ofFile = null] = shown.size === 1 ? shown : [];
	return findings.map((finding) => {
		const isTorn = finding.point !== null && finding.comma !== null;
		if (finding.mark !== null || isTorn) return finding;
		const mark = stated ?? ofFile;
		return { ...finding, mark, from: mark === null ? null : stated ? 'person' : 'file' };
	});
}

/** The columns with a cell that is not a plain number. */
async function findMarked(
	session: Session,
	columns: readonly NumberColumn[],
): Promise<NumberColumn[]> {
	if (columns.length === 0) return [];
	const tests = columns.map(
		({ position }) => `
		coalesce(bool_or(not regexp_full_match(c${position}, '${plain}')), false) as c${position}`,
	);
	const isMarked = await session.one(`select ${tests.join(', ')} from file`);
	return columns.filter(({ position }) => isMarked[`c${position}`] === true);
}

interface Counts {
	point_record: number | null;
	comma_record: number | null;
	open_record: number | null;
	open_cells: number;
	marked_cells: number;
	units: number;
	unit: string | null;
}

async function lookAt(session: Session, column: NumberColumn): Promise<NumberFinding> {
	const { position, isCount } = column;
	const pointToo = isCount ? `|${openWith(',')}` : '';
	const commaToo = isCount ? `|${openWith('\\.')}` : '';
	const first = (pattern: string) => `
		min(record_number) filter (where regexp_full_match(digits, '${pattern}'))::integer`;
	const counts = await session.one<Counts>(`
		with cell as (
			select record_number, number_parts(c${position}) as part, trim(c${position}) as cell
			from file
			where c${position} is not null and clean(c${position}) is not null
		),
		number as (
			select record_number, cell, part.digits as digits, lower(part.before || part.after) as unit
			from cell
			where part.digits <> ''
		)
		select
			${first(`${withPoint}${pointToo}`)} as point_record,
			${first(`${withComma}${commaToo}`)} as comma_record,
			${first(openWith('[.,]'))} as open_record,
			(count(*) filter (where regexp_full_match(digits, '${openWith('[.,]')}')))::integer
				as open_cells,
			(count(*) filter (where not regexp_full_match(cell, '${plain}')))::integer as marked_cells,
			(count(distinct unit) filter (where unit <> ''))::integer as units,
			min(unit) filter (where unit <> '') as unit
		from number`);
	const cells = await session.all<{ record: number; cell: string }>(
		`select record_number as record, trim(c${position}) as cell from file
		where list_contains([$point, $comma, $open]::integer[], record_number)`,
		{
			point: counts.point_record,
			comma: counts.comma_record,
			open: counts.open_record,
		},
	);
	const sight = (record: number | null): Sighting | null =>
		cells.find((each) => each.record === record) ?? null;
	const [point, comma] = [sight(counts.point_record), sight(counts.comma_record)];
	const mark = point && !comma ? '.' : comma && !point ? ',' : null;
	return {
		...column,
		mark,
		from: mark === null ? null : 'column',
		point,
		comma,
		open: isCount ? null : sight(counts.open_record),
		openCells: isCount ? 0 : counts.open_cells,
		unit: counts.units === 1 ? counts.unit : null,
		isMarked: counts.marked_cells > 0,
	};
}

/** SQL that writes the numbers of a column in plain digits, and leaves what else it holds alone. */
export function toPlainNumberSql(sql: string, finding: NumberFinding): string {
	const mark = finding.mark === null ? 'null' : `'${finding.mark}'`;
	const unit = finding.unit?.replaceAll("'", "''") ?? '';
	return finding.isDuration
		? `as_plain_duration(${sql}, ${mark})`
		: `as_plain_number(${sql}, ${mark}, '${unit}')`;
}

/** What a person has to know of the numbers that stay unread: which they are and how to settle it. */
export function describeOpenNumbers(findings: readonly NumberFinding[]): string[] {
	return findings
		.filter(({ mark, open }) => mark === null && open !== null)
		.map(
			({ name, open, openCells, point, comma }) =>
				`${openCells} numbers of ${name} such as ${open!.cell} were not read: ` +
				(point && comma
					? `the column writes fractions in two ways, ${point.cell} and ${comma.cell}`
					: 'nothing in the file shows whether the mark is for thousands or for a fraction'),
		);
}
