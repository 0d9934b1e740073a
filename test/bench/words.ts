/** What the generated tickets are made of: invented names, no two alike. */

const places = ['Alder', 'Birch', 'Cedar', 'Dale', 'Elm', 'Fern', 'Glen', 'Heath'];
const trades = ['Law', 'Foods', 'Dental', 'Freight', 'Homes'];

/** Forty clients. */
export const clients = places.flatMap((place) => trades.map((trade) => `${place} ${trade}`));

export const people = [
	'Ada Byron',
	'Bela Kun',
	'Cleo Marsh',
	'Dev Rao',
	'Eva Lind',
	'Finn Olsen',
	'Gita Nair',
	'Hugo Wirth',
	'Ines Costa',
	'Jan Novak',
	'Kira Sand',
	'Luis Vega',
];

export const queues = ['Service desk', 'Network', 'Workplace', 'Servers', 'Security'];

export const categories = ['Access', 'E-mail', 'Hardware', 'Network', 'Printing', 'Software'];

export const channels = ['E-mail', 'Portal', 'Phone', 'Chat', 'Alert'];

export const subjects = [
	'Cannot sign in',
	'Printer is jammed',
	'Mailbox is full',
	'VPN drops often',
	'New starter laptop',
	'Screen stays dark',
	'Shared drive is gone',
	'Backup has failed',
	'Licence has run out',
	'Phone has no tone',
];

export const details = [
	'Worked yesterday',
	'Second time',
	'Blocks the whole team',
	'After the update',
	'Only from home',
	'Restart did not help',
];

export const messages = ['access denied', 'try again later', 'error 0x80', 'no route to host'];
