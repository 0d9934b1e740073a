/** What people ask for: kinds of issue, how they word it, and what technicians do about it. */
import type { Queue } from './provider.ts';
import type { Random } from './random.ts';

export interface Issue {
	category: string;
	subcategory: string;
	systems: readonly string[];
	queue: Queue;
	/** How often, against the other issues of ordinary work. */
	weight: number;
	/** Median effort in hours. */
	effort: number;
	titles: readonly string[];
	details: readonly string[];
	/** Past tense, so that they serve as time notes and in closure notes alike. */
	actions: readonly string[];
	outcomes: readonly string[];
}

type Wording = Pick<Issue, 'titles' | 'details' | 'actions' | 'outcomes'>;

function issue(
	[category, subcategory]: [string, string],
	systems: readonly string[],
	queue: Queue,
	[weight, effort]: [number, number],
	wording: Wording,
): Issue {
	return { category, subcategory, systems, queue, weight, effort, ...wording };
}

export const ISSUES: readonly Issue[] = [
	issue(['Email', 'Mail flow'], ['Exchange Online'], 'Service Desk', [6, 0.9], {
		titles: [
			'Emails to {supplier} bouncing back',
			'Not receiving mail from {supplier}',
			'Message to {person} stuck in outbox',
			'Delivery failure when replying to {supplier}',
		],
		details: ['Bounce message attached, started after lunch.', 'Other recipients are fine.'],
		actions: [
			'Traced the message to {supplier} and released it from quarantine',
			'Corrected the connector rule that rejected mail from {supplier}',
			'Cleared the stuck outbox item for {person} and rebuilt the send queue',
		],
		outcomes: ['test mail delivered both ways', 'headers now pass authentication checks'],
	}),
	issue(['Email', 'Shared mailboxes'], ['Exchange Online'], 'Service Desk', [5, 0.6], {
		titles: [
			'Access to {mailbox} mailbox for {person}',
			'{mailbox} shared mailbox missing from Outlook',
			'Please give {person} send-as on {mailbox}',
			'Cannot reply from {mailbox} address',
		],
		details: ['Line manager has agreed.', 'Needed for holiday cover.'],
		actions: [
			'Granted {person} full access and send-as on {mailbox}',
			'Removed and re-added the automapping of {mailbox} for {person}',
		],
		outcomes: [
			'{person} confirmed that replies leave from {mailbox}',
			'mailbox appeared after a restart',
		],
	}),
	issue(['Email', 'Outlook client'], ['Outlook desktop'], 'Service Desk', [6, 0.9], {
		titles: [
			'Outlook keeps asking {person} for password',
			'Outlook very slow to open on {device}',
			'Calendar of {person} not updating',
			'Search in Outlook returns nothing for {person}',
		],
		details: ['Webmail works.', 'Restarted twice without change.'],
		actions: [
			'Rebuilt the Outlook profile of {person} on {device}',
			'Re-indexed the mailbox of {person} and removed a faulty add-in',
		],
		outcomes: ['no prompts over two hours', 'search returns results from last year again'],
	}),
	issue(['Identity and access', 'Password and MFA'], ['Entra ID'], 'Service Desk', [11, 0.4], {
		titles: [
			'{person} locked out of account',
			'New phone, authenticator codes not accepted for {person}',
			'Password reset for {person}',
			'MFA prompt loop when signing in from {site}',
			'Cannot sign in this morning - {person}',
		],
		details: ['Identity checked by call-back.', 'User is in the office today only.'],
		actions: [
			'Verified {person} by call-back and reset the sign-in methods',
			'Unlocked the account of {person} and revoked stale sessions on {device}',
		],
		outcomes: ['{person} signed in while on the call', 'new authenticator registered and tested'],
	}),
	issue(
		['Identity and access', 'Permissions'],
		['SharePoint', 'File server'],
		'Service Desk',
		[8, 0.7],
		{
			titles: [
				'{person} needs access to {folder}',
				'Permission denied opening {folder}',
				'Please remove access of {person} to {folder}',
				'External sharing of {folder} with {supplier}',
			],
			details: ['Owner of the folder is copied in.', 'Needed before the meeting on Thursday.'],
			actions: [
				'Added {person} to the group that owns {folder}',
				'Corrected broken inheritance on {folder} and tested as {person}',
			],
			outcomes: ['owner of {folder} confirmed the access list', 'access visible after sign-out'],
		},
	),
	issue(['Identity and access', 'New starter'], ['Entra ID', 'Intune'], 'Service Desk', [7, 2.2], {
		titles: [
			'New starter {person} on Monday',
			'Set up account and laptop for {person}',
			'Joiner form: {person}, {site}',
			'Starter request - {person} - same access as {other}',
		],
		details: ['Start date in the form.', 'Copy permissions of {other}.'],
		actions: [
			'Created the account of {person}, licensed it and enrolled {device}',
			'Prepared {device} for {person} and copied group memberships from {other}',
		],
		outcomes: ['welcome sheet sent to the line manager', '{person} signed in on day one'],
	}),
	issue(['Identity and access', 'Leaver'], ['Entra ID', 'Intune'], 'Service Desk', [4, 1], {
		titles: [
			'Leaver: {person}, last day Friday',
			'Close account of {person}',
			'{person} has left, forward mail to {other}',
		],
		details: ['Mail to be kept for a year.', 'Laptop will be returned to {site}.'],
		actions: [
			'Disabled {person}, converted the mailbox and delegated it to {other}',
			'Revoked sessions of {person} and retired {device}',
		],
		outcomes: ['licence returned to the pool', '{other} confirmed that mail arrives'],
	}),
	issue(['Devices', 'Laptop fault'], ['Laptop estate'], 'Service Desk', [8, 1.4], {
		titles: [
			'{device} will not turn on',
			'Laptop of {person} overheating and shutting down',
			'Blue screen on {device} twice today',
			'Keyboard on {device} has dead keys',
			'Docking station not charging {device}',
		],
		details: ['Spare in use meanwhile.', 'Under warranty we think.'],
		actions: [
			'Ran hardware diagnostics on {device} and raised a warranty repair',
			'Replaced the dock and updated firmware of {device} for {person}',
		],
		outcomes: ['{device} ran a full day without fault', 'spare returned to the cupboard at {site}'],
	}),
	issue(['Devices', 'Performance'], ['Laptop estate'], 'Service Desk', [6, 1.2], {
		titles: [
			'PC extremely slow since update - {person}',
			'{device} takes ten minutes to start',
			'Spreadsheet freezes on {device}',
			'Computer slow',
		],
		details: ['Worse in the afternoon.', 'Many browser tabs but it was fine last month.'],
		actions: [
			'Removed start-up items and freed disk space on {device}',
			'Rolled back the graphics driver on {device} and applied pending updates',
		],
		outcomes: ['start-up down to under a minute', '{person} reports normal speed'],
	}),
	issue(['Devices', 'Mobile'], ['Intune'], 'Service Desk', [4, 0.7], {
		titles: [
			'Work mail missing on phone of {person}',
			'Enrol replacement phone for {person}',
			'Company portal stuck at checking on {device}',
		],
		details: ['Phone is on the current system version.', 'Travelling from tomorrow.'],
		actions: [
			'Re-enrolled the phone of {person} and pushed the mail profile',
			'Cleared the stale enrolment record of {device}',
		],
		outcomes: ['mail and calendar arrived', 'device shows as compliant'],
	}),
	issue(
		['Devices', 'Software install'],
		['Intune', 'Software catalogue'],
		'Service Desk',
		[6, 0.7],
		{
			titles: [
				'Install {app} for {person}',
				'{app} update asks for admin rights',
				'{app} licence for {person}',
				'{app} missing after laptop swap',
			],
			details: ['Manager has approved the cost.', 'Needed for a course next week.'],
			actions: [
				'Packaged and deployed {app} to {device}',
				'Assigned a {app} licence to {person} and elevated the update',
			],
			outcomes: ['{app} opened and activated', 'asset record updated with the licence'],
		},
	),
	issue(['Network', 'Wi-Fi'], ['Wireless network'], 'Infrastructure', [6, 1.6], {
		titles: [
			'Wi-Fi dropping in {room}',
			'No wireless signal on the {floor} floor at {site}',
			'Guest Wi-Fi page not loading at {site}',
			'Calls break up on wireless in {room}',
		],
		details: ['Wired desks are fine.', 'Several people affected, mostly mornings.'],
		actions: [
			'Surveyed channels around {room} and moved the access point to a clear one',
			'Replaced the failing access point on the {floor} floor at {site}',
		],
		outcomes: ['signal steady over a day of monitoring', 'no drop in {room} since the change'],
	}),
	issue(['Network', 'Internet line'], ['Internet line', 'Firewall'], 'Infrastructure', [4, 2], {
		titles: [
			'Internet down at {site}',
			'Very slow internet at {site} since 9',
			'Line flapping at {site}, phones affected',
			'Failover to 4G triggered at {site}',
		],
		details: ['Router lights are amber.', 'Card payments are affected.'],
		actions: [
			'Raised the {site} line fault with the carrier and moved traffic to the backup line',
			'Replaced the media converter at {site} and verified throughput',
		],
		outcomes: ['line stable and failback completed', 'carrier confirmed a cabinet fault repaired'],
	}),
	issue(['Network', 'VPN'], ['VPN gateway'], 'Infrastructure', [7, 1], {
		titles: [
			'VPN will not connect from home - {person}',
			'VPN drops every 20 minutes',
			'Remote access slow for {person}',
			'Cannot reach {folder} over VPN',
		],
		details: ['Home broadband is fine.', 'Works from a phone hotspot.'],
		actions: [
			'Reissued the VPN certificate of {person} on {device}',
			'Changed the tunnel settings of {device} to avoid fragmentation',
		],
		outcomes: ['tunnel held for an afternoon', '{folder} opens at normal speed'],
	}),
	issue(['Network', 'Switching'], ['Core switch', 'Access switches'], 'Infrastructure', [3, 2.2], {
		titles: [
			'Desk ports dead in {room}',
			'Switch alert: power supply at {site}',
			'Patch two new desks in {room}',
			'Network loop detected on the {floor} floor',
		],
		details: ['Six desks without network.', 'Building manager can give access.'],
		actions: [
			'Patched and labelled desk ports in {room}',
			'Replaced the power supply of the {floor} floor switch at {site}',
		],
		outcomes: ['ports up and documented', 'alerts cleared'],
	}),
	issue(['Servers and backup', 'Backup'], ['Backup service'], 'Infrastructure', [6, 1.3], {
		titles: [
			'Backup job failed on {server}',
			'Backup warning: {server} retention low',
			'Restore {folder} to Tuesday',
			'Please recover deleted file from {folder}',
		],
		details: ['Raised by monitoring.', 'File was there on Monday.'],
		actions: [
			'Cleared the failed snapshot on {server} and re-ran the job',
			'Restored {folder} to a side folder for {person} to compare',
		],
		outcomes: ['job green two nights running', '{person} confirmed the restored files'],
	}),
	issue(
		['Servers and backup', 'Server health'],
		['File server', 'Virtual host'],
		'Infrastructure',
		[5, 1.8],
		{
			titles: [
				'Disk space alert on {server}',
				'{server} memory above 90 percent',
				'{server} rebooted unexpectedly',
				'Scheduled task failing on {server}',
			],
			details: ['Raised by monitoring.', 'Third alert this week.'],
			actions: [
				'Moved archived data off {server} and extended the volume',
				'Traced the memory growth on {server} to a service and patched it',
			],
			outcomes: [
				'alert cleared with a third of the disk free',
				'{server} within limits for two days',
			],
		},
	),
	issue(['Security', 'Phishing'], ['Email security'], 'Infrastructure', [6, 0.9], {
		titles: [
			'Suspicious email from "{supplier}"',
			'{person} clicked a link in a phishing mail',
			'Is this invoice mail genuine?',
			'Spam run to everyone at {site}',
		],
		details: ['Original attached as a file.', 'No password was entered, we believe.'],
		actions: [
			'Removed the message claiming to be {supplier} from all mailboxes and blocked the sender',
			'Reset sessions of {person} and reviewed sign-in records',
		],
		outcomes: ['no sign of misuse in the logs', '{person} briefed on reporting'],
	}),
	issue(['Security', 'Endpoint alert'], ['Endpoint protection'], 'Infrastructure', [4, 1.3], {
		titles: [
			'Endpoint protection alert on {device}',
			'Unwanted software blocked on {device}',
			'{device} out of date on protection agent',
		],
		details: ['Raised by monitoring.', 'Device isolated automatically.'],
		actions: [
			'Isolated {device}, scanned it and removed the flagged file',
			'Reinstalled the protection agent on {device}',
		],
		outcomes: ['{device} back on the network after a clean scan', 'policy shows as current'],
	}),
	issue(['Telephony', 'Calls'], ['Teams Phone'], 'Service Desk', [5, 0.9], {
		titles: [
			'Calls to main number go to voicemail',
			'{person} cannot make outbound calls',
			'Change call queue for {mailbox}',
			'Headset not heard by callers - {person}',
		],
		details: ['Started after the weekend.', 'Holiday opening hours needed.'],
		actions: [
			'Corrected the opening hours of the {mailbox} call queue',
			'Reassigned the number of {person} and tested in and out',
		],
		outcomes: ['test calls ring within two seconds', 'reception confirmed the queue order'],
	}),
	issue(['Printing', 'Printer'], ['Print service'], 'Service Desk', [6, 0.8], {
		titles: [
			'Printer in {room} offline',
			'Paper jam error that will not clear, {room}',
			'Prints come out blank on {floor} floor printer',
			'Scan to email stopped at {site}',
		],
		details: ['Power cycled already.', 'Payroll is due to be printed.'],
		actions: [
			'Reinstalled the queue of the {room} printer and cleared held jobs',
			'Updated the scan credentials of the {floor} floor printer at {site}',
		],
		outcomes: ['test page and scan fine', 'held jobs printed'],
	}),
	issue(
		['Business applications', 'Finance system'],
		['Sage 200', 'Expense system'],
		'Applications',
		[5, 1.8],
		{
			titles: [
				'Sage will not post batch for {month}',
				'Expense claims stuck at approval for {person}',
				'Finance system times out on purchase ledger',
				'User limit reached in Sage',
			],
			details: ['Month end is on Friday.', 'Error text attached.'],
			actions: [
				'Released the locked batch for {month} and cleared orphaned sessions',
				'Changed the approval route of {person} in the expense system',
			],
			outcomes: [
				'{month} batch posted and agreed to control totals',
				'route tested with a one-pound claim',
			],
		},
	),
	issue(
		['Business applications', 'CRM'],
		['Dynamics CRM', 'Case management'],
		'Applications',
		[5, 1.9],
		{
			titles: [
				'CRM form does not save for {person}',
				'Duplicate contacts after {supplier} import',
				'Add a field for referral source in CRM',
				'Workflow email from CRM sent twice',
			],
			details: ['Happens in both browsers.', 'Ask {other} for an example record.'],
			actions: [
				'Fixed the required-field rule that stopped {person} saving',
				'Merged duplicate contacts from {supplier} and tightened the match rule',
			],
			outcomes: ['{other} tested ten records', 'no duplicates in the next import'],
		},
	),
	issue(
		['Business applications', 'Document management'],
		['Document management'],
		'Applications',
		[5, 1.6],
		{
			titles: [
				'Document system check-out stuck on {folder}',
				'Search in document system misses recent files',
				'Version history lost in {folder}',
				'Template for {mailbox} letters wrong after update',
			],
			details: ['Needed for a client deadline.', 'Two teams affected.'],
			actions: [
				'Released check-outs in {folder} and rebuilt its index',
				'Restored the letter template for {mailbox} from the previous release',
			],
			outcomes: ['search finds files saved today', '{person} checked the template output'],
		},
	),
	issue(
		['Business applications', 'Integration'],
		['Order integration', 'Booking system'],
		'Applications',
		[4, 2.4],
		{
			titles: [
				'Orders from {supplier} not arriving',
				'Booking confirmations missing since {month} release',
				'Interface queue backed up on {server}',
				'API key for {supplier} expires this week',
			],
			details: ['About forty records behind.', 'Supplier says nothing changed.'],
			actions: [
				'Renewed the API credentials of {supplier} and replayed the queue',
				'Corrected the field mapping for {supplier} records on {server}',
			],
			outcomes: ['queue empty and counts agree', 'alert added for a stalled queue'],
		},
	),
	issue(
		['Reporting', 'Report request'],
		['Power BI', 'Report server'],
		'Reporting & Data',
		[4, 2],
		{
			titles: [
				'New column in {report}',
				'{report} by site, please',
				'Send {report} to {person} weekly',
				'Filter on {report} resets to all',
			],
			details: ['For the board pack.', 'Example layout attached.'],
			actions: [
				'Added the column to {report} and agreed totals with {person}',
				'Set up a weekly subscription of {report} for {person}',
			],
			outcomes: ['{person} signed off the layout', 'first delivery arrived'],
		},
	),
	issue(['Reporting', 'Report access'], ['Power BI'], 'Reporting & Data', [3, 0.6], {
		titles: [
			'{person} cannot open {report}',
			'Row-level access on {report} for {person}',
			'{report} shows other region to {person}',
		],
		details: ['Works for colleagues.', 'New in the role.'],
		actions: [
			'Added {person} to the security role of {report}',
			'Corrected the region mapping of {person} behind {report}',
		],
		outcomes: ['{person} sees own region only', 'access recorded in the role list'],
	}),
	issue(
		['Collaboration', 'Teams and SharePoint'],
		['Teams', 'SharePoint'],
		'Service Desk',
		[6, 0.8],
		{
			titles: [
				'New Teams channel for {supplier} bid',
				'Cannot share screen in Teams - {person}',
				'SharePoint sync stuck on {device}',
				'Meeting recordings not saved for {person}',
				'OneDrive says storage full',
			],
			details: ['Desktop app only.', 'Needed for the call at two.'],
			actions: [
				'Reset the sync client on {device} and relinked the libraries',
				'Changed the meeting policy of {person} to keep recordings',
			],
			outcomes: ['libraries show as in step', 'test recording saved'],
		},
	),
];

/** Work that agreements exclude by subcategory; it enters tickets only where a plan says so. */
export const EXCLUDED_ISSUES: readonly Issue[] = [
	issue(
		['Business applications', 'CAD and design tools'],
		['Revit and AutoCAD'],
		'Applications',
		[1, 2.6],
		{
			titles: [
				'Revit model for {supplier} scheme crashes on open',
				'AutoCAD plot styles lost for {person}',
				'Family library for Revit needs rebuilding',
				'Render node licence not released',
				'Central model out of step, {person} cannot save',
			],
			details: ['Drawings due to the planner.', 'Large model, linked files.'],
			actions: [
				'Audited and compacted the {supplier} model and relinked its files',
				'Rebuilt plot styles and the template path for {person}',
				'Recovered the central model and resynchronised the local copy of {person}',
			],
			outcomes: ['model opens and saves on two stations', '{person} issued the drawing set'],
		},
	),
	issue(['Printing', 'Large format printing'], ['Plotter'], 'Service Desk', [1, 1.6], {
		titles: [
			'Plotter cuts off A0 sheets',
			'Colours wrong on large prints for {supplier}',
			'Plotter asks for media not loaded',
		],
		details: ['Submission is tomorrow.', 'A1 prints correctly.'],
		actions: [
			'Calibrated the plotter and loaded profiles for the {supplier} print run',
			'Updated plotter firmware and margins on {device}',
		],
		outcomes: ['test A0 sheet complete', '{person} approved the colours'],
	}),
	issue(
		['Collaboration', 'Meeting room AV'],
		['Meeting room systems'],
		'Infrastructure',
		[1, 1.9],
		{
			titles: [
				'Camera in {room} not found by Teams',
				'Set up hybrid meeting for {supplier} visit',
				'{room} screen flickers',
				'Echo on calls in {room}',
			],
			details: ['Client visit this week.', 'Cables checked.'],
			actions: [
				'Reset the room system in {room} and replaced its cable',
				'Tuned microphones in {room} with {person} on a test call',
			],
			outcomes: ['half-hour call without echo', '{room} handed back'],
		},
	),
	issue(['Devices', 'Home working equipment'], ['Home office'], 'Service Desk', [1, 1.5], {
		titles: [
			'Home router settings for {person}',
			'Monitor at home not detected - {person}',
			'Printer at home for {person}',
		],
		details: ['Works from home three days.', 'Own broadband.'],
		actions: [
			'Talked {person} through router settings at home and tested',
			'Set up the home screen and printer of {person} by remote session',
		],
		outcomes: ['{person} works with both screens', 'settings noted on the user record'],
	}),
	issue(['Devices', 'Personal devices'], ['Personal phones'], 'Service Desk', [1, 1.3], {
		titles: [
			'Own tablet of {person} for board papers',
			'Mail on personal phone of {person}',
			'Transfer photos from old phone, {person}',
		],
		details: ['Director asked.', 'Not a company device.'],
		actions: [
			'Set up managed apps on the personal tablet of {person}',
			'Moved contacts and mail to the personal phone of {person}',
		],
		outcomes: ['{person} opened board papers', 'work data kept apart from personal'],
	}),
	issue(['Business applications', 'Website changes'], ['Website'], 'Applications', [1, 2], {
		titles: [
			'Change opening hours on website',
			'Contact form on website sends nothing',
			'Add page for {supplier} offer',
			'Staff list on website out of date',
		],
		details: ['Marketing wants it this week.', 'Text attached.'],
		actions: [
			'Updated site pages and the cache for the {supplier} offer',
			'Fixed the contact form handler and tested with {person}',
		],
		outcomes: ['change live and checked on a phone', '{person} approved the page'],
	}),
];

/** One failing Monday load of the sales data, as ten people would put it. */
export const SALES_LOAD_WORDINGS = [
	'Monday sales report is blank',
	'Power BI dashboard still shows last week',
	'Sales feed has not loaded this morning',
	'Weekly revenue numbers not refreshed',
	'Depot figures missing for the weekend',
	'Margin dashboard stuck on Friday',
	'Dataset refresh failed on sales model',
	'Management pack does not match the tills',
	'No weekend orders in the daily extract',
	'Stock and takings report empty again',
] as const;

export const SALES_LOAD: Issue = issue(
	['Reporting', 'Report data'],
	['Sales Warehouse'],
	'Reporting & Data',
	[1, 1.6],
	{
		titles: SALES_LOAD_WORDINGS,
		details: ['Needed for the trading meeting at ten.', 'Same as a few weeks ago.'],
		actions: [
			'Removed the duplicate depot rows of {date} from staging and reloaded the weekend sales',
			'Corrected the malformed till file of {date} and re-ran the Sales Warehouse load',
			'Reloaded weekend orders of {date} by hand after the file arrived late',
		],
		outcomes: ['totals agree with the tills', 'report refreshed and {person} told'],
	},
);

/** Sudden, wide and rare: the incidents that get a review. */
export const OUTAGE: Issue = issue(
	['Network', 'Major outage'],
	['Core switch'],
	'Infrastructure',
	[1, 6],
	{
		titles: ['Whole office at {site} offline'],
		details: ['Nobody can work.', 'Phones and cards are down as well.'],
		actions: [
			'Isolated the failed unit at {site} and brought up the standby',
			'Restored service at {site} with the vendor on the bridge call',
		],
		outcomes: ['service confirmed by three users', 'timeline recorded for the review'],
	},
);

export const CATEGORIES: readonly string[] = [
	...new Set([...ISSUES, ...EXCLUDED_ISSUES, SALES_LOAD, OUTAGE].map(({ category }) => category)),
];

const FIRST_NAMES =
	'Karen,Imran,Lucy,Piotr,Grace,Hamish,Nadia,Oliver,Yusuf,Beth,Marcus,Elena,Tom,Chidi,Fiona,Raj,Hannah,Leo,Sana,Victor,Megan,Idris,Clare,Joel,Rosa,Alfie'.split(
		',',
	);
const LAST_NAMES =
	'Hollis,Barker,Quinn,Adeyemi,Stone,Lindqvist,Farrow,Mistry,Okoro,Penrose,Vance,Tanner,Sutcliffe,Moran,Gill,Ravensdale,Kaur,Whitlock,Novak,Ellery,Bains,Crane,Dunmore,Ito'.split(
		',',
	);

export const personName = (random: Random): string =>
	`${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;

const SLOTS: Record<string, readonly string[]> = {
	supplier:
		'Calder Print,Norbury Estates,Halden Supplies,Westgate Couriers,Ferris & Son,Orchard Leasing,Tidewell,Bramley Group,Kingsmead,Lowther Bank,Axon Travel,Sterling Paper'.split(
			',',
		),
	room: 'the boardroom,meeting room 2,reception,the training room,the post room,the studio,room 114,the annexe,the quiet room,the canteen'.split(
		',',
	),
	floor: 'ground,first,second,third'.split(','),
	mailbox: 'accounts,enquiries,bookings,HR,lettings,reception,orders,complaints,facilities'.split(
		',',
	),
	folder:
		'Finance 2026,the client archive,HR confidential,the tenders library,Projects,the policy library,Payroll,Board papers,Site surveys,Supplier contracts'.split(
			',',
		),
	app: 'Visio,Acrobat Pro,Zoom,Project,Power Automate,Snagit,the label designer,Python,Firefox,the scanner software'.split(
		',',
	),
	report:
		'the debtor report,the KPI dashboard,the occupancy report,the monthly summary,the absence report,the call statistics,the stock ageing report'.split(
			',',
		),
	month: 'January,February,March,April,May,June,July,August,September,October'.split(','),
};

/** The particulars of one ticket: every mention of the same slot gets the same value. */
export function particulars(random: Random, site: string, clientId: string): Map<string, string> {
	const values = new Map<string, string>([
		['site', site],
		['person', personName(random)],
		['other', personName(random)],
		['device', `${clientId}-LT${random.integer(101, 399)}`],
		['server', `${clientId}-SRV${random.integer(1, 6)}`],
	]);
	for (const [slot, options] of Object.entries(SLOTS)) values.set(slot, random.pick(options));
	return values;
}

export const fillSlots = (text: string, values: ReadonlyMap<string, string>): string =>
	text.replaceAll(/\{(\w+)\}/g, (slot, name: string) => values.get(name) ?? slot);
