/** The pages in the order of the head. A new page is one line here. */
export const pages = [
	{ title: 'Weekly review', href: '/weekly' },
	{ title: 'Imports', href: '/imports' },
	{ title: 'Setup', href: '/setup' },
	{ title: 'Metrics', href: '/metrics' },
] as const;

export const home = { title: 'Where things stand', href: '/' } as const;
