/** The script of HTML reports: runs in the reader's browser, from the JSON in the page. */
import type { PageData } from '../page-data.ts';
import { showViews } from './views.ts';
import { offerTheme } from './theme.ts';

document.getElementById('needs-script')?.remove();
const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageData;
const redraw = showViews(data);
offerTheme(redraw);
