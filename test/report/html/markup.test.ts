import { describe, expect, test } from 'vitest';
import { escaped, html, jsonForScript, Markup } from '../../../lib/report/html/markup.ts';

describe('a template', () => {
  test('escapes text in content and between quotes', () => {
    expect(html`<p title="${'"x" & \'y\''}">${'<b>'}</p>`.text).toBe(
      '<p title="&quot;x&quot; &amp; &#39;y&#39;">&lt;b&gt;</p>',
    );
  });

  test('takes markup as it is, lists piece by piece, and nothing of undefined', () => {
    const items = ['<', html`<i>${'>'}</i>`];
    const text = html`<p>${items}${undefined}${new Markup('<br>')}${7}</p>`.text.replaceAll(/\s/g, '');
    expect(text).toBe('<p>&lt;<i>&gt;</i><br>7</p>');
  });

  test('shows control characters that HTML cannot hold', () => {
    expect(escaped('a\u0000b\u001bc\td')).toBe('a\ufffdb\ufffdc\td');
  });
});

test('JSON in a script never ends it, and is read back as it was', () => {
  const value = { name: '</script><!--<script>', line: '\u2028' };
  const { text } = jsonForScript(value);
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toEqual(value);
});
