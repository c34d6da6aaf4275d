// What is on screen as a part of another page: a slide, a course, a learning platform.

import { make } from "../shared/dom.js";
import { PARTS } from "../shared/hidden.js";

/**
 * The address of what is on screen, to be shown inside another page.
 * @param {string} href
 * @param {string[]} hide
 * @param {string} end the step, epoch or view at which it ends; "" for none
 */
export function embedAddress(href, hide, end) {
  const url = new URL(href);
  url.searchParams.set("embed", "true");
  url.searchParams.delete("hide");
  if (hide.length) url.searchParams.set("hide", hide.join(","));
  if (end) url.searchParams.set("end", end);
  return url.href.replaceAll("%2C", ",");
}

/**
 * The line of HTML that shows it.
 * @param {string} address
 */
export const frameLine = (address) =>
  `<iframe src="${address.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" width="100%" height="640" ` +
  'style="border:0" title="Glassnet" allow="clipboard-write; fullscreen"></iframe>';

/** What an embedded page may end at, by page. @type {Record<string, string>} */
const ENDS = {
  one_pass: "a step, such as cce_loss",
  region: "an epoch, such as 12",
  newsgroups: "a view, such as Train"
};

/** @param {string} href */
export function embedForm(href) {
  const line = make("textarea", { readonly: "", rows: 4, "aria-label": "Line of HTML" });
  const boxes = Object.entries(PARTS).map(([part, words]) => {
    const box = make("input", { type: "checkbox", value: part, onchange: () => spell() });
    box.checked = ["menu", "next", "teach"].includes(part);
    return make("label", {}, box, ` ${words}`);
  });
  const ends = ENDS[new URL(href).pathname.split("/").pop() ?? ""];
  const end = make("input", { type: "text", placeholder: ends ?? "", oninput: () => spell() });
  const spell = () => {
    const hide = boxes.map((label) => label.firstChild).filter((box) => box.checked);
    line.value = frameLine(
      embedAddress(
        href,
        hide.map((box) => box.value),
        end.value.trim()
      )
    );
  };
  spell();
  const fields = make("fieldset", { class: "parts" }, make("legend", {}, "Leave out"), boxes);
  const whole = make(
    "details",
    {},
    make("summary", {}, "Embed it in a page"),
    fields,
    ends && make("label", {}, "End at ", end),
    line
  );
  line.onfocus = () => line.select();
  return whole;
}
