import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { makeFolder } from '../support/warehouse.ts';

let server: RunningServer;
let browser: Browser;
let page: Page;

beforeEach(async () => {
	[server, browser] = await Promise.all([startServer(makeFolder()), launchBrowser()]);
	const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
	page = await context.newPage();
	await page.goto('/imports/templates');
});

afterEach(async () => {
	await browser?.close();
	await server?.stop();
});

test('an analyst without an export downloads a template, which names its columns', async () => {
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Download absence.csv' }).click();
	const file = await download;
	expect(file.suggestedFilename()).toBe('absence.csv');
	const text = readFileSync(await file.path(), 'utf8');
	expect(text).toBe('\ufeffperson,absent_on,hours\n');
	const table = page.getByRole('group', { name: 'Columns of absence.csv' });
	expect(await table.getByRole('row').count()).toBe(4);
	expect(await table.innerText()).toMatch(/absent_on\s+always\s+Day of the absence/);
});

test('a template that there is not is answered 404', async () => {
	const response = await page.goto('/imports/templates/weather.csv');
	expect(response?.status()).toBe(404);
	expect(await page.locator('body').innerText()).toContain('There is no template of that name.');
});
