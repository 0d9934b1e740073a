import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import facts from '../../data/demo/facts.json' with { type: 'json' };
import { launchBrowser } from '../support/browser.ts';
import { loadDemoData, type LoadedDemo } from '../support/demo.ts';
import { startServer, type RunningServer } from '../support/server.ts';

let demo: LoadedDemo;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
	demo = await loadDemoData();
	[server, browser] = await Promise.all([startServer(demo.dataFolder), launchBrowser()]);
});

afterAll(async () => {
	await browser?.close();
	await server?.stop();
	demo?.remove();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext({ baseURL: server.url, ...options });
	onTestFinished(() => context.close());
	const page = await context.newPage();
	await page.goto(path, { waitUntil: 'networkidle' });
	return page;
}

function findHeadline(page: Page, label: string): Locator {
	return page.locator('.headline', {
		has: page.getByRole('heading', { name: label, exact: true }),
	});
}

/** The figure below a headline's label, as it stands on the page. */
async function readHeadline(page: Page, label: string): Promise<string> {
	const text = await findHeadline(page, label).locator('.figure').innerText();
	// Below it stands, for a screen reader, what the link does.
	return text
		.split('\n', 1)[0]!
		.replace(/\u00a0/g, ' ')
		.trim();
}

const { week: thisWeek, previousWeek } = facts.flow;

describe('the weekly review', () => {
	test('carries its figures in the HTML before any script runs', async () => {
		const page = await open('/weekly', { javaScriptEnabled: false });
		expect(await readHeadline(page, 'Arrivals')).toBe(String(thisWeek.arrivals));
		expect(await readHeadline(page, 'Closures')).toBe(String(thisWeek.closures));
		expect(await readHeadline(page, 'Open')).toBe(String(facts.backlog.open));
		expect(await readHeadline(page, 'Open over 30 days')).toBe(
			String(facts.backlog.byAge['over 30 days']),
		);
		expect(await page.locator('.chart svg').count()).toBeGreaterThanOrEqual(3);
	});

	test('holds a week that is not over against the same days of the week before', async () => {
		const page = await open('/weekly');
		const difference = thisWeek.arrivals - previousWeek.arrivals;
		const words = await findHeadline(page, 'Arrivals').innerText();
		expect(words.replace(/\s+/g, ' ')).toContain(
			`${difference} more than the same days of week 43`,
		);
	});

	test('opens each headline to exactly as many rows as it counts', async () => {
		const page = await open('/weekly');
		for (const label of ['Arrivals', 'Closures', 'Open', 'Open over 30 days']) {
			await page.goto('/weekly');
			const figure = await readHeadline(page, label);
			await findHeadline(page, label).getByRole('link').first().click();
			await page.waitForURL('**/rows/**');
			expect(await page.locator('tbody tr').count(), label).toBe(Number(figure));
		}
	});

	test('keeps the chosen client in the address, and the address gives the same page', async () => {
		const page = await open('/weekly');
		await page.locator('form details summary').click();
		await page.getByLabel('Linden Park Dental Group').check();
		await page.waitForURL('**client=LIN**');
		const figure = await readHeadline(page, 'Open');
		expect(figure).not.toBe(String(facts.backlog.open));
		const again = await open(new URL(page.url()).pathname + new URL(page.url()).search);
		expect(await readHeadline(again, 'Open')).toBe(figure);
	});

	test('goes back a week and says so in its head', async () => {
		const page = await open('/weekly');
		await page.getByRole('link', { name: 'Previous period' }).click();
		await page.waitForURL('**period=2026-W43**');
		await expect(page.locator('main header').innerText()).resolves.toContain('Week 43');
	});

	test('offers for each chart the table, the definition with its SQL, and the rows', async () => {
		const page = await open('/weekly');
		const panels = page.locator('section.panel', { has: page.locator('.chart') });
		for (let index = 0; index < (await panels.count()); index++) {
			const panel = panels.nth(index);
			await panel.getByText('Table', { exact: true }).click();
			expect(await panel.locator('tbody tr').count()).toBeGreaterThan(0);
			await panel.getByText('How is this computed').click();
			expect(await panel.locator('pre').innerText()).toContain('select');
			expect(await panel.getByRole('link', { name: 'Show the rows' }).count()).toBe(1);
		}
	});

	test('answers an unknown client with a plain page', async () => {
		const answer = await fetch(`${server.url}/weekly?client=nobody`);
		const text = await answer.text();
		expect(answer.status).toBe(404);
		expect(text).toContain('There is no client called “nobody”.');
		expect(text).not.toMatch(/at .*\.js:\d+/);
	});

	test('answers addresses of rows that make no sense with a plain page', async () => {
		const searches = [
			'from=hello',
			'from=2026-02-30',
			'from=2026-03-02&to=2026-03-01',
			'zone=Mars/Olympus',
			'as_of=infinity',
			'page=0',
			'page=1e25',
			'page=4000',
			'w.__proto__=x',
			'w.title=x',
			'p.constructor=x',
			'by=title',
		];
		for (const search of searches) {
			const answer = await fetch(`${server.url}/rows/flow/backlog_at_date?${search}`);
			expect(answer.status, search).toBe(404);
		}
	});

	test('knows nothing of the week before the data begins, and says so', async () => {
		const page = await open('/weekly');
		const first = await page.locator('select[name=period] option').last().getAttribute('value');
		await page.goto(`/weekly?period=${first}`);
		const words = await findHeadline(page, 'Arrivals').innerText();
		expect(words).not.toContain('more than');
	});

	test('answers a week that does not exist with a plain page', async () => {
		for (const period of ['2026-W54', '1999-W01', 'soon']) {
			expect((await fetch(`${server.url}/weekly?period=${period}`)).status, period).toBe(404);
		}
	});
});

const pages = [
	'/weekly',
	'/imports',
	'/imports/1',
	'/imports/templates',
	'/metrics',
	'/rows/flow/backlog_at_date',
];

describe.each(pages)('the page %s', (path) => {
	test.each(['light', 'dark'] as const)('has no accessibility fault in %s', async (colorScheme) => {
		const page = await open(path, { colorScheme });
		for (const fold of await page.locator('main details > summary').all()) await fold.click();
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
	});

	test('fits a phone without scrolling sideways', async () => {
		const page = await open(path, { viewport: { width: 390, height: 800 }, isMobile: true });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			390,
		);
	});

	test('leaves its controls off paper', async () => {
		const page = await open(path);
		await page.emulateMedia({ media: 'print' });
		for (const control of await page.locator('button, select, summary').all()) {
			expect(await control.isVisible()).toBe(false);
		}
	});

	test('runs without an error in the console', async () => {
		const page = await open('about:blank');
		const problems: string[] = [];
		page.on('pageerror', (problem) => problems.push(problem.message));
		page.on('console', (line) => {
			if (line.type() === 'error') problems.push(line.text());
		});
		await page.goto(path, { waitUntil: 'networkidle' });
		expect(problems).toEqual([]);
	});
});
