import { expect, test } from 'vitest';
import { describeSize, readSizeLimit } from '#lib/server/import/size-limit.ts';

test.each([
	['2GiB', 2 * 1024 ** 3],
	['500M', 500 * 1024 ** 2],
	['1.5 kb', 1536],
	[' 30mib ', 30 * 1024 ** 2],
	['1TB', 1024 ** 4],
	['4096', 4096],
	['7B', 7],
])('a limit of %s is %d bytes', (setting, bytes) => {
	expect(readSizeLimit(setting)).toBe(bytes);
});

test('without a setting the limit is 2 GiB', () => {
	expect(readSizeLimit(undefined)).toBe(2 * 1024 ** 3);
	expect(readSizeLimit('')).toBe(2 * 1024 ** 3);
});

test.each(['much', '2 PiB', '-1', '0', '0.5', '2GiB or so', '2,5G'])(
	'a limit of %s is refused',
	(setting) => {
		expect(() => readSizeLimit(setting)).toThrow(`500MiB or 2GiB, not ${setting}`);
	},
);

test('a size is worded in its largest unit', () => {
	const sizes = [0, 1023, 1024, 1536, 30 * 1024 ** 2, 2 * 1024 ** 3, 5000 * 1024 ** 4];
	expect(sizes.map(describeSize)).toEqual([
		'0 B',
		'1023 B',
		'1 KiB',
		'1.5 KiB',
		'30 MiB',
		'2 GiB',
		'5000 TiB',
	]);
});
