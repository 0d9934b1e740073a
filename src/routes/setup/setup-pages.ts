/** The pages of Setup in their order, with the question that each answers. */
export const setupPages = [
	{ title: 'Overview', href: '/setup' },
	{ title: 'Statuses', href: '/setup/statuses' },
	{ title: 'Priorities', href: '/setup/priorities' },
	{ title: 'Calendars', href: '/setup/calendars' },
	{ title: 'Targets', href: '/setup/targets' },
	{ title: 'Codes', href: '/setup/codes' },
	{ title: 'Thresholds', href: '/setup/thresholds' },
	{ title: 'Expectations', href: '/setup/expectations' },
	{ title: 'Records', href: '/setup/records' },
	{ title: 'History', href: '/setup/history' },
] as const;
