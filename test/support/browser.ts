import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

const systemBrowsers = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/opt/google/chrome/chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * A Chromium: the one that `CHROMIUM_PATH` names, a system browser, Playwright's own, or the one
 * that a dev dependency carries for Linux, so that neither root nor a download is needed.
 * @throws {Error} that says how to get one; tests that need a browser fail without it
 */
export async function launchBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: await findBrowser(),
		// Containers run as root, where Chromium's sandbox can't start.
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
	});
}

async function findBrowser(): Promise<string> {
	const named = process.env['CHROMIUM_PATH'];
	if (named !== undefined) {
		if (existsSync(named)) return named;
		throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`);
	}
	const found = [...systemBrowsers, chromium.executablePath()].find((path) => existsSync(path));
	if (found) return found;
	if (process.platform === 'linux' && process.arch === 'x64') return sparticuz.executablePath();
	throw new Error(
		'no Chromium was found: install one (Debian: apt-get install chromium; elsewhere: ' +
			'npx playwright-core install chromium) or set CHROMIUM_PATH',
	);
}
