/** The normal quantile of a two-sided 95 % interval. */
const z = 1.959964;

/**
 * The 95 % Wilson score interval of k among n, as shares: unlike the textbook interval it holds
 * for small n and near 0 and 1. (Wilson 1927, JASA 22, 209–212.)
 */
export function wilsonInterval(k: number, n: number): { low: number; high: number } {
	if (n === 0) return { low: 0, high: 1 };
	const share = k / n;
	const shrink = 1 + (z * z) / n;
	const centre = (share + (z * z) / (2 * n)) / shrink;
	const half = (z / shrink) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
	return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
