/** How long a target is, as it is typed and shown: "4 h", "1 h 30 min", "same day". */
export function sayLength({
	minutes,
	business_days,
}: {
	minutes: number | null;
	business_days: number | null;
}): string {
	if (business_days === 0) return 'same day';
	if (business_days !== null) {
		return `${business_days} business ${business_days === 1 ? 'day' : 'days'}`;
	}
	if (minutes === null) return '';
	// What was typed and is no length stays as it was typed.
	if (typeof minutes !== 'number') return String(minutes);
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}
