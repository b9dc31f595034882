import { expect, test } from 'vitest';
import { safeSvg } from '../../../src/notebooks/reading/safe-svg.js';

test.each([
  ['a script', '<svg><script>alert(1)</script><rect/></svg>', '<svg><rect/></svg>'],
  ['a script under another name', '<svg><x:script>a<![CDATA[</x:script>]]></x:script></svg>', '<svg></svg>'],
  ['a script elsewhere', '<svg><script href="//e.org/a.js"/><g/></svg>', '<svg><g/></svg>'],
  ['what an element does when it is loaded', '<svg onload="alert(1)" a=">" ONCLICK=\'b\'/>', '<svg a=">"/>'],
  ['pages in it', '<svg><foreignObject><b><foreignObject/></b></foreignObject><g/></svg>', '<svg><g/></svg>'],
  [
    'a link that runs',
    '<a xlink:href="&#106;ava\tscript:alert(1)" href="https://e.org">x</a>',
    '<a href="https://e.org">x</a>',
  ],
  [
    'an animation of a link',
    '<set attributeName="href" to="javascript:a"/><animate attributeName="x" values="1;2"/>',
    '<set/><animate attributeName="x" values="1;2"/>',
  ],
  ['entities', '<!DOCTYPE svg [<!ENTITY a "<script>">]><svg>&a;</svg>', '<svg>&a;</svg>'],
  [
    'a style sheet that runs',
    '<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><svg/>',
    '<?xml version="1.0"?><svg/>',
  ],
  ['a script without an end', '<svg><g/><script>alert(1)', '<svg><g/>'],
])('a drawing is shown without %s', (_, svg, shown) => {
  expect(safeSvg(svg)).toBe(shown);
});

test('a drawing that only draws stays as it is', () => {
  const svg =
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><style>/* a > b */</style><defs><path id="one"/></defs><use xlink:href="#one"/><image href="data:image/png;base64,AA=="/><text>the &#38; description</text><!-- on top --></svg>';
  expect(safeSvg(svg)).toBe(svg);
});
