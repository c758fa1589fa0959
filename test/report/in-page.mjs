/**
 * What the test of the page asks inside the browser: each function is sent there as text, so it stands by itself.
 */

export const unfoldAll = () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
};

export const activeParts = () => ({
  active: document.querySelectorAll('script,iframe,object,embed,link,img,base,form,video,audio').length,
  handlers: [...document.querySelectorAll('*')]
    .flatMap((node) => node.getAttributeNames())
    .filter((attribute) => /^on|^style$/i.test(attribute)),
  svgs: document.querySelectorAll('svg[role=img]').length,
});

export const tryToBreakIn = async () => {
  const violated = [];
  document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
  document.body.insertAdjacentHTML(
    'beforeend',
    '<p id="probe" style="color:red">x</p><img src="https://example.invalid/x.png">',
  );
  const script = document.createElement('script');
  script.textContent = 'document.title = "owned"';
  document.body.append(script);
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { violated, title: document.title };
};

export const widthAndText = () => {
  const sizes = [...document.querySelectorAll('svg text')].map((node) => {
    const svg = node.ownerSVGElement;
    const scale = (svg?.getBoundingClientRect().width ?? 0) / (svg?.viewBox.baseVal.width ?? 1);
    return scale * Number.parseFloat(getComputedStyle(node).fontSize);
  });
  return { width: document.documentElement.scrollWidth, least: Math.min(...sizes) };
};

export const wordsOutside = () =>
  [...document.querySelectorAll('svg')].flatMap((svg) => {
    const { width, height } = svg.viewBox.baseVal;
    return [...svg.querySelectorAll('text')].flatMap((node) => {
      const box = node.getBBox();
      const inside =
        box.x >= -2 && box.x + box.width <= width + 2 && box.y >= -2 && box.y + box.height <= height + 2;
      return inside ? [] : [`${node.textContent}: ${Math.round(box.x)} to ${Math.round(box.x + box.width)}`];
    });
  });

export const weakContrast = () => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const parse = (css) => {
    if (canvas === null) return [0, 0, 0, 0];
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [
    top[0] * top[3] + below[0] * (1 - top[3]),
    top[1] * top[3] + below[1] * (1 - top[3]),
    top[2] * top[3] + below[2] * (1 - top[3]),
    1,
  ];
  const ground = (node) => {
    if (node === null) return [255, 255, 255, 1];
    const color = parse(getComputedStyle(node).backgroundColor);
    return color[3] === 1 ? color : over(color, ground(node.parentElement));
  };
  const light = ([r, g, b]) => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((v) =>
      v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (a, b) => {
    const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const found = [];
  let checked = 0;
  const check = (node, css, least) => {
    checked += 1;
    const below = ground(node);
    const ratio = contrast(over(parse(css), below), below);
    if (ratio < least)
      found.push(
        `${node.tagName}.${node.getAttribute('class')} ${ratio.toFixed(2)} "${node.textContent?.slice(0, 30)}"`,
      );
  };
  for (const node of document.querySelectorAll('body *')) {
    const style = getComputedStyle(node);
    if (node instanceof SVGTextElement) check(node, style.fill, 4.5);
    else if (node instanceof SVGElement) {
      if (
        !/curve|mark|shape|range|whisker|margin|reference|now|before/.test(node.getAttribute('class') ?? '')
      )
        continue;
      check(node, style.stroke === 'none' ? style.fill : style.stroke, 3);
    } else if ([...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim()))
      check(node, style.color, 4.5);
  }
  return { found: [...new Set(found)], checked };
};

export const numberStops = () => {
  const nodes = [...document.querySelectorAll('a[href],summary,[tabindex="0"]')];
  const reachable = nodes.filter((node) => node.checkVisibility());
  reachable.forEach((node, i) => {
    node.dataset['stop'] = String(i);
  });
  return reachable.length;
};

export const activeStop = () => {
  const node = document.activeElement;
  const name = node.getAttribute('aria-label') ?? node.textContent ?? '';
  return {
    at: node.dataset['stop'] ?? 'none',
    name: name.trim(),
    outline: getComputedStyle(node).outlineStyle,
  };
};

export const parentIsOpen = () => document.activeElement?.parentElement?.open;

export const headingLevels = () =>
  [...document.querySelectorAll('h1,h2,h3,h4')].map((node) => Number(node.tagName[1]));

export const runAxe = async () => {
  const { axe } = window;
  const { violations, passes } = await axe.run({ resultTypes: ['violations', 'passes'] });
  return {
    violations: violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)}`),
    passes: passes.length,
  };
};

export const printedHeights = () =>
  [...document.querySelectorAll('details:not([open]):not(.numbers) > div.scroll')].map(
    (node) => node.getBoundingClientRect().height,
  );

/** Draws one chart as GitHub does, and says what became of it; `error` is what Mermaid says of a text that is none. */
export const drawMermaid = async (text) => {
  const { mermaid } = globalThis;
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
  const none = { words: '', lines: 0, bars: 0, active: 0 };
  try {
    const { svg } = await mermaid.render(`chart-${performance.now().toFixed(3).replace('.', '-')}`, text);
    const place = document.querySelector('main');
    place.innerHTML = svg;
    const drawn = {
      error: '',
      words: place.textContent.replace(/\s+/g, ' '),
      lines: place.querySelectorAll('.plot path').length,
      bars: place.querySelectorAll('.plot rect').length,
      active: place.querySelectorAll('script,a,img,iframe,foreignObject,[onclick],[onload],[onerror]').length,
    };
    place.replaceChildren();
    return drawn;
  } catch (error) {
    return { ...none, error: String(error.message || error) };
  }
};
