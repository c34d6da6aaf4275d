// A row of names that a finger moves, where a screen is too narrow for all: it begins with a whole name, the open one
// is whole too, and the row says on which sides it goes on.

const FADE = 40; // pixels at the right end that are half hidden where the row goes on

/**
 * Shows the open name in the row. How far along the row is stands in its data-before and data-after and, in per
 * cent, in its parent's --row-at and --row-share, for a rail below it.
 * @param {HTMLElement} row
 * @param {Element | null} open
 */
export function settle(row, open) {
  row.onscroll = () => mark(row);
  const items = [...row.children].filter((item) => item.getClientRects().length);
  if (open && row.scrollWidth > row.clientWidth + 1) {
    const start = items[0].getBoundingClientRect().left;
    const at = (/** @type {Element} */ item) => item.getBoundingClientRect().left - start;
    const width = open.getBoundingClientRect().width;
    const added = Number.parseFloat(row.style.getPropertyValue("--row-end")) || 0; // left as it is: a snap would move it
    const last = row.scrollWidth - row.clientWidth - added;
    const end = items.find((item) => at(item) >= last - 1) ?? open; // what the row begins with when moved to its end
    row.style.setProperty("--row-end", `${Math.max(0, at(end) - last)}px`);
    const room = row.clientWidth - (open === items.at(-1) ? 0 : FADE);
    const middle = at(open) + width / 2 - row.clientWidth / 2;
    let best = open;
    for (const item of items.slice(0, items.indexOf(open)).reverse())
      if (
        at(item) <= at(end) &&
        at(open) + width - at(item) <= room &&
        Math.abs(at(item) - middle) < Math.abs(at(best) - middle)
      )
        best = item;
    row.scrollLeft = at(best);
  }
  mark(row);
}

/** @param {HTMLElement} row */
function mark(row) {
  const { scrollLeft, scrollWidth, clientWidth } = row;
  const most = scrollWidth - clientWidth;
  row.toggleAttribute("data-before", scrollLeft > 4);
  row.toggleAttribute("data-after", scrollLeft < most - 4);
  row.parentElement?.style.setProperty("--row-share", `${(100 * clientWidth) / scrollWidth}%`);
  row.parentElement?.style.setProperty("--row-at", `${most > 0 ? (100 * scrollLeft) / most : 0}%`);
}
