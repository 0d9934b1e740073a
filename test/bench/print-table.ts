/** A column of a printed table: its head, with the unit, and its cell in each row. */
export interface TableColumn<Row> {
	head: string;
	cell: (row: Row) => string | number | undefined;
	/** Digits after the point; absent: the cell is text, or a count. */
	digits?: number;
}

/** A table in plain text: text to the left, numbers to the right, nothing for what is unknown. */
export function formatTable<Row>(
	columns: readonly TableColumn<Row>[],
	rows: readonly Row[],
): string {
	const printed = columns.map(({ head, cell, digits }) => {
		const values = rows.map(cell);
		const isNumber = values.some((value) => typeof value === 'number');
		const cells = [head, ...values.map((value) => formatCell(value, digits))];
		const width = Math.max(...cells.map((text) => text.length));
		return cells.map((text) => (isNumber ? text.padStart(width) : text.padEnd(width)));
	});
	const lines = ['', ...rows].map((_, line) => printed.map((cells) => cells[line]).join('   '));
	const [head = '', ...body] = lines;
	return [head, '─'.repeat(head.length), ...body].map((line) => line.trimEnd()).join('\n');
}

/** A number as people read it: `1,234.5`. */
export function formatNumber(value: number, digits = 0): string {
	return value.toLocaleString('en', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

function formatCell(value: string | number | undefined, digits?: number): string {
	return typeof value === 'number' ? formatNumber(value, digits) : (value ?? '');
}
