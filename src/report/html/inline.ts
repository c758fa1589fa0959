/** Inline content as elements. */
import type { Element, ElementContent } from 'hast';
import type { Verdict } from '../../results/index.js';
import type { Content, Inline } from '../document.js';
import { SYMBOLS } from '../symbols.js';
import { element } from './element.js';

export function inline(content: Content): (ElementContent | string)[] {
  return content.map(inlineElement);
}

function inlineElement(part: Inline): ElementContent | string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'code':
      return element('code', {}, [part.text]);
    case 'strong':
      return element('strong', {}, inline(part.children));
    case 'link':
      return element('a', { href: part.url, rel: ['noreferrer'] }, [part.text]);
    case 'verdict':
      return verdictElement(part.verdict, part.bare);
  }
}

function verdictElement(verdict: Verdict, bare: boolean): Element {
  const symbol = element('span', { ariaHidden: 'true' }, [SYMBOLS[verdict]]);
  const word = element('span', bare ? { className: ['spoken'] } : {}, [verdict]);
  return element('span', { className: ['verdict', verdict] }, bare ? [symbol, word] : [symbol, ' ', word]);
}
